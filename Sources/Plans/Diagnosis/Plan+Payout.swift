extension Plan {
  /// The pay of a year over target incentive where every measure stands at the same attainment and
  /// all gates are open: the plan's curve at a glance.
  ///
  /// Only measures that pay a multiple of target incentive count; modifiers and what pays money do
  /// not. A cap in money is not applied.
  ///
  /// - Parameter attainment: Credited amount over quota; 1 is quota.
  /// - Returns: 1 is target; nil where no measure pays a multiple.
  public func multiple(whereAllStandAt attainment: Attainment) -> Double? {
    let weighted = measures.compactMap { measure -> Double? in
      let attainments = measure.metrics.map { _ in attainment }
      guard let weight = measure.weight, let multiple = measure.shape.multiple(at: attainments)
      else { return nil }
      return weight * min(multiple, Self.share(measure.cap))
    }
    return weighted.isEmpty ? nil : min(weighted.reduce(0, +), Self.share(cap))
  }

  private static func share(_ cap: Amount?) -> Double {
    if case .share(let share) = cap { share } else { .infinity }
  }
}
