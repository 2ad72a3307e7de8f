import Foundation
import Model
import Ownership
import Units

/// Staffs an ownership model: how many seats each role has, and which accounts each seat serves.
struct Staffing {
  var scenario: Scenario
  let timeline: Timeline
  let book: CompiledBook
  let outcomes: [OutcomeTable]
  let effects: EffectTable
  let means: [Double]
  /// By segment: who does what under the status quo.
  let statusQuo: [Responsibility]
  /// Heads that hold whatever the rules ask for; the rules are asked where there are none.
  var heads: [RoleYear: Int] = [:]

  /// Roles whose heads the model states itself, whomever the book names.
  private(set) var statesHeads: Set<Role> = []

  init(
    scenario: Scenario, timeline: Timeline, book: CompiledBook, outcomes: [OutcomeTable],
    effects: EffectTable, means: [Double], statusQuo: [Responsibility]
  ) {
    self.scenario = scenario
    self.timeline = timeline
    self.book = book
    self.outcomes = outcomes
    self.effects = effects
    self.means = means
    self.statusQuo = statusQuo
  }

  /// The same for a model with its roles.
  func with(_ roles: [Role: RoleProfile], of model: Int) -> Staffing {
    var other = self
    other.scenario.roles = roles
    let changes = scenario.roleChanges[scenario.models[model].name] ?? [:]
    other.statesHeads = Set(changes.filter { $0.value.heads != nil }.keys)
    return other
  }

  /// Years of a model in which neither its rules nor its heads change.
  private struct StageDraft {
    var years: Range<Int>
    let owners: Owners
    /// By role: the names of its seats, in order.
    var seatNames: [Role: [String]] = [:]
    /// At `account * localCount + local`: the number of the seat within its role.
    var seatNumber: [Int32]

    var responsibilities: [Responsibility] { owners.responsibilities }
    var localCount: Int { owners.localCount }
  }

  /// Who owns what from a year on, and the work that it makes.
  private struct Owners {
    let rules: OwnershipRules
    let responsibilities: [Responsibility]
    let workload: Workload
    let localCount: Int
  }

  /// What heads are sized by: a role's expected work in a year, and its book that is expected to be
  /// left.
  private struct Need {
    var hours = 0.0
    var accounts = 0.0
    var arr = 0.0
  }

  /// - Parameter baselineHeads: Heads by role under the status quo; nil for the status quo itself.
  func model(
    _ model: OwnershipModel, baselineHeads: [Role: Int]?
  ) throws(StaffingError) -> CompiledModel {
    var drafts: [StageDraft] = []
    var survival = [Double](repeating: 1, count: book.count)
    var before = statusQuo
    for (rules, years) in periods(of: model) {
      let owners = owners(rules, firstYear: years.lowerBound, before: before)
      before = owners.responsibilities
      for year in years {
        let needs = needs(owners, year: year, survival: survival)
        do throws(TooManyHeads) {
          try extend(
            &drafts, owners, year: year, isFirst: year == years.lowerBound, needs: needs)
        } catch {
          throw StaffingError(model: model.name, excess: error)
        }
        for account in 0..<book.count {
          survival[account] *= owners.workload.renewalChance(account: account, year: year)
        }
      }
    }
    return try assemble(model, drafts: drafts, baselineHeads: baselineHeads)
  }

  /// The years of a model's rules; a schedule that goes on with the same rules changes nothing.
  private func periods(of model: OwnershipModel) -> [(rules: OwnershipRules, years: Range<Int>)] {
    var periods: [(rules: OwnershipRules, years: Range<Int>)] = []
    for year in 0..<timeline.years {
      let rules = model.stages[model.stageIndex(inYear: year + 1)].rules
      if let last = periods.last, last.rules == rules {
        periods[periods.count - 1].years = last.years.lowerBound..<year + 1
      } else {
        periods.append((rules, year..<year + 1))
      }
    }
    return periods
  }

