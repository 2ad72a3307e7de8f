internal import CGSL

/// The scale on which a quantity is taken to be normal.
enum Scale: Hashable, Sendable {
  case identity
  /// For values above 0.
  case logarithm
  /// For values between 0 and 1.
  case logOdds

  var support: ClosedRange<Double> {
    switch self {
    case .identity: -Double.infinity...Double.infinity
    case .logarithm: 0...Double.infinity
    case .logOdds: 0...1
    }
  }

  /// Where a value inside the support lies on the scale.
  func coordinate(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .logarithm: log(value)
    case .logOdds: LogOdds.of(value)
    }
  }

  /// The value at a place on the scale.
  func value(_ coordinate: Double) -> Double {
    switch self {
    case .identity: coordinate
    case .logarithm: exp(coordinate)
    case .logOdds: LogOdds.probability(coordinate)
    }
  }
}
