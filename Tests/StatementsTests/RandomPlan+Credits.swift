import Plans
import Statements
import TestSupport
import Units

extension RandomPlan {
  /// Credits on days of 2026, each of a deal of its own.
  mutating func credits(_ count: Int = 12, currency: Double = 1) throws -> [Credit] {
    try (0..<count).map { index in
      let day = PayFixture.yearStarts.adding(days: Int.random(in: 0..<365, using: &self))
      return try Credit(
        .day(day), person: "p", measure: flip() ? .bookings : .renewedARR,
        amount: number(1_000...100_000) * currency, deal: "D-\(index)", account: "A-\(index)")
    }
  }
}
