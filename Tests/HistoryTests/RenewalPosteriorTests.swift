import Foundation
import History
import Statistics
import Testing

@Suite struct RenewalPosteriorTests {
  /// The long run, 200 books of 1,500 and of 300 renewals, is measured by hand.
  @Test func parametersAreRecoveredAsSurelyAsTheirErrorsSay() {
    let recovery = Recovery(books: 24, renewals: 500)
    #expect(recovery.shareWithin >= 0.95)
    for name in recovery.ranks.keys.sorted() {
      // A right posterior fails once in a thousand.
      #expect(recovery.distance(name) < 1.949, "\(name)")
    }
  }

  /// Territories three times as far apart as is believed.
  @Test func biasedControlFails() {
    let recovery = Recovery(books: 24, renewals: 500, doubling: 3)
    #expect(recovery.distance("territory-year-sd") > 1.949)
  }

  /// One segment and nothing else: the posterior of a chance is known.
  @Test func oneSegmentIsABinomialChance() throws {
    let renewals = (0..<400).map { index in
      Renewal(account: "a\(index)", before: 100, outcome: index < 40 ? .lost : .renewed)
    }
    let posterior = try #require(RenewalPosterior(RenewalHistory(renewals)))
    let chances = posterior.chances(of: Array(renewals.prefix(1)))
    let moments = Moments(chances)
    // Beta(360.5, 40.5) has mean .8990, sd .0150; the belief of 88% hardly moves it.
    #expect(abs(moments.mean - 0.899) < 0.003)
    #expect(abs(moments.standardDeviation - 0.015) < 0.0015)
  }

  @Test func fewLossesPoolSegmentsAndAllOrNothingSaysNothing() throws {
    var renewals = (0..<300).map { index in
      Renewal(
        account: "a\(index)", segment: "small", before: 100,
        outcome: index < 30 ? .lost : .renewed)
    }
    renewals += (0..<10).map { index in
      Renewal(account: "b\(index)", segment: "large", before: 100, outcome: .renewed)
    }
    let posterior = try #require(RenewalPosterior(RenewalHistory(renewals)))
    let draws = posterior.chances(of: [renewals[300]]).sorted()
    // Ten of ten are no certainty.
    #expect(draws[100] < 0.93)
    #expect(draws[500] > 0.90)
    #expect(draws[500] < 0.99)
    #expect(RenewalPosterior(RenewalHistory(Array(renewals.suffix(10)))) == nil)
    #expect(RenewalPosterior(RenewalHistory([])) == nil)
  }

  /// A month renews with the twelfth root of the year's chance.
  @Test func monthsRenewWithAPowerOfTheYear() throws {
    let stream = RandomStream(seed: 5)
    let renewals = (0..<6000).map { index in
      Renewal(
        account: "a\(index)", term: 1, before: 100,
        outcome: stream.uniform() < pow(0.8, 1.0 / 12) ? .renewed : .lost)
    }
    let posterior = try #require(RenewalPosterior(RenewalHistory(renewals)))
    #expect(abs(Moments(posterior.chances(of: [renewals[0]])).mean - 0.8) < 0.04)
  }

  @Test func sameSeedSameDraws() throws {
    let made = SyntheticRenewals(seed: 3, renewals: 200)
    let fits = (0..<2).compactMap { _ in RenewalPosterior(made.history, seed: 9) }
    #expect(fits[0].parameters == fits[1].parameters)
  }
}
