import Advice
import Formats
import Model
import Ownership

/// Checks the meaning of ownership models, segment by segment.
struct ModelsCheck {
  let segments: [Segment]
  /// Of each segment.
  let outcomes: [SegmentOutcomes]
  let effects: Effects
  let profiles: [Role: RoleProfile]

  /// Reports motions that nobody owns, and customers that face several roles.
  func check(_ model: OwnershipModel, at cursor: Cursor) {
    var twoFaced: [String] = []
    var segmentsUnowned: [[Motion]: [String]] = [:]
    for segment in segments {
      var unowned: [Motion] = []
      var owners: Set<Role> = []
      for stage in model.stages {
        for motion in Motion.allCases {
          let assignment = stage.rules.owners.assignment(
            segment: segment.name, tier: segment.tier, motion: motion)
          if let assignment { owners.insert(assignment.owner) }
          if assignment == nil, !unowned.contains(motion) { unowned.append(motion) }
        }
      }
      if !unowned.isEmpty { segmentsUnowned[unowned, default: []].append(segment.name) }
      if OwnershipWarning.isTwoFaced(owners) {
        twoFaced.append(segment.name)
      }
    }
    for (motions, names) in segmentsUnowned.sorted(by: { $0.value[0] < $1.value[0] }) {
      let motions = motions.map(\.rawValue).joined(separator: ", ")
      cursor.report(
        .statement("nobody owns \(motions) in \(names.joined(separator: ", "))"),
        hint: "name a role, or `all` for every motion not named")
    }
    if !twoFaced.isEmpty, !model.isScheduled {
      cursor.report(
        .statement(
          "\(model.name) puts a renewal manager and an account manager in front of"
            + " \(twoFaced.joined(separator: ", ")): customers find two faces disorienting"),
        severity: .warning)
    }
  }

  /// The human roles that work in some model without a plan.
  func roles(paidBy isPlan: (String) -> Bool, of models: [OwnershipModel]) -> [Role] {
    var unpaid: Set<Role> = []
    for rules in models.flatMap({ $0.stages.map(\.rules) }) {
      for segment in segments {
        for motion in Motion.allCases {
          let assignment = rules.owners.assignment(
            segment: segment.name, tier: segment.tier, motion: motion)
          for case let role? in [assignment?.owner, assignment?.source]
          where profiles[role]?.isHuman == true && !isPlan(rules.planName(of: role)) {
            unpaid.insert(role)
          }
        }
      }
    }
    return unpaid.sorted()
  }

  /// Warns of roles that a model has otherwise and nobody is in.
  ///
  /// - Parameter cursor: Of the model.
  func checkUse(of changed: [Role], in model: OwnershipModel, at cursor: Cursor) {
    var used: Set<Role> = []
    for rules in model.stages.map(\.rules) {
      for segment in segments {
        for motion in Motion.allCases {
          guard
            let assignment = rules.owners.assignment(
              segment: segment.name, tier: segment.tier, motion: motion)
          else { continue }
          used.formUnion([assignment.owner] + assignment.creditedRoles)
          if let source = assignment.source { used.insert(source) }
        }
      }
    }
    for role in changed where !used.contains(role) && profiles[role]?.span == nil {
      cursor["roles"].named(role.rawValue).report(
        .statement("nobody is \(role) in \(model.name)"), severity: .warning)
    }
  }

  /// Reports streams whose find rate is below what the second role and the product find by
  /// themselves.
  func checkFound(under baseline: OwnershipModel, in document: Cursor) {
    for (segment, outcomes) in zip(segments, outcomes) {
      for stream in ExpansionStream.allCases where stream.hasFunnel {
        guard let expansion = outcomes.expansion[stream],
          !(expansion.perYear.isCertain && expansion.perYear.mean == 0)
        else { continue }
        let isSourced = stream.motions.contains { motion in
          baseline.stages[0].rules.owners.assignment(
            segment: segment.name, tier: segment.tier, motion: motion)?.source != nil
        }
        let missed = (isSourced ? 1 - effects.sourcing.mean : 1) * (1 - effects.productFlag.mean)
        guard expansion.found.mean < 1 - missed - 1e-9, expansion.found != .unread else { continue }
        let others = Literal.text(((1 - missed) * 1e4).rounded() / 1e4, as: .share)
        let anchors = [
          document["outcomes"].named(segment.name)[stream.rawValue]["found"],
          document["effects"]["sourcing"], document["effects"]["product-flag"],
          document["baseline"],
        ]
        Cursor.blamed(anchors).report(
          .statement(
            "less \(stream.rawValue) is found than \(isSourced ? "sourcing and product flag" : "the product flag")"
              + " of \(baseline.name) find without the owner, \(others)"),
          hint: "raise it, or lower `effects.\(isSourced ? "sourcing" : "product-flag")`")
      }
    }
  }
}