  private func owners(
    _ rules: OwnershipRules, firstYear: Int, before: [Responsibility]
  ) -> Owners {
    let responsibilities = before.indices.map { segment in
      Responsibility(
        rules, scenario, segment: segment, firstYear: firstYear,
        statusQuo: statusQuo[segment], before: before[segment])
    }
    let rates = responsibilities.indices.map { segment in
      SegmentRates(
        RateTable(
          outcomes: outcomes[segment], effects: effects,
          responsibility: responsibilities[segment]),
        values: means)
    }
    return Owners(
      rules: rules, responsibilities: responsibilities,
      workload: Workload(
        scenario: scenario, book: book, years: timeline.years,
        responsibilities: responsibilities, rates: rates, firstYear: firstYear),
      localCount: max(1, responsibilities.map(\.locals.count).max() ?? 1))
  }

  /// The human roles that accounts meet, in order of appearance.
  private func roles(of responsibilities: [Responsibility]) -> [Role] {
    var roles: [Role] = []
    for role in responsibilities.flatMap(\.locals) where !roles.contains(role) {
      roles.append(role)
    }
    return roles
  }

  private func needs(_ owners: Owners, year: Int, survival: [Double]) -> [Role: Need] {
    var needs: [Role: Need] = [:]
    withUnsafeTemporaryAllocation(of: Double.self, capacity: owners.localCount) { sums in
      for segment in owners.responsibilities.indices {
        sums.initialize(repeating: 0)
        var (accounts, arr) = (0.0, 0.0)
        for account in 0..<book.count where Int(book.segment[account]) == segment {
          owners.workload.addHours(
            account: account, year: year, survival: survival[account],
            withHandover: false, to: sums)
          accounts += survival[account]
          arr += survival[account] * book.arr[account]
        }
        for (local, role) in owners.responsibilities[segment].locals.enumerated() {
          needs[role, default: Need()].hours += sums[local]
          needs[role, default: Need()].accounts += accounts
          needs[role, default: Need()].arr += arr
        }
      }
    }
    return needs
  }

  /// Adds a year: to the last draft if nobody comes or goes, else as a new one.
  ///
  /// - Parameter isFirst: Whether the rules begin to apply.
  private func extend(
    _ drafts: inout [StageDraft], _ owners: Owners, year: Int, isFirst: Bool,
    needs: [Role: Need]
  ) throws(TooManyHeads) {
    let before = isFirst ? nil : drafts.last
    var draft = StageDraft(
      years: year..<year + 1, owners: owners,
      seatNumber: [Int32](repeating: -1, count: book.count * owners.localCount))
    for role in roles(of: owners.responsibilities) {
      try seat(role, needs[role] ?? Need(), in: &draft, after: before)
    }
    if let before, before.seatNames == draft.seatNames {
      drafts[drafts.count - 1].years = before.years.lowerBound..<year + 1
    } else {
      drafts.append(draft)
    }
  }

  /// Creates a role's seats and assigns its accounts to them.
  private func seat(
    _ role: Role, _ need: Need, in draft: inout StageDraft, after before: StageDraft?
  ) throws(TooManyHeads) {
    var accounts: [Int] = []
    var entries: [Int] = []
    let localOfSegment = draft.responsibilities.map { $0.locals.firstIndex(of: role) }
    for account in 0..<book.count {
      guard let local = localOfSegment[Int(book.segment[account])] else { continue }
      accounts.append(account)
      entries.append(account * draft.localCount + local)
    }
    guard !accounts.isEmpty else { return }
    let persons = scenario.book.persons[role]
    var names: [String] = []
    var seatOfPerson: [String: Int] = [:]
    if let persons {
      for account in accounts {
        guard let person = persons[account], seatOfPerson[person] == nil else { continue }
        seatOfPerson[person] = names.count
        names.append(person)
      }
      // A person's seat must not depend on the order of the book.
      names.sort()
      for (seat, name) in names.enumerated() { seatOfPerson[name] = seat }
    }
    let known = before?.seatNames[role]
    if names.isEmpty || statesHeads.contains(role) {
      let stays = known.flatMap { isResized(role) ? nil : $0.count }
      let stated = heads[RoleYear(role: role, year: draft.years.lowerBound)] ?? stays
      let heads = if let stated { stated } else { try heads(of: role, need) }
      // Whom the book names stay first, in the order of their names.
      let extra = max(0, heads - names.count)
      names = names.prefix(heads) + (0..<extra).map { "\(role)-\(names.count + $0 + 1)" }
      seatOfPerson = seatOfPerson.filter { $0.value < heads }
    }
    draft.seatNames[role] = names
    if let before, known == names {
      for entry in entries { draft.seatNumber[entry] = before.seatNumber[entry] }
      return
    }
    // Whoever stays keeps their accounts.
    var kept: [Int32] = []
    if let before, let known, names.count < known.count {
      kept = [Int32](repeating: -1, count: book.count)
      for (account, entry) in zip(accounts, entries) {
        let number = before.seatNumber[entry]
        if number < Int32(names.count) { kept[account] = number }
      }
    }
    let numbers = SeatAssignment.balanced(
      accounts: accounts, arr: book.arr, seats: names.count,
      fixed: { account in
        if let person = persons?[account], let seat = seatOfPerson[person] { return seat }
        return kept.isEmpty || kept[account] < 0 ? nil : Int(kept[account])
      })
    for (entry, number) in zip(entries, numbers) { draft.seatNumber[entry] = Int32(number) }
  }

