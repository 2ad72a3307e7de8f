import Analysis
import Formats
import Model
import Ownership
import Statistics

/// What a gain turns on, in words.
struct DriverWording {
  let drivers: Drivers
  let format: FigureFormat
  /// Of amounts without a sign.
  let error: FigureFormat
  private let model: Sentence
  private let reference: Sentence

  init(_ drivers: Drivers, in comparison: Comparison) {
    self.drivers = drivers
    let scale = MoneyScale(
      for: [drivers.gain.mean] + drivers.told.flatMap { [$0.ends?.low ?? 0, $0.ends?.high ?? 0] })
    format = .change(scale)
    error = .money(scale)
    model = "\(name: comparison.name(drivers.model))"
    reference = "\(name: comparison.name(drivers.reference))"
  }

  /// The ranges that decide, or move the gain by a quarter of itself at least; if none does, the
  /// first.
  private var decisive: [Drivers.Driver] {
    let told = drivers.told
    let decisive = told.filter {
      $0.breakEven?.value != nil
        || $0.swing.value.magnitude >= 0.25 * drivers.gain.mean.magnitude
    }
    return decisive.isEmpty ? Array(told.prefix(1)) : decisive
  }

  /// How many a terminal names.
  private static let most = 6

  /// A line for each range that decides, and one for the others.
  var turnsOn: [Sentence] {
    let named = decisive.prefix(Self.most)
    let others = drivers.told.count - named.count
    let untold = drivers.all.count - drivers.told.count
    let rest = [
      others > 0 ? "\(NumberText.counted(others, "range")) more" as Sentence : nil,
      untold > 0
        ? "\(NumberText.counted(untold, "range")) that cannot be told from nothing" : nil,
    ].compactMap(\.self)
    return named.map(line) + (rest.isEmpty ? [] : ["\(rest.listed()): drivers.csv"])
      + (named.isEmpty ? [] : [Self.held])
  }

  /// What a break-even means, and what plays it.
  private static let held: Sentence = """
    each as if it alone turned out otherwise, with people and quotas as planned: compare --if plays \
    one, quotient sensitivity all inputs
    """

  /// The ranges that decide, a line each.
  func decisiveLines(atMost count: Int) -> [Sentence] { decisive.prefix(count).map(line) }

  private func line(_ driver: Drivers.Driver) -> Sentence {
    "\(name: driver.assumption.key): \(outcome(driver)); \(range(driver.assumption)), which moves the gain by \(ShownNumber(driver.swing.value, format))"
  }

  /// Who wins where.
  private func outcome(_ driver: Drivers.Driver) -> Sentence {
    switch driver.breakEven {
    case .at(_, _, let isRising):
      "\(isRising ? "below" : "above") \(breakEven(driver)!) \(reference) wins"
    case .undetermined?: "its break-even is not known yet: quotient sensitivity finds it"
    default: "no break-even in its range"
    }
  }

  /// `175 (160-190)`; nil where there is none.
  func breakEven(_ driver: Drivers.Driver) -> String? {
    guard case .at(let value, let within, _)? = driver.breakEven else {
      return driver.breakEven == .some(.none) ? "none in range" : nil
    }
    let digits = RoundedRange([value, within.lowerBound, within.upperBound])
    return
      "\(digits.text(value)) (\(digits.text(within.lowerBound))-\(digits.text(within.upperBound)))"
  }

  private func range(_ assumption: Assumption) -> Sentence {
    let ends = [0.1, 0.9].map(assumption.distribution.quantile)
    let digits = RoundedRange(ends)
    return "\(assumption.origin.sayer) \(digits.text(ends[0]))..\(digits.text(ends[1]))"
  }

  /// The answer in one sentence.
  var sentence: Sentence {
    guard let first = decisive.first else {
      return
        "No range alone can be told to move the gain of \(model) over \(reference)."
    }
    let deciding = drivers.told.filter { $0.breakEven?.value != nil }
    guard let most = deciding.first else {
      return """
        The gain of \(model) over \(reference) turns most on \(name: first.assumption.key), which moves \
        it by \(ShownNumber(first.swing.value, format)) within \(range(first.assumption)); no range \
        alone is seen to turn its sign.
        """
    }
    return """
      \(model) is ahead of \(reference) on average, but \(outcome(most)) in \
      \(name: most.assumption.key), of which \(range(most.assumption)).
      """
  }

  /// What knowing is worth, at most: everything, then what alone is worth most; empty where nothing
  /// is.
  var worthKnowing: [Sentence] {
    guard let all = drivers.worthOfAll else { return [] }
    let words = worthy.prefix(Self.most).map { "\($0.0) \(ShownNumber($0.1, error))" as Sentence }
    return [
      "everything before choosing: \(ShownNumber(all, error)) at most"
        + (words.isEmpty
          ? "; no range above changes the choice alone" : "; \(words.listed())")
    ]
  }

  /// What to find out first; nil where nothing alone is worth it.
  var firstToKnow: Sentence? { worthy.first?.0 }

  /// What is worth knowing before the choice among all models, the most first.
  private var worthy: [(Sentence, Double)] {
    guard let all = drivers.worthOfAll else { return [] }
    let least = 0.01 * all
    // What cannot be told to move this gain may yet move that of another model, but then more than a
    // little, or it is noise.
    let told = Set(drivers.told.map(\.assumption.key))
    let singles = drivers.all.compactMap { driver -> (Sentence, Double)? in
      guard let worth = driver.worth else { return nil }
      guard told.contains(driver.assumption.key) || worth > 0.1 * all else { return nil }
      return ("\(name: driver.assumption.key)", worth)
    }
    // A group is worth a word where it is worth more than its best member.
    let groups = drivers.groups.filter { group in
      let keys = group.assumptions.map(\.key)
      let best = drivers.all.filter { keys.contains($0.assumption.key) }.compactMap(\.worth).max()
      return group.worth > (best ?? 0) + least
    }.map { ("the skills of \(name: $0.role.rawValue)" as Sentence, $0.worth) }
    return (singles + groups).filter { $0.1 > least }.sorted { $0.1 > $1.1 }
  }
}
