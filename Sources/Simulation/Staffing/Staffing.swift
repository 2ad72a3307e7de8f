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

  private struct StageDraft {
    var years: Range<Int>
    var rules: OwnershipRules
    var responsibilities: [Responsibility]
    var workload: Workload
    var localCount: Int
    /// By role: the names of its seats, in order.
    var seatNames: [Role: [String]] = [:]
    /// At `account * localCount + local`: the number of the seat within its role.
    var seatNumber: [Int32]
  }

  /// - Parameter baselineHeads: Heads by role under the status quo; nil for the status quo itself.
  func model(
    _ model: OwnershipModel, baselineHeads: [Role: Int]?
  ) throws(StaffingError) -> CompiledModel {
    var drafts: [StageDraft] = []
    var survival = [Double](repeating: 1, count: book.count)
    var before = statusQuo
    for (index, stage) in model.stages.enumerated() {
      let end =
        index + 1 < model.stages.count ? model.stages[index + 1].fromYear - 1 : timeline.years
      let years = min(stage.fromYear - 1, timeline.years)..<min(end, timeline.years)
      guard !years.isEmpty else { break }
      let draft: StageDraft
      do throws(TooManyHeads) {
        draft = try self.draft(stage.rules, years: years, before: before, survival: survival)
      } catch {
        throw StaffingError(model: model.name, excess: error)
      }
      for account in 0..<book.count {
        for year in years {
          survival[account] *= draft.workload.renewalChance(account: account, year: year)
        }
      }
      before = draft.responsibilities
      drafts.append(draft)
    }
    return try assemble(model, drafts: drafts, baselineHeads: baselineHeads)
  }

  private func draft(
    _ rules: OwnershipRules, years: Range<Int>, before: [Responsibility], survival: [Double]
  ) throws(TooManyHeads) -> StageDraft {
    let responsibilities = before.indices.map { segment in
      Responsibility(
        rules, scenario, segment: segment, firstYear: years.lowerBound,
        statusQuo: statusQuo[segment], before: before[segment])
    }
    let rates = responsibilities.indices.map { segment in
      SegmentRates(
        RateTable(
          outcomes: outcomes[segment], effects: effects,
          responsibility: responsibilities[segment]),
        values: means)
    }
    let workload = Workload(
      scenario: scenario, book: book, years: timeline.years,
      responsibilities: responsibilities, rates: rates, firstYear: years.lowerBound)
    let localCount = max(1, responsibilities.map(\.locals.count).max() ?? 1)
    var draft = StageDraft(
      years: years, rules: rules, responsibilities: responsibilities, workload: workload,
      localCount: localCount,
      seatNumber: [Int32](repeating: -1, count: book.count * localCount))
    let demand = roleDemand(draft, survival: survival)
    for role in roles(of: responsibilities) {
      try seat(role, demand: demand[role] ?? 0, in: &draft)
    }
    return draft
  }

  /// The human roles that accounts meet, in order of appearance.
  private func roles(of responsibilities: [Responsibility]) -> [Role] {
    var roles: [Role] = []
    for role in responsibilities.flatMap(\.locals) where !roles.contains(role) {
      roles.append(role)
    }
    return roles
  }

  private func roleDemand(_ draft: StageDraft, survival: [Double]) -> [Role: Double] {
    var demand: [Role: Double] = [:]
    withUnsafeTemporaryAllocation(of: Double.self, capacity: draft.localCount) { sums in
      for segment in draft.responsibilities.indices {
        sums.initialize(repeating: 0)
        for account in 0..<book.count where Int(book.segment[account]) == segment {
          draft.workload.addHours(
            account: account, year: draft.years.lowerBound, survival: survival[account],
            withHandover: false, to: sums)
        }
        for (local, role) in draft.responsibilities[segment].locals.enumerated() {
          demand[role, default: 0] += sums[local]
        }
      }
    }
    return demand
  }

  /// Creates a role's seats and assigns its accounts to them.
  private func seat(
    _ role: Role, demand: Double, in draft: inout StageDraft
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
    if names.isEmpty {
      let heads = try heads(of: role, demand: demand, accounts: accounts)
      names = (1...heads).map { "\(role)-\($0)" }
    }
    let numbers = SeatAssignment.balanced(
      accounts: accounts, arr: book.arr, seats: names.count,
      fixed: { account in persons?[account].flatMap { seatOfPerson[$0] } })
    for (entry, number) in zip(entries, numbers) { draft.seatNumber[entry] = Int32(number) }
    draft.seatNames[role] = names
  }

  private func heads(
    of role: Role, demand: Double, accounts: [Int]
  ) throws(TooManyHeads) -> Int {
    guard let profile = scenario.roles[role] else { return 1 }
    let needed: Double =
      switch profile.heads {
      case .capacity: demand / (profile.hours.mean * profile.utilisation.mean)
      case .fixed(let heads): Double(heads)
      case .accountsPerHead(let each): Double(accounts.count) / each
      case .arrPerHead(let each): accounts.reduce(0) { $0 + book.arr[$1] } / each.amount
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
      for account in 0..<book.count {
        for (local, role) in draft.responsibilities[Int(book.segment[account])].locals.enumerated()
        {
          let entry = account * draft.localCount + local
          seatOfAccount[entry] = globalOfNumber[role]![Int(draft.seatNumber[entry])]
        }
      }
      addDemand(draft, seatOfAccount: seatOfAccount, survival: &survival, to: &demand)
      stages.append(
        CompiledModel.Stage(
          years: draft.years, rules: draft.rules, responsibilities: draft.responsibilities,
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
          draft.workload.addHours(
            account: account, year: year, survival: survival[account], withHandover: true,
            to: sums)
          for local in 0..<locals {
            demand[Int(seatOfAccount[account * draft.localCount + local])][year] += sums[local]
          }
          survival[account] *= draft.workload.renewalChance(account: account, year: year)
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
