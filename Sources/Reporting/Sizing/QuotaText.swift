import Formats
import Plans
import Units

/// Readable quotas of one measure: money in its scale, ratios in percent.
struct QuotaText {
  private let unit: MeasureKind.Unit?
  private let scale: MoneyScale

  /// - Parameter quotas: All quotas shown together.
  init(_ metric: Metric, quotas: [Double]) {
    unit = metric.isRatio ? .ratio : metric.terms[0].kind.unit
    scale = MoneyScale(for: quotas)
  }

  func text(_ quota: Double) -> String {
    switch unit {
    case .ratio: NumberText.percent(quota)
    case .count: NumberText.grouped(quota, decimals: 1)
    case .money, nil: NumberText.grouped(quota / scale.divisor, decimals: 2 + extra) + scale.suffix
    }
  }

  /// A difference of quotas: of ratios in points.
  func change(_ change: Double) -> String {
    unit == .ratio ? "\(NumberText.grouped(change * 100, decimals: 1)) points" : text(change)
  }

  /// Quotas differ by a percent or two, so they get one digit more than other amounts.
  private var extra: Int { scale.decimals - 1 }
}
