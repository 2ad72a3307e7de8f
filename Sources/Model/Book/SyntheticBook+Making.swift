internal import Ownership
internal import Statistics
internal import Units

extension SyntheticBook {
  /// The book.
  ///
  /// - Throws: ``BookError`` if no lognormal has a stated spread.
  /// - Complexity: O(n log n); about a second for a million accounts.
  public func book() throws(BookError) -> Book {
    let ids = (1...accounts).map(Self.id)
    let segment = allotment()
    let terms = column(.term) { $0.uniform() }
    let renewals = column(.autoRenewal) { $0.uniform() }
    let cycles = column(.salesCycle) { $0.uniform() }
    let term = segment.indices.map { segments[segment[$0]].terms.value(at: terms[$0]) }
    let cycleLaws = try laws("sales-cycle") { ($0.salesCycle, $0.salesCycleCV) }
    return try Book(
      ids: ids, names: [String?](repeating: nil, count: accounts),
      arr: try amounts(segment: segment), segment: segment, term: term,
      renewalDay: term.indices.map {
        RenewalCalendar.spread(hash: EntityHash.of(ids[$0]), term: term[$0], start: start)
      },
      autoRenewal: segment.indices.map { renewals[$0] < segments[segment[$0]].autoRenewal },
      salesCycle: segment.indices.map {
        // CRMs count whole days.
        max(1, cycleLaws[segment[$0]].quantile(cycles[$0]).rounded())
      },
      attributes: healthAttribute, segments: declarations)
  }

  /// `A000001`: wide enough for the ids of a typical book to sort by number.
  private static func id(_ number: Int) -> String {
    let digits = String(number)
    return "A" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The segment of each account: always the one furthest behind its share, so that every prefix of
  /// the book has the right counts to within one account.
  private func allotment() -> [Int] {
    var counts = [Double](repeating: 0, count: segments.count)
    return (1...accounts).map { number in
      var chosen = 0
      var largest = -Double.infinity
      for index in segments.indices {
        let behind = segments[index].share * Double(number) - counts[index]
        if behind > largest {
          largest = behind
          chosen = index
        }
      }
      counts[chosen] += 1
      return chosen
    }
  }

  /// Whole units of currency for each account, lognormal within a segment, totalling ``arr``.
  ///
  /// Each account gets 1 and a share of the rest. Rounding the running total instead of the amounts
  /// keeps the total exact; a fraction left over goes to the last account.
  private func amounts(segment: [Int]) throws(BookError) -> [Double] {
    let laws = try laws("arr") { ($0.meanARR, $0.cv) }
    let uniforms = column(.arr) { $0.uniform() }
    let sizes = segment.indices.map { laws[segment[$0]].quantile(uniforms[$0]) }
    let rest = arr.amount - Double(accounts)
    let scale = rest / sizes.reduce(0, +)
    var size = 0.0
    var given = 0.0
    return sizes.indices.map { row in
      size += sizes[row]
      let upToHere = row == accounts - 1 ? rest : (size * scale).rounded()
      defer { given = upToHere }
      return 1 + upToHere - given
    }
  }

  private var healthAttribute: [String: BookAttribute] {
    guard let health else { return [:] }
    return ["health": .text(column(.health) { health.value(at: $0.uniform()) })]
  }

  /// A segment without a tier gets the tier of its expected mean ARR.
  private var declarations: [Model.Segment.Declaration] {
    let mean = segments.reduce(0) { $0 + $1.share * $1.meanARR }
    let scale = arr.amount / Double(accounts) / mean
    return segments.map {
      Model.Segment.Declaration($0.name, tier: $0.tier ?? Tier(meanARR: Money($0.meanARR * scale)))
    }
  }

  private func laws(_ column: String, _ parameters: (Segment) -> (mean: Double, cv: Double))
    throws(BookError) -> [Distribution]
  {
    var laws: [Distribution] = []
    for segment in segments {
      let (mean, cv) = parameters(segment)
      do throws(DistributionError) {
        laws.append(cv == 0 ? try .constant(mean) : try .logNormal(mean: mean, cv: cv))
      } catch {
        throw BookError(problems: [
          .init(
            column: "segments.\(segment.name).\(column)", found: "\(error.value)",
            expected: error.expected)
        ])
      }
    }
    return laws
  }

  /// What is drawn for an account. Each has its own stream, so that the number of accounts changes
  /// none of them. Never renumber: every generated book would change.
  private enum Column: UInt64 {
    case arr = 1
    case term
    case autoRenewal
    case salesCycle
    case health
  }

  private func column<Value>(_ column: Column, _ draw: (RandomStream) -> Value) -> [Value] {
    // An odd constant keeps the streams of neighbouring seeds apart.
    let stream = RandomStream(seed: seed &+ column.rawValue &* 0x9e37_79b9_7f4a_7c15)
    return (0..<accounts).map { _ in draw(stream) }
  }
}
