import Model
import Ownership
import Plans

/// The position of each flow of each seat of a model in the ledger of a world.
///
/// A row for the company, then one per seat. A row holds only the flows that its role's plans read,
/// each in all bins of time.
struct LedgerLayout: Sendable {
  /// Bins of a fiscal year: as fine as the finest plan needs.
  let binsPerYear: Int
  let bins: Int
  /// By row: where it begins, in values; the company's row is 0, seat *s*'s is *s* + 1.
  let rowStart: [Int]
  let size: Int
  /// By role, then flow: the slot in the role's rows, or -1 if no plan reads the flow.
  private let slots: [Role: [Int]]
  private let companySlots: [Int]

  static let absent = -1

  /// - Parameters:
  ///   - teams: By role: the roles that make up its team.
  ///   - countsDue: Whether rows read by a ratio also hold what comes due.
  init(
    model: CompiledModel, plans: [[Role: CountedPlan]], teams: [Role: [Role]], years: Int,
    countsDue: Bool = false
  ) {
    var individual: [Role: Set<Flow>] = [:]
    var company: Set<Flow> = []
    var finest = 1
    for stagePlans in plans {
      // A role that the model only releases has a plan but nobody to pay.
      for (role, plan) in stagePlans where model.seatsOfRole[role]?.isEmpty == false {
        finest = max(finest, plan.pieces)
        // Dates may fall within a quarter.
        if plan.hasDates { finest = 12 }
        for count in plan.counts {
          let flows = count.flows.union(countsDue && count.isRatio ? [.due] : [])
          switch count.scope {
          case .individual, .team:
            for member in teams[role] ?? [role] {
              individual[member, default: []].formUnion(flows)
            }
          case .company: company.formUnion(flows)
          }
        }
        if let clawback = plan.clawback {
          individual[role, default: []].formUnion([false, true].map(clawback.lostFlow))
        }
      }
    }
    func numbered(_ flows: Set<Flow>) -> [Int] {
      var next = 0
      return Flow.allCases.map { flow in
        // With yearly bins, sales and contract changes are counted together.
        let isApart = flow != .expansion || finest > 1
        guard isApart, flows.contains(flow) else { return Self.absent }
        defer { next += 1 }
        return next
      }
    }
    binsPerYear = finest
    bins = finest * years
    companySlots = numbered(company)
    slots = individual.mapValues(numbered)
    var starts = [0]
    var next = companySlots.count { $0 != Self.absent } * bins
    for seat in model.seats {
      starts.append(next)
      next += (slots[seat.role]?.count { $0 != Self.absent } ?? 0) * bins
    }
    rowStart = starts
    size = next
  }

  /// The index of a flow's first bin in its row, or ``absent``.
  func offset(_ flow: Flow, role: Role) -> Int {
    offset(in: slots[role] ?? [], flow)
  }

  func companyOffset(_ flow: Flow) -> Int {
    offset(in: companySlots, flow)
  }

  /// By flow: its offset in a role's rows.
  func offsets(of role: Role) -> [Int] { Flow.allCases.map { offset($0, role: role) } }

  /// By flow: its offset in the company's row.
  var companyOffsets: [Int] { Flow.allCases.map(companyOffset) }

  private func offset(in slots: [Int], _ flow: Flow) -> Int {
    guard slots.indices.contains(flow.rawValue), slots[flow.rawValue] != Self.absent else {
      return Self.absent
    }
    return slots[flow.rawValue] * bins
  }

  /// The bin of a month of the horizon.
  func bin(month: Int) -> Int { month * binsPerYear / 12 }
}

/// The position of a seat's flows in a ledger.
struct LedgerRow: Sendable {
  /// Where the row begins, in values.
  let start: Int
  /// By flow: its offset in the row; negative where absent.
  let offsets: [Int]
}
