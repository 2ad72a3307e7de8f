import Formats
import Model
import Statistics

extension Finance {
  /// What value counts for the time after the horizon: `2 x ending ARR`, of a range from P10 to P90
  /// `1..3 x ending ARR`; nil where it counts nothing.
  var terminalValue: String? {
    let times =
      self.terminalMultiple.isCertain
      ? [self.terminalMultiple.mean] : [0.1, 0.9].map(self.terminalMultiple.distribution.quantile)
    guard times.contains(where: { $0 != 0 }) else { return nil }
    return times.map(NumberText.short).joined(separator: "..") + " x ending ARR"
  }
}
