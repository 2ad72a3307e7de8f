/// An assumption as the user writes it: one number, or a spread.
///
/// How often it is drawn depends on the key; the family of a range follows from the quantity's
/// unit.
public indirect enum WrittenAssumption: Hashable, Sendable {
  /// One number.
  case fixed(Double)
  /// `86%..90%` or `{p10: 86%, p90: 90%}`, optionally with a median between.
  case range(p10: Double, p50: Double?, p90: Double)
  /// A named family; the parameters are in the order of ``Family/parameters``.
  case family(Family, [WrittenAssumption])

  public enum Family: String, CaseIterable, Hashable, Sendable {
    case pert, triangular, uniform, beta, lognormal, normal, gamma

    /// The parameters' names; written as a list if they are points of the scale, otherwise by name.
    public var parameters: [String] {
      switch self {
      case .pert, .triangular: ["lowest", "most likely", "highest"]
      case .uniform: ["lowest", "highest"]
      case .beta, .normal: ["mean", "sd"]
      case .lognormal, .gamma: ["mean", "cv"]
      }
    }

    /// True for `{pert: [a, b, c]}`, false for `{beta: {mean:, sd:}}`.
    public var isList: Bool {
      switch self {
      case .pert, .triangular, .uniform: true
      case .beta, .lognormal, .normal, .gamma: false
      }
    }
  }

  /// False for one exact number.
  public var isUncertain: Bool {
    if case .fixed = self { return false }
    return true
  }

  /// Reads a number, `a..b` or `a..b..c`; the points must rise.
  ///
  /// - Throws: ``LiteralError`` for the first point that is not of the quantity.
  public init(_ text: String, of quantity: Quantity) throws(LiteralError) {
    let parts = WrittenAssumption.points(text)
    var points: [Double] = []
    do throws(LiteralError) {
      for part in parts { points.append(try quantity.value(part)) }
    } catch {
      guard parts.count == 1, let range = WrittenAssumption.rangeMeant(by: text, of: quantity)
      else { throw error }
      throw LiteralError(found: text, expected: error.expected, hint: "write \(range)")
    }
    switch points.count {
    case 1:
      self = .fixed(points[0])
      return
    case 2...3 where zip(points, points.dropFirst()).allSatisfy { $0 < $1 }:
      self = .range(
        p10: points[0], p50: points.count == 3 ? points[1] : nil, p90: points[points.count - 1])
    case 2...3:
      let rising = points.indices.sorted { points[$0] < points[$1] }.map { parts[$0] }
      throw LiteralError(
        found: text, expected: "a range that rises from P10 to P90",
        hint: Set(points).count == points.count ? "write \(rising.joined(separator: ".."))" : nil)
    default:
      throw LiteralError(
        found: text, expected: "a range P10..P90 or P10..P50..P90, such as 86%..90%")
    }
  }

  /// The texts between the double dots.
  private static func points(_ text: String) -> [String] { parts(text, between: "..") }

  /// The texts between separators, without spaces at their ends.
  private static func parts(_ text: String, between separator: String) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The range probably meant by `84-91%` or `10 to 20k`.
  private static func rangeMeant(by text: String, of quantity: Quantity) -> String? {
    for separator in ["-", "\u{2013}", "\u{2014}", " to "] {
      let ends = parts(text, between: separator)
      guard ends.count == 2, let last = ends[1].last else { continue }
      let shared = "%kmb".contains(last) ? String(last) : ""
      for suffix in [shared, "%"] {
        let range = ends.map { $0.last?.isNumber == true ? $0 + suffix : $0 }
        if let low = try? quantity.value(range[0]), let high = try? quantity.value(range[1]),
          low < high
        {
          return range.joined(separator: "..")
        }
      }
    }
    return nil
  }
}
