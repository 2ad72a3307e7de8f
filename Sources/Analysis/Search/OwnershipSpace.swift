import Advice
import Model
import Ownership
import Statistics

/// What a search may try: the models to start from, and the owners of each cell.
struct OwnershipSpace: Sendable {
  struct Start: Sendable {
    let name: String
    let rules: OwnershipRules
  }

  struct Cell: Sendable {
    let cell: OwnerCell
    /// Whoever a framework, a preset, the baseline or a model of the scenario names.
    let candidates: [Assignment]
  }

  let segments: [Segment]
  /// The baseline first.
  let starts: [Start]
  /// The cells in which something happens.
  let cells: [Cell]
  /// The frameworks that lack facts for a model.
  let open: [Framework]

  init(_ scenario: Scenario, _ advisor: Advisor) {
    let segments = scenario.book.segments.filter { $0.accounts > 0 }
    let baseline = scenario.models[scenario.baseline]
    let today = baseline.stages[0].rules
    let advised = Framework.all.map {
      AdvisedModel($0, advisor, baseline: today, segments: segments)
    }
    // Owners are compared on the same plans.
    func start(_ name: String, _ rules: OwnershipRules) -> Start {
      var rules = rules.owned(by: OwnerGrid(rules.owners, segments: segments))
      rules.pay = today.pay
      return Start(name: name, rules: rules)
    }
    let others = scenario.models.filter { $0.name != baseline.name && !$0.isScheduled }
    starts =
      [start(baseline.name, today)] + others.map { start($0.name, $0.stages[0].rules) }
      + Preset.all.map { start($0.name, $0.rules) }
      + advised.filter(\.open.isEmpty).map {
        start(AdvisedModel.prefix + $0.framework.name, $0.rules)
      }
    open = advised.filter { !$0.open.isEmpty }.map(\.framework)
    self.segments = segments
    let grids = starts.map { OwnerGrid($0.rules.owners, segments: segments) }
    let advice = advisor.recommendations()
    cells = segments.flatMap { segment -> [Cell] in
      let index = scenario.book.segments.firstIndex(of: segment)!
      return Motion.allCases.filter { scenario.isAlive($0, segment: index) }.map { motion in
        let cell = OwnerCell(segment: segment.name, motion: motion)
        var candidates: [Assignment] = []
        for grid in grids {
          if let own = grid[cell], !candidates.contains(own) { candidates.append(own) }
        }
        for answer in advice where answer.cell == cell {
          for role in [answer.role].compactMap(\.self) + answer.alternatives {
            let source = answer.source == role ? nil : answer.source
            let assignment = Assignment(owner: role, source: source)
            if !candidates.contains(assignment) { candidates.append(assignment) }
          }
        }
        return Cell(
          cell: cell, candidates: candidates.filter { scenario.roles[$0.owner] != nil })
      }
    }
  }
}

extension Scenario {
  /// Whether a motion happens in a segment at all.
  fileprivate func isAlive(_ motion: Motion, segment: Int) -> Bool {
    let outcomes = outcomes[segment]
    return switch motion {
    case .service: hours[segment].service.mean > 0
    case .renewal: true
    case .priceIncrease: outcomes.priceIncrease.chance.mean > 0
    default: motion.stream.flatMap { outcomes.expansion[$0] }.map { $0.perYear.mean > 0 } ?? false
    }
  }
}

extension OwnershipRules {
  /// The same rules with other owners.
  func owned(by grid: OwnerGrid) -> OwnershipRules {
    var rules = self
    rules.owners = grid.table
    return rules
  }
}
