public import Statistics

/// What a run tells of one model.
public struct ModelEstimates: Sendable {
  public let name: String
  /// By scope, then figure.
  let estimates: [FigureScope: [Figure: Estimate]]
  /// By fiscal year, then segment, the whole book first.
  public let walk: [WalkEstimate]
  /// By fiscal year, then role.
  public let costs: [CostEstimate]
  public let targets: TargetChances
  /// By role.
  public let roles: [RoleFigures]

  /// The estimate of a figure; nil where the scope does not have it.
  public subscript(figure: Figure, scope: FigureScope) -> Estimate? {
    estimates[scope]?[figure]
  }

  /// The estimate of a figure over the whole book and horizon.
  public subscript(figure: Figure) -> Estimate {
    estimates[.headline]![figure]!
  }

  /// A line of the walk; nil where the scope does not have it.
  public func amount(of line: WalkEstimate.Line, _ scope: FigureScope) -> ShortSummary? {
    walk.first { $0.line == line && $0.scope == scope }?.amount
  }
}
