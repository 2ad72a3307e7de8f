/// The trials of consecutive blocks, column by column.
struct TrialBlocks: Sendable {
  /// Ordered by number.
  let blocks: [StoredBlock]
  let trials: Int

  init(_ blocks: [StoredBlock]) {
    self.blocks = blocks
    trials = blocks.reduce(0) { $0 + $1.trials }
  }

  /// The sum of columns, by trial; indices are among the columns of all models.
  func sum(_ columns: [Int]) -> [Double] { sum([StoredBlock.Term(columns: columns, factor: 1)]) }

  /// The sum of several terms, by trial. Works block by block, because columns requested together
  /// usually lie side by side.
  func sum(_ terms: [StoredBlock.Term]) -> [Double] {
    var totals = [Double](repeating: 0, count: trials)
    totals.withUnsafeMutableBufferPointer { totals in
      var first = 0
      for block in blocks {
        let own = UnsafeMutableBufferPointer(rebasing: totals[first..<first + block.trials])
        block.add(terms, to: own)
        first += block.trials
      }
    }
    return totals
  }

  /// The blocks joined under the number of the first: values column by column, outcomes block by
  /// block.
  ///
  /// - Precondition: The blocks are of this layout.
  func joined(_ layout: BlockLayout) -> BlockRecord {
    var values: [Double] = []
    values.reserveCapacity(layout.columnCount * trials)
    for column in 0..<layout.columnCount { values += sum([column]) }
    return values.withUnsafeBufferPointer {
      BlockRecord(
        block: blocks[0].block, trials: trials, values: $0,
        outcomeWords: blocks.flatMap(\.outcomes), layout: layout)
    }
  }

  /// By model: the outcomes of its people; nil if a record does not fit the layout.
  func outcomes(_ layout: BlockLayout) -> [ModelOutcomes]? {
    let none = PersonOutcome(payPerOne: layout.payPerOne)
    var roles = layout.roleYears.map { [RoleOutcome](repeating: RoleOutcome(), count: $0.count) }
    var people = layout.people.map {
      [PersonOutcome](repeating: none, count: $0.count)
    }
    for block in blocks {
      var words = block.outcomes[...]
      for _ in 0..<TrialBlock.count(ofTrials: block.trials) {
        guard Self.add(unpacking: &words, to: &roles, &people) else { return nil }
      }
      guard words.isEmpty else { return nil }
    }
    return layout.roleYears.indices.map { model in
      ModelOutcomes(
        roles: Self.filled(roles[model], layout.roleYears[model]), people: people[model])
    }
  }

  /// Calls `body` with the outcomes of each model's roles, once per block even for joined blocks.
  ///
  /// - Precondition: The records fit the layout.
  func forEachBlock(_ layout: BlockLayout, _ body: (_ roles: [[RoleYear: RoleOutcome]]) -> Void) {
    let none = layout.roleYears.map { [RoleOutcome](repeating: RoleOutcome(), count: $0.count) }
    // Not used here.
    var people = layout.people.map {
      [PersonOutcome](repeating: PersonOutcome(payPerOne: layout.payPerOne), count: $0.count)
    }
    for block in blocks {
      var words = block.outcomes[...]
      for _ in 0..<TrialBlock.count(ofTrials: block.trials) {
        var roles = none
        guard Self.add(unpacking: &words, to: &roles, &people) else {
          preconditionFailure("the records are of this layout")
        }
        body(zip(roles, layout.roleYears).map { Self.filled($0, $1) })
      }
    }
  }

  /// Adds the outcomes of one block; false if they are invalid.
  private static func add(
    unpacking words: inout ArraySlice<UInt64>, to roles: inout [[RoleOutcome]],
    _ people: inout [[PersonOutcome]]
  ) -> Bool {
    for model in roles.indices {
      for index in roles[model].indices {
        guard roles[model][index].add(unpacking: &words) else { return false }
      }
      for index in people[model].indices {
        guard people[model][index].add(unpacking: &words) else { return false }
      }
    }
    return true
  }

  /// The outcomes of roles in which anyone is paid.
  private static func filled(
    _ outcomes: [RoleOutcome], _ keys: [RoleYear]
  ) -> [RoleYear: RoleOutcome] {
    Dictionary(uniqueKeysWithValues: zip(keys, outcomes).filter { $1.payout.total > 0 })
  }
}
