import Formats
import Model
import Ownership

/// Writes facts as the `company` of a scenario.
struct CompanyWriter {
  let company: Company

  /// The block, without the facts that a scenario answers itself; empty if nothing is left.
  var lines: [String] {
    let common = entries(of: company.common)
    let segments = company.segments.map { ($0.name, entries(of: $0.facts)) }.filter { !$1.isEmpty }
    guard !common.isEmpty || !segments.isEmpty || company.perUSD != nil else { return [] }
    var lines = ["company:"] + common.map { "  " + $0 }
    if let perUSD = company.perUSD {
      lines.append("  per-usd: \(Literal.text(perUSD, as: .number))")
    }
    guard !segments.isEmpty else { return lines }
    lines.append("  segments:")
    for (name, facts) in segments {
      lines.append("    \(DocumentWriter.key(name)):")
      lines += facts.map { "      " + $0 }
    }
    return lines
  }

  private func entries(of facts: FactSheet) -> [String] {
    facts.known.filter(\.isStated).compactMap { fact in
      facts[fact].map { "\(fact.name): \(text($0.value, of: fact))" }
    }
  }

  private func text(_ value: FactValue, of fact: Fact) -> String {
    switch value {
    case .number(let number):
      switch fact.values {
      case .money: Literal.text(number, as: .money)
      case .share: Literal.text(number, as: .share)
      default: Literal.text(number, as: .number)
      }
    case .word(let word): word
    case .boolean(let holds): holds ? "true" : "false"
    case .motions(let motions): "[" + motions.map(\.rawValue).joined(separator: ", ") + "]"
    }
  }
}
