public import Formats
import Foundation
public import History
import Model
import Ownership
import Statistics

/// A scenario's text with the rates that a calibration found, each with its source and year; the rest
/// of the text stays as it is.
public struct CalibratedScenario: Sendable {
  /// The new text.
  public let text: String
  /// The changed lines, with `-` and `+`; empty where nothing changes.
  public let difference: [String]
  /// What was set, and what was not and why; each a sentence without its full stop.
  public let remarks: [String]

  /// - Parameters:
  ///   - source: The scenario's file.
  ///   - segments: Of the scenario's book.
  ///   - history: The calibrated file, as it is to be named as a source.
  ///   - isForced: Whether fits are written that no backtest holds against what they have not seen.
  /// - Returns: Nil where a value could not be set; that was reported.
  public init?(
    _ source: SourceText, segments: [String], _ calibration: Calibration, of history: String,
    isForced: Bool, _ diagnostics: Diagnostics
  ) {
    let old = ScenarioText(source)
    var new = old
    let values = CalibratedValues(
      calibration, segments: segments, history: history, isForced: isForced)
    for value in values.all {
      do throws(ScenarioText.Obstacle) {
        try new.set(value.path, to: value.text)
      } catch {
        diagnostics.report(
          Diagnostic(
            at: SourceLocation(file: source.file, line: error.line),
            subject: value.path.joined(separator: "."),
            .statement("cannot be set to \(value.text): \(error.problem)")))
      }
    }
    guard !diagnostics.hasErrors else { return nil }
    text = new.text
    difference = new.difference(from: old)
    remarks = values.remarks
  }
}

/// The values of a scenario that a calibration tells.
struct CalibratedValues {
  struct Value {
    let path: [String]
    let text: String
  }

  private(set) var all: [Value] = []
  private(set) var remarks: [String] = []

  private let segments: [String]
  private let source: String
  private let isForced: Bool

  init(_ calibration: Calibration, segments: [String], history: String, isForced: Bool) {
    self.segments = segments
    self.isForced = isForced
    let years = calibration.years.map {
      $0.count == 1 ? " of \($0.lowerBound)" : " of \($0.lowerBound) to \($0.upperBound)"
    }
    let file = history.split(separator: "/").last.map(String.init) ?? history
    source = "\(file)\(years ?? ""), by quotient calibrate"
    addRenewals(calibration)
    addChanges(calibration)
    addExpansion(calibration)
    if let market = calibration.marketSD, isSound(.kept, calibration, "shocks.market.sd") {
      add(
        ["shocks", "market"], [("sd", Self.range(market.p10, market.p90, percent: false))])
    }
    addUnmatched(calibration)
  }

  /// Whether a fit may be written; said where not.
  private mutating func isSound(
    _ subject: Backtest.Subject, _ calibration: Calibration, _ name: String
  ) -> Bool {
    if isForced || calibration.isBacktested(subject) { return true }
    remarks.append(
      "\(name): not set, since there is nothing to hold the fit against; --force sets it")
    return false
  }

  // MARK: - Rates

  private mutating func addRenewals(_ calibration: Calibration) {
    guard !calibration.chances.isEmpty else { return }
    guard calibration.past.renewals?.basis != .accountYears else {
      remarks.append("renewal: not set, since the file does not say who came up")
      return
    }
    guard isSound(.kept, calibration, "renewal") else { return }
    for chance in calibration.chances {
      for segment in matching(chance.segment) {
        add(
          ["outcomes", segment, "renewal"], [("chance", Self.range(chance.p10, chance.p90))],
          events: "\(chance.events) renewals")
      }
    }
  }

  private mutating func addChanges(_ calibration: Calibration) {
    guard let changes = calibration.changes, !changes.chances.isEmpty,
      isSound(.changes, calibration, "contraction and price-increase")
    else { return }
    for part in changes.chances {
      guard let law = part.fit.law else { continue }
      for segment in matching(part.segment) {
        add(
          ["outcomes", segment, part.change],
          [("chance", Self.range(law.quantile(0.1), law.quantile(0.9)))]
            + size(of: part.change, changes), events: "\(part.fit.of) renewals")
      }
    }
  }

