public import Model
public import Ownership
import Units

/// What the parts of a scenario say about its company.
public struct ScenarioFacts: Sendable {
  private let book: Book
  private let outcomes: [SegmentOutcomes]
  private let hours: [WorkHours]
  private let effects: Effects
  private let today: OwnershipRules
  private let stated: Company

  /// - Parameters:
  ///   - outcomes: Of each segment of the book.
  ///   - hours: Of each segment of the book.
  ///   - today: Who owns what today.
  ///   - stated: What the scenario's `company` says.
  public init(
    book: Book, outcomes: [SegmentOutcomes], hours: [WorkHours], effects: Effects,
    today: OwnershipRules, stated: Company
  ) {
    self.book = book
    self.outcomes = outcomes
    self.hours = hours
    self.effects = effects
    self.today = today
    self.stated = stated
  }

  /// Every fact that the scenario answers: what follows from the book, the outcomes, the hours and
  /// today's owners, beside what is stated.
  ///
  /// Segments without accounts are left out.
  public var company: Company {
    var company = stated
    company.common[.bookARR] = StatedFact(.number(book.totalARR.amount), from: "book")
    company.segments = book.segments.indices.filter { book.segments[$0].accounts > 0 }.map {
      let name = book.segments[$0].name
      let own = stated.segments.first { $0.name == name }?.facts ?? FactSheet()
      var computed = computed(for: $0)
      // What is stated is stronger, even if it is stated of every segment.
      for fact in stated.common.known { computed[fact] = nil }
      return .init(name: name, facts: own.completed(by: computed))
    }
    return company
  }

  private func computed(for index: Int) -> FactSheet {
    let segment = book.segments[index]
    let rows = book.segment.indices.filter { book.segment[$0] == index }
    func share(_ holds: (Int) -> Bool) -> Double {
      Double(rows.count(where: holds)) / Double(rows.count)
    }
    let automatic = today.autoRenewal ? share { book.autoRenewal[$0] } : 0
    let growth = GrowthMix(outcomes[index], terms: rows.map { book.term[$0] })
    let owners = Set(
      Motion.allCases.compactMap {
        today.owners.assignment(segment: segment.name, tier: segment.tier, motion: $0)?.owner
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
      .renewalHours,
      .number(hours[index].renewal.mean * (automatic == 1 ? effects.autoRenewalHours.mean : 1)),
      automatic == 1 ? "hours and auto-renewal" : "hours")
    set(.newShare, growth.newShare.map { .number($0) }, "outcomes")
    set(.expansionRate, .number(growth.rate), "outcomes")
    set(.renewalChance, .number(outcomes[index].renewal.mean), "outcomes")
    set(.hasRenewalsTeam, .boolean(owners.contains(.renewalManager)), "baseline")
    set(.hasAccountManagers, .boolean(owners.contains(.accountManager)), "baseline")
    return sheet
  }

  /// The mean over the accounts that state a cycle; nil if fewer than half do.
  private func salesCycle(of rows: [Int]) -> Double? {
    let cycles = rows.compactMap { book.salesCycle[$0] }
    guard !cycles.isEmpty, cycles.count * 2 >= rows.count else { return nil }
    return cycles.reduce(0, +) / Double(cycles.count)
  }
}

extension Scenario {
  /// Every fact that the scenario answers.
  public var facts: Company {
    ScenarioFacts(
      book: book, outcomes: outcomes, hours: hours, effects: effects,
      today: models[baseline].stages[0].rules, stated: company
    ).company
  }

  /// How a segment is expected to grow, by its index.
  public func growth(of segment: Int) -> GrowthMix {
    let rows = book.segment.indices.filter { book.segment[$0] == segment }
    return GrowthMix(outcomes[segment], terms: rows.map { book.term[$0] })
  }
}
