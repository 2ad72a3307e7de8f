import Model
import Ownership
import Units

/// Who handles an account, year by year under one model: what its expected ARR depends on, given a
/// trial's people and shocks.
///
/// Given those, whether an account renews, how it changes and what it buys are independent, and
/// each multiplies ARR. So its expectation is a product; the factor of a Poisson stream of *m*
/// expected opportunities, each worth a share *s* of ARR on average, is exp(m s).
struct ExpectedARRPlan: Sendable {
  /// An account in a fiscal year.
  struct Step: Sendable {
    /// The index in ``growths``.
    var growth: Int32
    var segment: Int32
    /// The month of the year's first term end; -1 if no term ends.
    var month: Int32
    var renewal: RenewalTerms
    var isAnniversary: Bool
    var escalations: Int32
    /// How many yearly chances to renew the year's term ends amount to.
    var exponent: Float
  }

  /// A person in front of the opportunities of a stream in a year: the chance to find one, or to win
  /// it, month by month.
  struct Hand: Hashable, Sendable {
    var year: Int
    var stream: Int
    /// The index in ``WorldRates/funnels``.
    var funnel: Int
    /// -1 for nobody.
    var seat: Int
    /// The class of the account's drivers of the stream; 0 for finders.
    var driverClass: Int
  }

  /// The opportunities of one stream, or those on one side of the upsell line.
  struct Part: Hashable, Sendable {
    enum Side: Hashable { case all, upToLine, aboveLine }

    var stream: Int
    var side: Side
    /// As a share of ARR; only if the stream is split.
    var line: Double
    /// The indices in ``finders`` and ``closers``; -1 if opportunities need nobody.
    var finder: Int
    var closer: Int
  }

  /// What accounts with the same people buy in a year.
  struct Growth: Hashable, Sendable {
    var year: Int
    var segment: Int
    var parts: [Part]
  }

  private(set) var steps: [Step] = []
  private(set) var growths: [Growth] = []
  private(set) var finders: [Hand] = []
  private(set) var closers: [Hand] = []
  private var growthIndex: [Growth: Int] = [:]
  private var finderIndex: [Hand: Int] = [:]
  private var closerIndex: [Hand: Int] = [:]
  let model: Int

  /// Nil if the expectation is not a product: if an upsell's size in currency decides who sells it,
  /// earlier purchases matter; and if two anniversaries fall into one year, a single draw decides
  /// both.
  init?(_ compiled: CompiledScenario, model: Int) {
    self.model = model
    let years = compiled.timeline.years
    let book = compiled.book
    for stage in compiled.models[model].stages {
      for segment in compiled.outcomes.indices {
        guard
          compiled.outcomes[segment].streams[ExpansionStream.upsell.index] == nil
            || Self.sides(ofLine: stage.responsibilities[segment]) != nil
        else { return nil }
      }
    }
    steps.reserveCapacity(book.count * years)
    for account in 0..<book.count {
      for year in 0..<years {
        guard let step = step(compiled, account: account, year: year) else { return nil }
        steps.append(step)
      }
    }
  }

  private mutating func step(
    _ compiled: CompiledScenario, account: Int, year: Int
  ) -> Step? {
    let book = compiled.book
    let stage = compiled.models[model].stage(inYear: year)
    let segment = Int(book.segment[account])
    let cell = account * compiled.timeline.years + year
    let events = book.events(account: account, year: year)
    let anniversaries = events.count { $0.kind == .anniversary }
    guard anniversaries <= 1 else { return nil }
    let month = events.first { $0.kind != .escalation }.map { Int($0.month) } ?? -1
    func seat(_ local: Int) -> Int { stage.seat(ofAccount: account, local: local) ?? -1 }
    return Step(
      growth: Int32(
        growth(
          compiled, stage: stage, account: account, year: year, seat: seat)),
      segment: Int32(segment), month: Int32(month),
      renewal: RenewalTerms(stage, book, account: account, month: month),
      isAnniversary: anniversaries == 1,
      escalations: Int32(events.count { $0.kind == .escalation }),
      exponent: book.renewalExponent[cell])
  }

  // MARK: - What is bought

  private mutating func growth(
    _ compiled: CompiledScenario, stage: CompiledModel.Stage, account: Int, year: Int,
    seat: (Int) -> Int
  ) -> Int {
    let segment = Int(compiled.book.segment[account])
    let responsibility = stage.responsibilities[segment]
    let index = RateIndex(compiled)
    var parts: [Part] = []
    for stream in ExpansionStream.allCases
    where compiled.outcomes[segment].streams[stream.index] != nil {
      guard stream.hasFunnel else {
        parts.append(Part(stream: stream.index, side: .all, line: 0, finder: -1, closer: -1))
        continue
      }
      let drivers = compiled.drivers.first { $0.target == .stream(stream) }
      let driverClass = drivers.map { Int($0.classOfAccount[account]) } ?? 0
      let sides =
        stream == .upsell
        ? Self.sides(ofLine: responsibility) ?? [] : [(.all, 0, false)]
      for (side, line, isBig) in sides {
        let route = responsibility.route(stream, isBig: isBig)
        let funnel = index.funnel(
          model: model, year: year, segment: segment, stream: stream.index, isBig: isBig)
        func hand(_ local: Int, driverClass: Int) -> Hand {
          Hand(
            year: year, stream: stream.index, funnel: funnel, seat: seat(local),
            driverClass: driverClass)
        }
        parts.append(
          Part(
            stream: stream.index, side: side, line: line,
            finder: Self.index(
              hand(route.finder, driverClass: 0), in: &finders, &finderIndex),
            closer: Self.index(
              hand(route.owner, driverClass: driverClass), in: &closers, &closerIndex)))
      }
    }
    return Self.index(
      Growth(year: year, segment: segment, parts: parts), in: &growths, &growthIndex)
  }

  /// The sides of the upsell line with different owners; nil if that depends on currency.
  private static func sides(
    ofLine responsibility: Responsibility
  ) -> [(side: Part.Side, line: Double, isBig: Bool)]? {
    let both = responsibility.streams[ExpansionStream.upsell.index]
    func areSame(_ assignment: KeyPath<Responsibility.Route, Assignment>) -> Bool {
      let (small, big) = (both.small[keyPath: assignment], both.big[keyPath: assignment])
      return small.owner == big.owner && small.source == big.source
    }
    if areSame(\.assignment), areSame(\.statusQuo) { return [(.all, 0, false)] }
    let line = responsibility.line
    if line.isShare {
      return [(.upToLine, line.number, false), (.aboveLine, line.number, true)]
    }
    if !line.hasSmall { return [(.all, 0, true)] }
    return line.hasBig ? nil : [(.all, 0, false)]
  }

  private static func index<Key: Hashable>(
    _ key: Key, in list: inout [Key], _ indices: inout [Key: Int]
  ) -> Int {
    if let known = indices[key] { return known }
    indices[key] = list.count
    list.append(key)
    return list.count - 1
  }
}
