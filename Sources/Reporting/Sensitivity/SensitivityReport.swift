public import Analysis
import Formats
import Model
import Ownership

extension AnswerReport {
  /// The report of `quotient sensitivity`.
  ///
  /// - Parameter warnings: Of the scenario, a sentence each.
  public init(_ sensitivity: Sensitivity, _ provenance: Provenance, warnings: [String] = []) {
    let scenario = sensitivity.scenario
    let (model, reference) = (
      scenario.models[sensitivity.model].name, scenario.models[sensitivity.reference].name
    )
    self.init(
      command: "sensitivity", title: scenario.name,
      facts: [
        "\(Wording.words(sensitivity.figure.name)) of \(model) over \(reference)",
        NumberText.counted(scenario.years, "year"),
        "\(NumberText.grouped(Double(sensitivity.trials))) trials", "seed \(sensitivity.seed)",
      ], answers: SensitivityAnswers(sensitivity, warnings: warnings).all,
      provenance: provenance.facts,
      terms: SensitivityAnswers.terms, currency: scenario.currency,
      document: SensitivityDocument(sensitivity, provenance, warnings: warnings).json)
  }
}
