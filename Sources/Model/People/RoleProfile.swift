public import Ownership
public import Units

/// What a role costs, how much it can do, and how it comes and goes.
public struct RoleProfile: Hashable, Sendable {
  /// Where the role's cost is booked.
  public enum CostLine: String, CaseIterable, Hashable, Sendable {
    case cogs
    case retention
    case expansion
  }

  /// The type of a CSM, which sets what the role may own and its cost line.
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
    /// As many as the expected hours ask for.
    case capacity
    case fixed(Int)
    case accountsPerHead(Double)
    case arrPerHead(Money)
  }

  public var role: Role
  /// False for the product itself: no heads, no pay, no limit of capacity.
  public var isHuman: Bool
  public var type: CSMType?
  public var costLine: CostLine
  /// On-target earnings a year: base plus target incentive.
  public var ote: Assumption
  /// Share of the OTE that is base.
  public var baseShare: Double
  /// Working hours of a head in a year.
  public var hours: Assumption
  /// Share of the hours that can be planned.
  public var utilisation: Assumption
  /// Chance that a person leaves within a year.
  public var attrition: Assumption
  /// Months until a new hire has full capacity.
  public var ramp: Assumption
  /// Months until a leaver is replaced.
  public var vacancy: Assumption
  /// Payroll taxes and benefits as a share of base and pay.
  public var burden: Assumption
  /// Tools and seat licences a head and year.
  public var tools: Assumption
  /// Cost of hiring one person.
  public var hiring: Assumption
  /// Severance of a released person as a share of yearly base.
  public var severance: Assumption
  public var heads: Heads
  /// For a leader: how many people one can lead; nil for roles that lead nobody.
  public var span: Double?
  /// For a leader: whom it leads.
  public var manages: [Role]
  /// True where hours on the base are taken from selling to new customers.
  public var sellsNewLogos: Bool

  public init(
    role: Role, isHuman: Bool, type: CSMType?, costLine: CostLine, ote: Assumption,
    baseShare: Double, hours: Assumption, utilisation: Assumption, attrition: Assumption,
    ramp: Assumption, vacancy: Assumption, burden: Assumption, tools: Assumption,
    hiring: Assumption, severance: Assumption, heads: Heads, span: Double?, manages: [Role],
    sellsNewLogos: Bool
  ) {
    self.role = role
    self.isHuman = isHuman
    self.type = type
    self.costLine = costLine
    self.ote = ote
    self.baseShare = baseShare
    self.hours = hours
    self.utilisation = utilisation
    self.attrition = attrition
    self.ramp = ramp
    self.vacancy = vacancy
    self.burden = burden
    self.tools = tools
    self.hiring = hiring
    self.severance = severance
    self.heads = heads
    self.span = span
    self.manages = manages
    self.sellsNewLogos = sellsNewLogos
  }
}
