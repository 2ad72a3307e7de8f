public import Advice
public import Ownership
public import Statistics

/// A change that was taken, on the luck of the search.
public struct SearchStep: Sendable {
  public let cell: OwnerCell
  public let from: Assignment?
  public let to: Assignment
  /// The value that it adds.
  public let gain: PairedDifference
}

/// How many trials each stage of the search plays.
public struct SearchEffort: Hashable, Sendable {
  /// For the models to start from, and for each change of a sweep over all cells.
  public var sweep = 512
  /// For a change to be taken.
  public var choice = 2048
  /// For the closing sweep and the final score, on fresh luck.
  public var score = 1024

  public init() {}
}
