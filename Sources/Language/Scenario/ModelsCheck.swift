import Books
import Ownership
import Scenarios

/// What only the meaning of an ownership model shows, segment by segment.
struct ModelsCheck {
  let segments: [Segment]
  /// Of each segment.
  let outcomes: [SegmentOutcomes]
  let effects: Effects
  let profiles: [Role: RoleProfile]

  /// Reports motions that nobody owns, and two faces in front of one customer.
  func check(_ model: OwnershipModel, at cursor: Cursor) {
    var twoFaced: [String] = []
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
      if !unowned.isEmpty {
        cursor.report(
          .statement(
            "nobody owns \(unowned.map(\.rawValue).joined(separator: ", ")) in \(segment.name)"),
          wayOut: "name a role, or `all` for every motion not named")
      }
      if owners.isSuperset(of: [.renewalManager, .accountManager]) {
        twoFaced.append(segment.name)
      }
    }
    if !twoFaced.isEmpty, !model.isScheduled {
      cursor.report(
        .statement(
          "\(model.name) puts a renewal manager and an account manager in front of"
            + " \(twoFaced.joined(separator: ", ")): customers find two faces disorienting"),
        severity: .warning)
    }
  }

  /// Reports streams of which less is found than the second role and the product find by
  /// themselves.
  func checkFound(under baseline: OwnershipModel, outcomes document: Cursor) {
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
        guard expansion.found.mean < 1 - missed - 1e-9 else { continue }
        let others = Literal.text(((1 - missed) * 1e4).rounded() / 1e4, as: .share)
        document.named(segment.name)[stream.rawValue]["found"].report(
          .statement(
            "less is found than \(isSourced ? "sourcing and product flag" : "the product flag")"
              + " of \(baseline.name) find without the owner, \(others)"),
          wayOut: "raise it, or lower `effects.\(isSourced ? "sourcing" : "product-flag")`")
      }
    }
  }
}