  private func isResized(_ role: Role) -> Bool { scenario.roles[role]?.resize == .yearly }

  private func heads(of role: Role, _ need: Need) throws(TooManyHeads) -> Int {
    guard let profile = scenario.roles[role] else { return 1 }
    let needed: Double =
      switch profile.heads {
      case .capacity: need.hours / (profile.hours.mean * profile.utilisation.mean)
      case .fixed(let heads): Double(heads)
      case .accountsPerHead(let each): need.accounts / each
      case .arrPerHead(let each): need.arr / each.amount
      }
    guard needed <= Double(RoleProfile.mostHeads) else {
      throw TooManyHeads(role: role, heads: needed, rule: profile.heads)
    }
    return max(1, Int((needed - Tolerance.relative).rounded(.up)))
  }

  private func assemble(
    _ model: OwnershipModel, drafts: [StageDraft], baselineHeads: [Role: Int]?
  ) throws(StaffingError) -> CompiledModel {
    let headsOfStage = drafts.map { draft in
      withLeaders(draft.seatNames.mapValues(\.count))
    }
    for heads in headsOfStage {
      let total = heads.values.reduce(0, +)
      guard total <= RoleProfile.mostPeople else {
        throw StaffingError(model: model.name, total: total)
      }
    }
    var roles: [Role] = []
    for draft in drafts {
      for role in self.roles(of: draft.responsibilities) where !roles.contains(role) {
        roles.append(role)
      }
    }
    roles += leaders.map(\.role).filter { role in
      !roles.contains(role) && headsOfStage.contains { $0[role] != nil }
    }
    // Roles of the status quo that the model does not use: their people are released.
    roles += (baselineHeads ?? [:]).keys.sorted().filter { !roles.contains($0) }

    // The seats of all stages, each once: identified by a person's name, or by number within the
    // role.
    var names: [Role: [String]] = [:]
    var known: [Role: Set<String>] = [:]
    for (draft, heads) in zip(drafts, headsOfStage) {
      for role in roles {
        guard let heads = heads[role] else { continue }
        for name in draft.seatNames[role] ?? (1...heads).map({ "\(role)-\($0)" })
        where known[role, default: []].insert(name).inserted {
          names[role, default: []].append(name)
        }
      }
    }
    var seatsOfRole: [Role: Range<Int>] = [:]
    var indexOfSeat: [String: Int] = [:]
    var seatKeys: [(role: Role, name: String)] = []
    for role in roles {
      let first = seatKeys.count
      for name in names[role] ?? [] {
        indexOfSeat["\(role):\(name)"] = seatKeys.count
        seatKeys.append((role, name))
      }
      seatsOfRole[role] = first..<seatKeys.count
    }

    var stages: [CompiledModel.Stage] = []
    var demand = [[Double]](
      repeating: [Double](repeating: 0, count: timeline.years), count: seatKeys.count)
    var active = [[Bool]](
      repeating: [Bool](repeating: false, count: timeline.years), count: seatKeys.count)
    var survival = [Double](repeating: 1, count: book.count)
    for (index, draft) in drafts.enumerated() {
      let heads = headsOfStage[index]
      var globalOfNumber: [Role: [Int32]] = [:]
      for role in roles where heads[role] != nil {
        let here = draft.seatNames[role] ?? (1...heads[role]!).map { "\(role)-\($0)" }
        globalOfNumber[role] = here.map { Int32(indexOfSeat["\(role):\($0)"]!) }
        for seat in globalOfNumber[role]! {
          for year in draft.years { active[Int(seat)][year] = true }
        }
      }
      var seatOfAccount = [Int32](repeating: -1, count: draft.seatNumber.count)
      // Whoever would own a segment without accounts has no seat.
      let globals = draft.responsibilities.map { $0.locals.map { globalOfNumber[$0] ?? [] } }
      for account in 0..<book.count {
        let locals = globals[Int(book.segment[account])]
        for local in locals.indices {
          let entry = account * draft.localCount + local
          seatOfAccount[entry] = locals[local][Int(draft.seatNumber[entry])]
        }
      }
      addDemand(draft, seatOfAccount: seatOfAccount, survival: &survival, to: &demand)
      stages.append(
        CompiledModel.Stage(
          years: draft.years, responsibilities: draft.responsibilities,
          seatOfAccount: seatOfAccount, localCount: draft.localCount,
          heads: heads,
          headsBefore: index > 0 ? headsOfStage[index - 1] : baselineHeads ?? heads))
    }
    let seats = seatKeys.indices.map { index in
      seat(
        seatKeys[index].role, name: seatKeys[index].name,
        number: index - seatsOfRole[seatKeys[index].role]!.lowerBound, active: active[index],
        demand: demand[index], stages: stages)
    }
    return CompiledModel(
      name: model.name, stages: stages,
      stageOfYear: (0..<timeline.years).map { year in
        stages.firstIndex { $0.years.contains(year) }!
      },
      seats: seats, seatsOfRole: seatsOfRole, roles: roles)
  }

