import Analysis
import ArgumentParser
import Formats
import Foundation
import Language
import Model
import Ownership
import Plans
import Reporting
import Simulation
import Units

struct SizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "size",
    abstract: "Find the quota that a share of people reaches, and what keeps it within a budget.",
    discussion: """
      The quota is a quantile of what is simulated, not a search; the first line says what to write, \
      and `compare` then shows that chance under by-measure. Where the people of the model cost more \
      than the budget, the accelerator, the pay mix, both together, and every number of heads down to \
      the first that stays within it are tried. Every proposal is scored on fresh luck; the star marks \
      the one with the most value of those that meet the aim, unless none is worth its loss.

        quotient size scenario.yaml --model hybrid --role account-manager --chance 60%
        quotient size scenario.yaml --model hybrid --role csm --budget 6.0m --confidence 90%
        quotient size scenario.yaml --model hybrid --role account-manager,csm --measure all

      On-target earnings stay as they are, and plans do not change behaviour.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(help: "The ownership model.")
  var model: String

  @Option(help: "The role whose plan is sized, or several with commas, each for itself.")
  var role: String

  @Option(help: "The share of people at or above quota, over trials and years.")
  var chance = "60%"

  @Option(
    help: "The measure whose quota is sought, or all (default: the one with the highest weight).")
  var measure: String?

  @Option(help: "What all people of the model may cost in a year (default: the scenario's).")
  var budget: String?

  @Option(help: "The least chance that a year stays within the budget.")
  var confidence = "90%"

  @OptionGroup var setting: SettingOptions
  @OptionGroup var options: RunOptions

  @Option(help: ReportDate.help, transform: OptionValue.day)
  var date: Day?

  @Flag(help: "Print one JSON document, and nothing else.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print the answer alone: no table, no warnings, no progress.")
  var quiet = false

  func validate() throws {
    try options.check(beside: setting, fewestTrials: 2)
    if role.allSatisfy({ $0 == "," || $0 == " " }) {
      throw ValidationError("--role names a role, or several with commas.")
    }
    _ = try share(chance, of: "--chance")
    _ = try share(confidence, of: "--confidence")
    _ = try amount()
  }

  func run() async throws {
    let source = try ScenarioSource(
      contentsOf: scenario, setting: setting.settings, trials: options.trials,
      consequence: "nothing simulated")
    var scenario = source.scenario
    if !quiet {
      let simplified = try source.compiled(scenario).simplifiedPay.map { "warn " + $0 }
      for warning in source.warnings + simplified { StandardError.write(warning) }
    }
    if let seed = options.seed { scenario.seed = seed }
    var sizings: [PlanSizing] = []
    do {
      for aim in try aims(in: scenario) {
        sizings += try await self.sizings(of: scenario, for: aim)
      }
    } catch let error as StaffingError {
      throw source.failure(error)
    }
    try StandardOutput.write(output(sizings))
  }

  /// One sizing as it is, several as a list.
  private func output(_ sizings: [PlanSizing]) -> String {
    func provenance(_ sizing: PlanSizing) -> Provenance {
      Provenance(sizing.scenario, seed: sizing.seed, trials: sizing.trials, date: date)
    }
    if json {
      let documents = sizings.map { SizingDocument($0, provenance($0)) }
      return documents.count == 1
        ? documents[0].text
        : JSONWriter().text(["sizings": .array(documents.map(\.json))]) + "\n"
    }
    let blocks = sizings.map { sizing in
      let text = SizingText(sizing, provenance(sizing))
      return quiet ? text.answerLines : text.lines(style: StandardOutput.style)
    }
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: quiet ? "" : "\n")
  }

  /// The sizing, or with `--measure all` one of each measure that is simulated, the leading one first.
  private func sizings(of scenario: Scenario, for aim: SizingAim) async throws -> [PlanSizing] {
    guard measure == Self.all else { return [try await sizing(of: scenario, for: aim)] }
    var sizings = [try await sizing(of: scenario, for: aim)]
    var known: Set<String> = [sizings[0].measure.name]
    for measure in sizings[0].plan.measures
    where measure.shape.needsQuota && known.insert(measure.name).inserted {
      let own = SizingAim(
        model: aim.model, role: aim.role, measure: measure.name, chance: aim.chance,
        budget: aim.budget, confidence: aim.confidence)
      do {
        sizings.append(try await sized(scenario, for: own))
      } catch SizingProblem.notSimulated {
        if !quiet { StandardError.write("\(measure.name) is not simulated: it is always at quota") }
      } catch let problem as SizingProblem {
        throw ValidationError(text(of: problem))
      }
    }
    return sizings
  }

  private static let all = "all"

  private func sizing(of scenario: Scenario, for aim: SizingAim) async throws -> PlanSizing {
    do {
      return try await sized(scenario, for: aim)
    } catch let problem as SizingProblem {
      throw ValidationError(text(of: problem))
    }
  }

  private func sized(_ scenario: Scenario, for aim: SizingAim) async throws -> PlanSizing {
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    return try await PlanSizing(
      scenario, aim: aim, memory: Self.memory, tasks: options.threads
    ) { progress.show($0, of: $1) }
  }

  /// By role, in the order asked for.
  private func aims(in scenario: Scenario) throws -> [SizingAim] {
    let index = try scenario.index(ofModel: model, option: "--model")
    let roles = scenario.roles.keys.sorted().map(\.rawValue)
    return try role.split(separator: ",").map { role in
      let role = role.trimmingCharacters(in: .whitespaces)
      guard roles.contains(role) else {
        throw ValidationError("--role", no: "role", role, among: roles)
      }
      return SizingAim(
        model: index, role: Role(role), measure: measure == Self.all ? nil : measure,
        chance: try share(chance, of: "--chance"),
        budget: try amount().map { Money($0) } ?? scenario.finance.budget,
        confidence: try share(confidence, of: "--confidence"))
    }
  }

  private func text(of problem: SizingProblem) -> String {
    switch problem {
    case .unusedRole(let role, let model, let known):
      "--role: \(model) does not use \(role); it pays"
        + " \(known.map(\.rawValue).joined(separator: ", ")) by a plan"
    case .noPlan(let role, let model, let known):
      "--role: no plan pays \(role) in \(model); it pays"
        + " \(known.map(\.rawValue).joined(separator: ", ")) by one"
    case .noQuota(let plan):
      "the pay of plan \(plan) depends on no quota: there is nothing to size"
    case .unknownMeasure(let measure, let plan, let known):
      "--measure: plan \(plan) has no \(measure) with a quota; \(nearestHint(to: measure, among: known))"
    case .notSimulated(let measure):
      "\(measure) is not simulated: it is always at quota; --measure chooses another"
    case .outOfReach(let chance, let measure):
      "no quota of \(measure) gives \(NumberText.shortPercent(chance)): too many people have no"
        + " credit at all"
    case .tooManyTrials(let trials, let most):
      "\(trials) trials: their credits would not fit this machine's memory; use at most \(most)"
    }
  }

  /// The memory that credits may take on this machine, in bytes.
  private static let memory = Int(Double(ProcessInfo.processInfo.physicalMemory) * 0.8)

  /// A share between 0 and 1, written `60%` or `0.6`.
  private func share(_ text: String, of option: String) throws -> Double {
    do {
      let share = try Quantity.share.value(text)
      guard share > 0, share < 1 else {
        throw ValidationError("\(option) lies between 0% and 100%; found \(text).")
      }
      return share
    } catch let error as LiteralError {
      throw ValidationError(option, error)
    }
  }

  private func amount() throws -> Double? {
    guard let budget else { return nil }
    do {
      let amount = try Quantity.money.value(budget)
      guard amount > 0 else { throw ValidationError("--budget is above 0; found \(budget).") }
      return amount
    } catch let error as LiteralError {
      throw ValidationError("--budget", error)
    }
  }
}
