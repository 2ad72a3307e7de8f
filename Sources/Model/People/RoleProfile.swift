public import Ownership
public import Units

/// The inputs of a role: cost, capacity, attrition and hiring.
public struct RoleInputs: InputCatalogue {
  public let ote = Input(
    "ote", "On-target earnings of a year: base and target incentive.", .money, default: nil,
    use: .settled)
  public let hours = Input(
    "hours", "Working hours of a head in a year.", .number(1...hoursOfYear), default: "1500",
    use: .mean)
  public let utilisation = Input(
    "utilisation", "Share of the hours that can be planned.", .part(0.01...1), default: "90%",
    use: .mean)
  public let attrition = Input(
    "attrition", "Chance that a person leaves within a year.", .share, default: "18%",
    test: .odds(1.5))
  public let ramp = Input(
    "ramp", "Until a new hire has full capacity; a range is in months.", .months,
    default: "4 months")
  public let vacancy = Input(
    "vacancy", "Until a leaver is replaced; a range is in months.", .months, default: "2 months")
  public let burden = Input(
    "burden", "Payroll taxes and benefits, a share of pay.", .proportion, default: "23%",
    use: .settled)
  public let tools = Input("tools", "A head and year.", .money, default: "6k", use: .settled)
  public let hiring = Input(
    "hiring", "Cost of hiring one person.", .money, default: "25k", use: .settled)
  public let severance = Input(
    "severance", "Of a released person, a share of yearly base.", .proportion, default: "25%",
    use: .settled)

  /// Those of a leap year: nobody works more.
  private static let hoursOfYear = 8_784.0

  public init() {}
  public static let all = Self().inputs
}

/// What a role costs, how much work it can do, and how its people come and go.
@dynamicMemberLookup
public struct RoleProfile: Hashable, Sendable {
  /// Where the role's cost is booked.
  public enum CostLine: String, CaseIterable, Hashable, Sendable {
    case cogs
    case retention
    case expansion
  }

  /// The type of a CSM, which determines its cost line.
  ///
  /// - Reference: "The Customer Success Economy", figure 21.1.
  public enum CSMType: String, CaseIterable, Hashable, Sendable {
    case valueGaps = "value-gaps"
    case valueDelivery = "value-delivery"
    case valueCapture = "value-capture"

    public var costLine: CostLine {
      switch self {
      case .valueGaps: .cogs
      case .valueDelivery: .retention
      case .valueCapture: .expansion
      }
    }
  }

  /// How the number of heads is set.
  public enum Heads: Hashable, Sendable {
    /// As many as the expected hours require.
    case capacity
    case fixed(Int)
    case accountsPerHead(Double)
    case arrPerHead(Money)
  }

  /// When the number of heads is set.
  public enum Resizing: String, CaseIterable, Hashable, Sendable {
    /// Every fiscal year, by what is then expected to be left of the book.
    case yearly
    /// When a model begins or its owners change.
    case never
  }

  /// What becomes of people whom a model needs no longer.
  public enum Release: String, CaseIterable, Hashable, Sendable {
    /// They leave, with severance.
    case dismissed
    /// They sell to new customers instead, and cost this book nothing more.
    case toNewLogos = "to-new-logos"
  }

  /// The most people of a role, whatever rule asks for them; and of a model, all roles together.
  public static let mostHeads = 100_000
  public static let mostPeople = 200_000

  public var role: Role
  /// False for the product itself, which has no heads, no pay and unlimited capacity.
  public var isHuman: Bool
  public var type: CSMType?
  public var costLine: CostLine
  /// The values of ``RoleInputs``.
  public var numbers: InputValues<RoleInputs, Assumption>
  /// Share of the OTE that is base.
  public var baseShare: Double
  public var heads: Heads
  public var resize: Resizing
  public var released: Release
  /// For a leader, the number of people one can lead; nil for roles that lead nobody.
  public var span: Double?
  /// For a leader, the roles it leads.
  public var manages: [Role]
  /// True if hours spent on existing customers are taken from selling to new ones.
  public var sellsNewLogos: Bool

  /// - Parameter released: By default to new logos where the role sells them.
  public init(
    role: Role, isHuman: Bool, type: CSMType?, costLine: CostLine,
    numbers: InputValues<RoleInputs, Assumption>, baseShare: Double, heads: Heads,
    resize: Resizing = .yearly, released: Release? = nil, span: Double?, manages: [Role],
    sellsNewLogos: Bool
  ) {
    self.role = role
    self.isHuman = isHuman
    self.type = type
    self.costLine = costLine
    self.numbers = numbers
    self.baseShare = baseShare
    self.heads = heads
    self.resize = resize
    self.released = released ?? (sellsNewLogos ? .toNewLogos : .dismissed)
    self.span = span
    self.manages = manages
    self.sellsNewLogos = sellsNewLogos
  }

  public subscript(dynamicMember input: KeyPath<RoleInputs, Input>) -> Assumption {
    get { numbers[dynamicMember: input] }
    set { numbers[dynamicMember: input] = newValue }
  }
}
