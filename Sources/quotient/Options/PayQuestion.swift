import Plans
import Statements
import Units

/// Whose pay of which days is asked for.
struct PayQuestion {
  /// Nil is everybody.
  var person: String?
  /// Nil is every period up to the last actual.
  var period: PayPeriod?

  /// The day up to which statements run although nothing was credited: the end of the month or
  /// quarter that is asked for. Of the whole year what has happened so far is shown.
  var paidThrough: Day? {
    period.flatMap { $0.period == .year ? nil : $0.span.last }
  }
}
