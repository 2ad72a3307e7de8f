/// The name of what is credited, such as `renewed-arr` or `grr`.
///
/// Users may name measures of their own (`commission`, `profit`). Quotient knows the static members;
/// the simulation credits all of them but ``mbo``. The raw value is the name in plans, actuals and
/// JSON.
public struct MeasureKind: RawRepresentable, Hashable, Comparable, Sendable {
  /// As written in plans and actuals.
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(_ name: String) {
    self.init(rawValue: name)
  }

  /// What a measure counts in.
  public enum Unit: String, Sendable {
    /// A share, such as GRR: its latest value stands, it never adds up and is never spread.
    case ratio
    case count
    case money
  }

  /// The annual recurring revenue of renewed contracts.
  public static let renewedARR = MeasureKind("renewed-arr")
  /// Gross revenue retention of the cohort.
  public static let grr = MeasureKind("grr")
  /// Net revenue retention of the cohort.
  public static let nrr = MeasureKind("nrr")
  /// Accounts kept over accounts at the start.
  public static let logoRetention = MeasureKind("logo-retention")
  /// Recurring revenue added to existing accounts, by all motions or some.
  public static let expansionBookings = MeasureKind("expansion-bookings")
  /// The uplift obtained at renewal.
  public static let priceIncrease = MeasureKind("price-increase")
  /// Customer success qualified leads found.
  public static let csqlsSourced = MeasureKind("csqls-sourced")
  /// Customer success qualified leads that sales took on.
  public static let csqlsAccepted = MeasureKind("csqls-accepted")
  /// Customer success qualified leads that closed.
  public static let csqlsWon = MeasureKind("csqls-won")
  /// The recurring revenue of the leads found.
  public static let csqlARRSourced = MeasureKind("csql-arr-sourced")
  /// The recurring revenue of the leads that sales took on.
  public static let csqlARRAccepted = MeasureKind("csql-arr-accepted")
  /// The recurring revenue of the leads that closed.
  public static let csqlARRWon = MeasureKind("csql-arr-won")
  /// Recurring revenue of new and expanded contracts, losses not deducted.
  public static let grossNewARR = MeasureKind("gross-new-arr")
  /// The value of signed orders.
  public static let bookings = MeasureKind("bookings")
  /// The score of objectives agreed with the manager; 1 is all met.
  public static let mbo = MeasureKind("mbo")

  private static let ratios: Set<MeasureKind> = [.grr, .nrr, .logoRetention, .mbo]
  private static let counts: Set<MeasureKind> = [.csqlsSourced, .csqlsAccepted, .csqlsWon]
  private static let moneys: Set<MeasureKind> = [
    .renewedARR, .expansionBookings, .priceIncrease, .csqlARRSourced, .csqlARRAccepted,
    .csqlARRWon, .grossNewARR, .bookings,
  ]

  /// The kinds the simulation credits, by name.
  public static let known: [MeasureKind] = ratios.union(counts).union(moneys).sorted()

  /// What it counts in; nil for a kind of the user's own.
  public var unit: Unit? {
    if Self.ratios.contains(self) { return .ratio }
    if Self.counts.contains(self) { return .count }
    return Self.moneys.contains(self) ? .money : nil
  }

  /// Whether it is known to be a share.
  public var isRatio: Bool { unit == .ratio }
  /// Whether it is known to count pieces.
  public var isCount: Bool { unit == .count }
  /// Whether it is known to be money.
  public var isMoney: Bool { unit == .money }

  public static func < (a: MeasureKind, b: MeasureKind) -> Bool { a.rawValue < b.rawValue }
}

extension MeasureKind: CustomStringConvertible {
  public var description: String { rawValue }
}
