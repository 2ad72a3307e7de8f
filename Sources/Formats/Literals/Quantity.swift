/// What a number measures, and its bounds.
public struct Quantity: Hashable, Sendable {
  /// Determines the natural spelling, and whether `%` makes sense.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// A plain number, such as an odds ratio or hours; `%` is allowed.
    case number
    /// A part of a whole, 0 to 1.
    case share
    /// A multiple of something, such as 103% of a quota.
    case ratio
    /// A share that may exceed the whole, such as a sale of 120% of what an account pays. Above 1
    /// it needs `%`: a bare 3 may mean 3% or 300%.
    case proportion
    /// An amount of the scenario's currency; `%` is refused.
    case money
    /// A whole number; `%` is refused.
    case count
  }

  public let unit: Unit
  public let lowest: Double
  public let highest: Double
  /// False if the lowest value itself is refused, as for odds; ``smallest`` is the least then.
  public let includesLowest: Bool
  /// A range that ends at this number or below never exceeds it; nil if nothing limits a range.
  public let limit: Double?

  /// The largest magnitude of any number. An amount this large still has its eighths, and the
  /// square of what ten million accounts and ten years make of it is far from overflowing.
  public static let largest = 1e15
  /// The least of a number that must be above 0. Beyond it odds and ratios no longer move a chance,
  /// and what is divided by them overflows.
  public static let smallest = 1e-9

  public init(
    _ unit: Unit, from lowest: Double = -Self.largest, to highest: Double = Self.largest,
    includesLowest: Bool = true, limit: Double? = nil
  ) {
    precondition(lowest < highest, "bounds of a quantity in the wrong order")
    precondition(includesLowest || lowest == 0, "only 0 is left out")
    self.unit = unit
    self.lowest = lowest
    self.highest = highest
    self.includesLowest = includesLowest
    self.limit = limit
  }

  public static let number = Quantity(.number)
  public static let share = Quantity(.share, from: 0, to: 1)
  /// 0 to 10, so that `90` for `90%` is noticed.
  public static let ratio = Quantity(.ratio, from: 0, to: 10)
  public static let proportion = Quantity(.proportion, from: 0, to: 10)
  public static let money = Quantity(.money, from: 0)
  public static let positiveMoney = Quantity(.money, from: 0, includesLowest: false)
  public static let count = Quantity(.count, from: 0, to: 1e9)
  /// Above 0: odds ratios and multipliers.
  public static let positive = Quantity(.number, from: 0, includesLowest: false)
  /// The same, of what is meant to lower odds: a range that ends at 1 does not exceed it.
  public static let factor = Quantity(.number, from: 0, includesLowest: false, limit: 1)
  public static let nonNegative = Quantity(.number, from: 0)

  /// Reads a number and checks it against the unit and the bounds.
  ///
  /// - Throws: ``LiteralError``; for a share of `94` it suggests `94%`, for a proportion of `3` both
  ///   `3%` and `300%`.
  public func value(_ text: String) throws(LiteralError) -> Double {
    let value = try Literal.number(text)
    let isPercent = text.hasSuffix("%")
    switch unit {
    case .money where isPercent:
      throw LiteralError(found: text, expected: "an amount such as 25k, not a percentage")
    case .count where isPercent || value != value.rounded():
      throw LiteralError(found: text, expected: "a whole number")
    default: break
    }
    let isAmbiguous = !isPercent && isAmbiguous(value)
    guard contains(value), !isAmbiguous else {
      throw LiteralError(
        found: text, expected: isAmbiguous ? "0..1, or a percentage" : bounds(passedBy: value),
        hint: isPercent ? nil : percentages(of: text, value))
    }
    return value
  }

  /// The percentages that a bare number above 0 may mean, as a hint: 0.9 is 90%, and 90, if out of
  /// bounds, is 90% too.
  package func percentages(of text: String, _ value: Double) -> String? {
    guard unit == .share || unit == .ratio || unit == .proportion, value > 0 else { return nil }
    var meant: [String] = []
    let isWhole = contains(value)
    if value > 1, !isWhole || isAmbiguous(value), let part = try? Literal.number(text + "%"),
      contains(part)
    {
      meant.append(text + "%")
    }
    if isWhole { meant.append(Literal.text(value, as: unit)) }
    return meant.isEmpty ? nil : "write " + meant.joined(separator: ", or ")
  }

  /// Whether a bare number may be meant as is or in percent.
  private func isAmbiguous(_ value: Double) -> Bool { unit == .proportion && value > 1 }

  public func contains(_ value: Double) -> Bool { leastAllowed <= value && value <= highest }

  /// The lowest value that is accepted.
  var leastAllowed: Double { includesLowest ? lowest : Self.smallest }

  /// What was expected instead of a value out of bounds: the bounds, or the limit of all numbers
  /// that it passes.
  package func bounds(passedBy value: Double) -> String {
    if value > highest, highest == Self.largest { return "at most 1e15" }
    if value < lowest, lowest == -Self.largest { return "at least -1e15" }
    if !includesLowest, value > lowest, value < leastAllowed { return "at least 1e-9" }
    return bounds
  }

  /// Whether it has bounds of its own, besides the limits of all numbers.
  var isBounded: Bool { lowest != -Self.largest || highest != Self.largest }

  /// `0..1`, `above 0`, `at least 0`, `at most 5`; without the limits of all numbers.
  public var bounds: String {
    let low = Literal.text(lowest, as: .number)
    let high = Literal.text(highest, as: .number)
    switch (lowest != -Self.largest, highest != Self.largest) {
    case (true, true) where unit == .proportion:
      return "\(Literal.text(lowest, as: unit))..\(Literal.text(highest, as: unit))"
    case (true, true): return includesLowest ? "\(low)..\(high)" : "above \(low), at most \(high)"
    case (true, false): return includesLowest ? "at least \(low)" : "above \(low)"
    case (false, true): return "at most \(high)"
    case (false, false): return "any number"
    }
  }
}
