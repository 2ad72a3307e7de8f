public import Model
import Ownership
import Units

extension Scenario {
  /// Every fact that the scenario answers: what follows from the book, the outcomes, the hours and
  /// the baseline's owners, beside what its `company` states.
  ///
  /// Segments without accounts are left out.
  public var facts: Company {
    var facts = company
    facts.common[.bookARR] = StatedFact(.number(book.totalARR.amount), from: "book")
    facts.segments = book.segments.indices.filter { book.segments[$0].accounts > 0 }.map { index in
      let name = book.segments[index].name
      let stated = company.segments.first { $0.name == name }?.facts ?? FactSheet()
      var computed = computedFacts(of: index)
      // What the company says of touch is stronger, even if it says it of every segment.
      if company.common[.touch] != nil { computed[.touch] = nil }
      return .init(name: name, facts: stated.completed(by: computed))
    }
    return facts
  }

  /// How a segment is expected to grow, by its index.
  public func growth(of segment: Int) -> GrowthMix {
    let rows = book.segment.indices.filter { book.segment[$0] == segment }
    return GrowthMix(outcomes[segment], terms: rows.map { book.term[$0] })
  }

  private func computedFacts(of index: Int) -> FactSheet {
    let segment = book.segments[index]
    let rows = book.segment.indices.filter { book.segment[$0] == index }
    func share(_ holds: (Int) -> Bool) -> Double {
      Double(rows.count(where: holds)) / Double(rows.count)
    }
    let baseline = models[self.baseline].stages[0].rules
    let automatic = baseline.autoRenewal ? share { book.autoRenewal[$0] } : 0
    let saved = 1 - effects.autoRenewalHours.mean
    let growth = growth(of: index)
    let owners = Set(
      Motion.allCases.compactMap {
        baseline.owners.assignment(segment: segment.name, tier: segment.tier, motion: $0)?.owner
      })
    var sheet = FactSheet()
    func set(_ fact: Fact, _ value: FactValue?, _ origin: String) {
      sheet[fact] = value.map { StatedFact($0, from: origin) }
    }
    set(.accounts, .number(Double(segment.accounts)), "book")
    set(.meanARR, .number(segment.meanARR.amount), "book")
    set(.shareMonthly, .number(share { book.term[$0] == 1 }), "book")
    set(.autoRenewal, .number(automatic), "book")
    set(.salesCycle, salesCycle(of: rows).map { .number($0) }, "book")
    set(.touch, .word(segment.tier == .low ? "low" : "high"), "tier of the segment")
    set(
      .renewalHours, .number(hours[index].renewal.mean * (1 - automatic * saved)),
      "hours and auto-renewal")
    set(.newShare, growth.newShare.map { .number($0) }, "outcomes")
    set(.expansionRate, .number(growth.rate), "outcomes")
    set(.renewalChance, .number(outcomes[index].renewal.mean), "outcomes")
    set(.hasRenewalsTeam, .boolean(owners.contains(.renewalManager)), "baseline")
    set(.hasAccountManagers, .boolean(owners.contains(.accountManager)), "baseline")
    return sheet
  }

  /// The mean over the accounts that state a cycle; nil if fewer than half do.
  private func salesCycle(of rows: [Int]) -> Double? {
    let stated = rows.compactMap { book.salesCycle[$0] }
    guard !stated.isEmpty, stated.count * 2 >= rows.count else { return nil }
    return stated.reduce(0, +) / Double(stated.count)
  }
}
