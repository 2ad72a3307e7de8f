public import Simulation
public import Statistics

/// A part of the difference between two models' values, with the years in which it happens.
public struct CausePart: Sendable {
  /// What it is due to. Money of a year is not discounted; what discounting takes of it is a part of
  /// its own.
  public enum Reason: Hashable, Sendable {
    case cause(Cause)
    /// The margin that people make because others serve an account, with talents of their own.
    case talent
    /// What sellers who serve customers could have done with new ones.
    case newLogoHours
    case discounting
    case terminalMultiple

    /// Kebab-case.
    public var name: String {
      switch self {
      case .cause(let cause): cause.rawValue
      case .talent: "talent"
      case .newLogoHours: "new-logo-hours"
      case .discounting: "discounting"
      case .terminalMultiple: "terminal-multiple"
      }
    }
  }

  public let reason: Reason
  /// By fiscal year; zeros for the terminal multiple, which acts at the end of the horizon.
  public let years: [MeanEstimate]
  /// At the end of the horizon.
  public let end: MeanEstimate
  /// Of all years and the end.
  public let gain: MeanEstimate

  public var name: String { reason.name }
}