  private func addDemand(
    _ draft: StageDraft, seatOfAccount: [Int32], survival: inout [Double],
    to demand: inout [[Double]]
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: draft.localCount) { sums in
      for account in 0..<book.count {
        let locals = draft.responsibilities[Int(book.segment[account])].locals.count
        for year in draft.years {
          sums.initialize(repeating: 0)
          draft.owners.workload.addHours(
            account: account, year: year, survival: survival[account], withHandover: true,
            to: sums)
          for local in 0..<locals {
            demand[Int(seatOfAccount[account * draft.localCount + local])][year] += sums[local]
          }
          survival[account] *= draft.owners.workload.renewalChance(account: account, year: year)
        }
      }
    }
  }

  private func seat(
    _ role: Role, name: String, number: Int, active: [Bool], demand: [Double],
    stages: [CompiledModel.Stage]
  ) -> CompiledSeat {
    // Severance was paid when a seat was given up, so a reopened seat has a new hire.
    let starts = active.indices.filter { active[$0] && ($0 == 0 || !active[$0 - 1]) }
    let profile = scenario.roles[role]
    let hours = (profile?.hours.mean ?? 1) * (profile?.utilisation.mean ?? 1)
    return CompiledSeat(
      role: role, name: name, entity: EntityHash.of("person:\(role):\(name)"),
      isActive: active,
      starts: starts.map { year in
        let before = stages.first { $0.years.contains(year) }!.headsBefore[role] ?? 0
        return (year, year != starts.first || number >= before)
      },
      demandRatio: demand.map { $0 / hours }, demandHours: demand)
  }

  private var leaders: [RoleProfile] {
    scenario.roles.values.filter { $0.span != nil && !$0.manages.isEmpty }
      .sorted { $0.role < $1.role }
  }

  /// Heads, plus the leaders they need and the leaders of those leaders.
  private func withLeaders(_ heads: [Role: Int]) -> [Role: Int] {
    var all = heads
    var open = leaders.filter { heads[$0.role] == nil }
    // Next comes a leader whose reports are all counted; in a cycle of leaders, the first.
    while !open.isEmpty {
      let next = open.firstIndex { leader in
        !open.contains { leader.manages.contains($0.role) }
      }
      let leader = open.remove(at: next ?? 0)
      let led = leader.manages.reduce(0) { $0 + (all[$1] ?? 0) }
      guard led > 0, let span = leader.span else { continue }
      all[leader.role] = max(1, Int((Double(led) / span - Tolerance.relative).rounded(.up)))
    }
    return all
  }
}
