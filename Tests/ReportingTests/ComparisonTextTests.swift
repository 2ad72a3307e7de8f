import Analysis
import Formats
import Model
import Simulation
import Statistics
import TestSupport
import Testing
import Units

@testable import Reporting

@Suite struct ComparisonTextTests {
  /// Nothing is random here, so that every figure can be checked by hand. A CSM costs 120,000 a
  /// year with burden, the account manager 20,000 more. At a margin of 80% ARR that rises by 10%
  /// instead of 5% in the middle of both years brings 0.8 x (2.205m - 2.10125m) = 83,000 more. Pay
  /// of 48,000 is 23% of the 210,000 by which prices rise; the fourth quarter is the first that is
  /// not behind, the fifth the first ahead.
  @Test func matchesGoldenText() async throws {
    let comparison = try await SmallComparison.certain()
    let provenance = Provenance(comparison, date: Day(year: 2026, month: 1, day: 31))
    let lines = ComparisonText(ComparisonReport(comparison, provenance)).lines()
    #expect(
      lines == [
        "Certain   10 accounts, 1.00m USD ARR, 2 years, 32 trials, seed 2026",
        "Baseline: all-csm. Same luck for every model. Ranges are P10..P90 of outcomes.",
        "",
        "                        NRR    GRR         cost    over      all   payout/TI  value gain over 2 years, k",
        "  model                yr 2   yr 2  heads   k/y  budget  targets    P10..P90    mean ± se      P10..P90  P(better)",
        "* account-manager     110.0  100.0      2   140    100%       0%  100%..100%  +43.0 ± 0.0  +43.0..+43.0       100%",
        "  all-csm (baseline)  105.0  100.0      1   120      0%     100%  100%..100%            -             -          -",
        "",
        "Verdict   account-manager is ahead of all-csm",
        "          by the targets, all-csm: it reaches all of them in 100% of trials, account-manager in 0%",
        "Why       account-manager +43.0k = margin +83.0, people -40.0",
        "Payback   account-manager from quarter 5 on; ahead at the end in 100% of trials",
        "Targets   NRR 104%, budget 130k together in the last year:",
        "          account-manager 0%, all-csm 100%",
        "Cost      account-manager 140k a year; 140k if everybody were paid target",
        "          variable pay is 23% of bookings, 23% of those that credit a person",
        "Budget    account-manager, P50 and reserve to P90: year 1 140k and 0, year 2 140k and 0",
        "Advice    5 of 15 answers of six frameworks have the owner of account-manager, 32 more hang on missing facts; `quotient advise` says why",
        "Note      no assumption is a range: P(better) is of the one expectation there is",
        "Inputs    \(comparison.scenario.fingerprint), quotient \(Simulator.version), 2026-01-31",
      ])
  }

  /// At twice ending ARR the account manager is worth 0.11m more, and yet pays back as before.
  @Test func paybackExcludesTerminalValue() async throws {
    let comparison = try await SmallComparison.certain(terminalMultiple: 2)
    let lines = ComparisonText(comparison).lines()
    let place = try #require(lines.firstIndex { $0.hasPrefix("Payback") })
    #expect(
      lines[place...(place + 1)] == [
        "Payback   over 2 years alone, without the terminal value of 2 x ending ARR:",
        "          account-manager from quarter 5 on; ahead at the end in 100% of trials",
      ])
    // 43,000, and twice 1.21m - 1.1025m.
    #expect(abs(comparison.difference(.value, of: 1)!.paired.mean - 258_000) < 1)
    let page = ComparisonPage(comparison).text
    #expect(page.contains("Value counts 2 x ending ARR for the time after the horizon; without it"))
    #expect(page.contains(", and 2 x ending ARR for the time after, against the baseline"))
    #expect(PaybackRow.columns.allSatisfy { !$0.meaning.contains("gain") })
    let usual = try await SmallComparison.certain()
    #expect(!ComparisonPage(usual).text.contains("x ending ARR"))
  }

  @Test(
    arguments: [
      (TestScenario.certain("t", 0), nil), (TestScenario.certain("t", 1.5), "1.5 x ending ARR"),
    ] as [(Assumption, String?)])
  func describesTerminalValue(multiple: Assumption, words: String?) async throws {
    var finance = try SmallComparison.scenario(hasRanges: false).finance
    finance.terminalMultiple = multiple
    #expect(finance.terminalValue == words)
    finance.terminalMultiple = Assumption(
      key: "t", distribution: try .uniform(low: 0, high: 10), source: "")
    #expect(finance.terminalValue == "1..9 x ending ARR")
  }

  @Test func usesSingularForOne() {
    #expect(NumberText.counted(1, "account") == "1 account")
    #expect(NumberText.counted(0, "year") == "0 years")
    #expect(NumberText.counted(1200, "account") == "1,200 accounts")
  }

  @Test func namesCannotControlTerminal() async throws {
    let lines = ComparisonText(try await SmallComparison.certain(name: "a\u{1B}[2Jb\nc")).lines()
    #expect(lines[0].hasPrefix("a [2Jb c   "))
  }
}
