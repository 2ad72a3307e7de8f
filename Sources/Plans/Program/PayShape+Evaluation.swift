extension PayShape {
  /// The multiple of target incentive at the metrics' attainments; nil for a shape that pays money.
  ///
  /// - Parameter attainments: One, or for a matrix two: rows, then columns.
  public func multiple(at attainments: [Attainment]) -> Double? {
    guard paysMultiple else { return nil }
    var trace = NoTrace<Double>()
    return compiled {
      $0.multiple(
        attainments[0].ratio, attainments[attainments.count - 1].ratio, line: 0, &trace)
    }
  }

  /// The money that credit earns; 0 for a shape that pays a multiple.
  func money(forCredit credit: Double, quota: Double) -> Double {
    let figure = PayFigure(
      credited: credit, quota: quota, attainment: Double.share(of: credit, in: quota))
    return withUnsafePointer(to: figure) { figure in compiled { $0.money(figure, base: 0) } }
  }

  private func compiled<Result>(_ body: (CompiledShape) -> Result) -> Result {
    var memory = ShapeMemory()
    let shape = memory.shape(self)
    return withExtendedLifetime(memory.owned) { body(shape) }
  }
}

extension PayoutCurve {
  /// The multiple of target incentive; 1 is target.
  ///
  /// - Parameter attainment: Not NaN.
  public func multiple(at attainment: Attainment) -> Double {
    PayShape.curve(self).multiple(at: [attainment]) ?? 0
  }
}

extension Steps {
  /// The multiple of target incentive; 1 is target.
  ///
  /// - Parameter attainment: Not NaN.
  public func multiple(at attainment: Attainment) -> Double {
    PayShape.steps(self).multiple(at: [attainment]) ?? 0
  }
}

extension PayoutMatrix {
  /// The multiple of target incentive; 1 is target.
  public func multiple(row: Attainment, column: Attainment) -> Double {
    PayShape.matrix(self).multiple(at: [row, column]) ?? 0
  }
}

extension TieredRate {
  /// The money earned by an amount of credit, which is one deal where the mode is per deal.
  ///
  /// - Parameters:
  ///   - credit: In the credit's own unit; negative credit earns nothing.
  ///   - quota: The window's quota in the same unit; read only where bounds are attainments.
  public func pay(forCredit credit: Double, quota: Double) -> Double {
    PayShape.tiers(self).money(forCredit: credit, quota: quota)
  }
}
