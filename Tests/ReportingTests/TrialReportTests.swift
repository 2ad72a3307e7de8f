import Analysis
import Model
import Plans
import Simulation
import Statements
import TestSupport
import Testing
import Units

@testable import Formats
@testable import Reporting

@Suite struct TrialReportTests {
  private static func report(
    _ test: TestScenario, model: Int, trial: Int, about subject: TrialReport.Subject = .trial
  ) async throws -> TrialReport {
    let prepared = try await PreparedScenario(CompiledScenario(test.scenario()))
    let replay = try TrialReplay(prepared, model: model, trial: trial)
    return try TrialReport(
      replay, Provenance(replay.result.scenario, seed: 1, trials: 500), about: subject,
      source: "rich.yaml")
  }

  /// Every step of every statement, to what the seat was paid.
  @Test(arguments: [0, 7, 123])
  func statementsAddUpToThePay(trial: Int) async throws {
    let test = try TestScenario.rich()
    for model in test.models.indices {
      let report = try await Self.report(test, model: model, trial: trial)
      for person in report.people {
        let statements = report.statements(of: person)
        for year in person.years where year.hasPlan {
          let own = statements.filter { $0.period.fiscalYear == year.year + 2026 }
          #expect(!own.isEmpty)
          #expect(own.reduce(0) { $0 + $1.pay.amount } == year.pay)
          let steps = own.flatMap(\.entries).reduce(0) { $0 + $1.amount.amount }
          #expect(abs(steps - year.pay) < 1e-6)
        }
      }
    }
  }

  /// Gates, caps, modifiers, accelerators, pools, ramps, draws, guarantees and windows of their own.
  @Test(arguments: 0..<24)
  func statementsOfAnyPlanAddUp(seed: Int) async throws {
    var random = RandomPlan(seed: UInt64(seed))
    var test = try TestScenario.rich()
    let periods: [Period] = [.month, .quarter, .half, .year]
    for name in test.plans.keys.sorted() {
      let period = periods[Int(random.next() % 4)]
      test.plans[name] = try random.plan(
        period: period, counting: random.flip() ? .yearToDate : .eachPeriod, ledger: true)
    }
    // Throws where a statement does not add up.
    let report = try await Self.report(test, model: 2, trial: seed)
    #expect(report.pay.statements.contains { $0.pay != .zero })
  }

  @Test func showsATrialAnAccountAndAPerson() async throws {
    let test = try TestScenario.rich()
    let whole = TrialText(try await Self.report(test, model: 2, trial: 7)).lines()
    let text = whole.joined(separator: "\n")
    for part in [
      "trial 7 of 500", "ARR at start", "Largest events", "Odds of renewal", "Variable pay",
      "quotient explain rich.yaml --model hybrid --trial 7 --account R",
    ] { #expect(text.contains(part), "\(part) in \(text)") }
    let account = try await Self.report(test, model: 2, trial: 7, about: .account(0))
    let ofAccount = TrialText(account).lines().joined(separator: "\n")
    #expect(ofAccount.contains("R0") && !ofAccount.contains("R1,"))
    #expect(account.events.allSatisfy { $0.account == 0 })
    let name = try #require(account.people.first).name
    let person = try await Self.report(test, model: 2, trial: 7, about: .person(name))
    let ofPerson = TrialText(person).lines().joined(separator: "\n")
    #expect(ofPerson.contains(name) && ofPerson.contains("paid this year"))
  }

  /// A median is one of the trials, and worst of a cost is the highest.
  @Test func ranksTrialsByAFigure() async throws {
    var test = try TestScenario.rich()
    test.trials = 64
    let result = try await Simulator.run(test.scenario(), trials: 64)
    for figure in [Figure.value, .cost] {
      let values = FigureSeries(result.models[1], of: result.scenario).values(figure)!
      func value(_ rank: TrialReport.Choice.Rank) -> Double {
        values[TrialReport.Choice(rank, by: figure).trial(of: result, model: 1)]
      }
      let ends = [value(.worst), value(.best)]
      #expect(ends.sorted() == [values.min()!, values.max()!])
      #expect((value(.worst) < value(.best)) == (figure == .value))
      let below = values.count { $0 < value(.median) }
      #expect((31...32).contains(below))
    }
  }
}
