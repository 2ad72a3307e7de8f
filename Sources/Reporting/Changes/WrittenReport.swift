public import Formats
import Foundation

/// A report of `compare` as it was written: its `report.json`, and the assumptions beside it.
public struct WrittenReport {
  /// An estimate of a model.
  struct Figure {
    let mean: Double
    let error: Double?
  }

  /// As the user names it.
  let path: String
  let provenance: [String: String]
  let baseline: String
  let best: String
  let verdicts: [String]
  let models: [String]
  /// By model, then metric; the gain of value over the baseline is among them.
  let figures: [String: [String: Figure]]
  /// By key: its value, or P10..P90 of a range; nil where the report does not say.
  let assumptions: [(key: String, value: String)]?

  static let gain = "value-gain"

  /// - Parameters:
  ///   - document: The text of `report.json`.
  ///   - assumptions: That of `assumptions.csv`; nil without.
  /// - Throws: ``UnfitReport`` for what is no report of `compare`.
  public init(
    path: String, document: SourceText, assumptions: SourceText?
  ) throws(UnfitReport) {
    let parsed = try? JSONSerialization.jsonObject(with: Data(document.bytes))
    guard let root = parsed as? [String: Any],
      let provenance = root["provenance"] as? [String: Any],
      let models = root["models"] as? [[String: Any]], let best = root["best"] as? String,
      let baseline = root["baseline"] as? String, provenance["inputs"] is String
    else {
      throw UnfitReport(
        description: "\(path): no report of quotient compare; name its folder, or its report.json")
    }
    self.path = path
    self.best = best
    self.baseline = baseline
    let facts = ["start", "horizon-years"].compactMap { name in root[name].map { (name, $0) } }
    self.provenance = provenance.merging(facts) { said, _ in said }.compactMapValues { value in
      switch value {
      case let text as String: text
      case let number as NSNumber: number.stringValue
      case let list as [String]: list.joined(separator: "; ")
      default: nil
      }
    }
    verdicts = (root["verdicts"] as? [[String: Any]] ?? []).compactMap { $0["sentence"] as? String }
    self.models = models.compactMap { $0["name"] as? String }
    var figures: [String: [String: Figure]] = [:]
    func figure(_ value: Any?) -> Figure? {
      guard let value = value as? [String: Any],
        let mean = (value["mean"] as? NSNumber)?.doubleValue
      else { return nil }
      return Figure(mean: mean, error: (value["se"] as? NSNumber)?.doubleValue)
    }
    for model in models {
      guard let name = model["name"] as? String else { continue }
      figures[name] = model.compactMapValues(figure)
    }
    for difference in root["differences"] as? [[String: Any]] ?? []
    where difference["metric"] as? String == "value" {
      guard let name = difference["model"] as? String else { continue }
      figures[name]?[Self.gain] = figure(difference)
    }
    self.figures = figures
    self.assumptions = assumptions.flatMap(Self.assumptions)
  }

  private static func assumptions(_ text: SourceText) -> [(key: String, value: String)]? {
    guard let table = CSVReader().table(text, Diagnostics()),
      let key = table.column("key"), let value = table.column("value"),
      let low = table.column("p10"), let high = table.column("p90"),
      let family = table.column("kind")
    else { return nil }
    return (0..<table.rowCount).map { row in
      func text(_ column: Int) -> String { table.text(row, column) }
      return (
        text(key),
        text(low).isEmpty
          ? text(value) : "\(text(low))..\(text(high)) (\(text(family)), mean \(text(value)))"
      )
    }
  }

  /// The program that wrote it.
  var version: String { provenance["version"] ?? "?" }
}

/// Why two files are not compared.
public struct UnfitReport: Error, CustomStringConvertible {
  public let description: String

  public init(description: String) {
    self.description = description
  }
}
