public import Statistics

extension Comparison {
  /// How a model stands to another; nil where worlds are too few to tell, or it is the same.
  public func dominance(of model: Int, over other: Int) -> Dominance? {
    dominances.first { $0.model == model && $0.against == other }?.dominance
  }

  /// The best model that dominates another, and by which order; nil where none does.
  public func dominator(of model: Int) -> (model: Int, order: Int)? {
    for order in 1...2 {
      let found = ranking.first { other in
        guard let dominance = dominance(of: other, over: model) else { return false }
        return (order == 1 ? dominance.first : dominance.second) == .dominates
      }
      if let found { return (found, order) }
    }
    return nil
  }
}
