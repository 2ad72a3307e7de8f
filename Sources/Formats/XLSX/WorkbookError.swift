/// Why a workbook could not be made.
public struct WorkbookError: Error, Hashable, CustomStringConvertible {
  /// What was being done, such as `Summary!B3`.
  public let place: String
  /// In the words of the library or the system.
  public let reason: String

  public var description: String { "\(place): \(reason)" }
}
