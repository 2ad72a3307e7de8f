import Formats
import Plans
public import Statements

/// Credits and events that were read, each with the line it stands on.
public struct Actuals: Sendable {
  /// The file as the user named it.
  public let file: String
  /// In the order of their lines.
  public let credits: [Credit]
  /// In the order of their lines.
  public let events: [DealEvent]
  let creditPlaces: [Place]
  let eventPlaces: [Place]
}
