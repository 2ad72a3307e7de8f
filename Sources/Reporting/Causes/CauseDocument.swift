import Analysis
import Formats
import Model
import Ownership
import Statistics

/// The JSON document of causes.
struct CauseDocument {
  private let causes: Causes
  private let provenance: Provenance
  private let warnings: [String]

  init(_ causes: Causes, _ provenance: Provenance, warnings: [String]) {
    (self.causes, self.provenance, self.warnings) = (causes, provenance, warnings)
  }

  var json: JSONValue {
    [
      "provenance": provenance.json,
      "model": .string(causes.scenario.models[causes.model].name),
      "against": .string(causes.scenario.models[causes.reference].name),
      "gain": estimate(causes.gain),
      "years": .array(causes.years.map(estimate)),
      "causes": .array(
        causes.parts.map { part in
          [
            "cause": .string(part.name), "gain": .number(part.gain.value),
            "se": .number(part.gain.standardError), "years": .array(part.years.map(estimate)),
            "end": estimate(part.end),
          ]
        }),
      "order-matters": [
        "by-up-to": .number(causes.orderMatters.value.magnitude),
        "se": .number(causes.orderMatters.standardError),
        "is-told": .boolean(causes.isOrderOfMatter),
      ],
      "owners": estimate(causes.ofOwners), "plan": estimate(causes.ofPlan),
      "roles": Table(causes.people.roles.map { RoleChangeRow(role: $0) }).json(),
      "people": Table(causes.people.people.map { PersonChangeRow(person: $0) }).json(),
      "warnings": .array(warnings.map { .string($0) }),
    ]
  }

  private func estimate(_ estimate: MeanEstimate) -> JSONValue {
    ["gain": .number(estimate.value), "se": .number(estimate.standardError)]
  }
}
