import Model
import Ownership

extension Scenario {
  /// The motions that add ARR and credit a person for it, in a segment and fiscal year of a model.
  ///
  /// What the product sells by itself credits nobody, and organic growth is not sold.
  func creditedMotions(of model: String, segment: Int, year: Int) -> [Motion] {
    guard let model = models.first(where: { $0.name == model }) else { return [] }
    let rules = model.stages[model.stageIndex(inYear: year + 1)].rules
    let segment = book.segments[segment]
    return Figure.expansionMotions.filter { motion in
      motion != .organicGrowth
        && rules.owners.assignment(segment: segment.name, tier: segment.tier, motion: motion)?
          .creditedRoles.contains { roles[$0]?.isHuman ?? false } ?? false
    }
  }
}