  private mutating func addExpansion(_ calibration: Calibration) {
    guard let changes = calibration.changes, !changes.rates.isEmpty else { return }
    let streams = Set(ExpansionStream.allCases.map(\.rawValue))
    let others = Set(changes.rates.map(\.change)).subtracting(streams).sorted()
    if !others.isEmpty {
      remarks.append(
        "\(others.joined(separator: ", ")): not set, since a scenario has no such rate a year")
    }
    guard isSound(.expansion, calibration, "expansion") else { return }
    for part in changes.rates where streams.contains(part.change) {
      guard let law = part.fit.law else { continue }
      // What a list of movements has is what was won.
      let won =
        ExpansionStream(rawValue: part.change)?.hasFunnel == true ? [("observed", "wins")] : []
      for segment in matching(part.segment) {
        add(
          ["outcomes", segment, part.change],
          [("per-year", Self.range(law.quantile(0.1), law.quantile(0.9), percent: false))] + won
            + size(of: part.change, changes), events: "\(part.fit.events) wins")
      }
    }
  }

  private func size(of change: String, _ changes: ChangeFits) -> [(String, String)] {
    guard let size = changes.sizes.first(where: { $0.change == change }) else { return [] }
    let ends = size.fit.percentiles
    return [("size", Self.range(ends.p10, ends.p90))]
  }

  // MARK: - Segments

  /// The scenario's segments of a name of the file; `all` where the file has none.
  private func matching(_ segment: String?) -> [String] {
    guard let segment else { return ["all"] }
    return segments.filter { Self.plain($0) == Self.plain(segment) }
  }

  private mutating func addUnmatched(_ calibration: Calibration) {
    let named = Set(
      calibration.chances.compactMap(\.segment)
        + (calibration.changes?.rates ?? []).compactMap(\.segment))
    guard !named.isEmpty else { return }
    let unknown = named.filter { matching($0).isEmpty }.sorted()
    if !unknown.isEmpty {
      remarks.append(
        "\(unknown.joined(separator: ", ")): no segment of the scenario's book")
    }
    let own = Set(named.map(Self.plain))
    let missing = segments.filter { !own.contains(Self.plain($0)) }
    if !missing.isEmpty {
      remarks.append(
        "\(missing.joined(separator: ", ")): not in the file, and left as it is")
    }
  }

  /// `Mid-Market` and `mid_market` are one.
  private static func plain(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  // MARK: - Texts

  /// Adds the values of a map, and their source.
  private mutating func add(
    _ path: [String], _ values: [(key: String, text: String)], events: String? = nil
  ) {
    let ground = events.map { "\(source): \($0)" } ?? source
    let quoted = ground.replacing("\\", with: "/").replacing("\"", with: "'")
    for (key, text) in values + [("source", "\"\(quoted)\"")] {
      all.append(Value(path: path + [key], text: text))
    }
  }

  /// `84.2%..87.1%`, or `0.152..0.171`: as many digits as keep the ends apart, and off 0 and 100%.
  static func range(_ low: Double, _ high: Double, percent: Bool = true) -> String {
    for decimals in (percent ? 1 : 3)...7 {
      let scale = pow(10, Double(decimals)) * (percent ? 100 : 1)
      let rounded = [low, high].map { ($0 * scale).rounded() / scale }
      guard rounded[0] < rounded[1], rounded[0] > 0 || low <= 0,
        !percent || rounded[1] < 1 || high >= 1
      else { continue }
      return [low, high].map { end in
        (percent
          ? NumberText.percent(end, decimals: decimals)
          : NumberText.grouped(end, decimals: decimals)).replacing(",", with: "")
      }.joined(separator: "..")
    }
    return percent ? "\(low * 100)%" : "\(low)"
  }
}
