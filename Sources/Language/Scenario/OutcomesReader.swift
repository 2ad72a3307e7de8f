import Formats
import Model
import Statistics

/// Reads the outcomes of each segment, and the hours they take.
struct OutcomesReader {
  let document: Cursor

  func outcomes(_ segment: String) -> SegmentOutcomes {
    let cursor = document["outcomes"].named(segment)
    var expansion: [ExpansionStream: Expansion] = [:]
    for stream in ExpansionStream.allCases {
      let cursor = cursor[stream.rawValue]
      expansion[stream] =
        stream.hasFunnel ? self.expansion(cursor) : growth(cursor)
    }
    return SegmentOutcomes(
      renewal: cursor["renewal"]["chance"].uncertain(),
      contraction: change(cursor["contraction"]),
      priceIncrease: change(cursor["price-increase"]),
      escalator: cursor["escalator"].uncertain(), expansion: expansion)
  }

  func hours(_ segment: String) -> WorkHours { document["hours"].named(segment).values() }

  /// The most opportunities of a stream that an account may meet in a year: a Poisson count of
  /// this mean stays within the 64 events that the engine can draw.
  private static let mostArrivals = 36.0

  /// Reports what cannot be simulated as stated.
  func check(_ outcomes: SegmentOutcomes, of segment: String) {
    checkChanges(outcomes, of: segment)
    for stream in ExpansionStream.allCases where stream.hasFunnel {
      if let expansion = outcomes.expansion[stream] {
        checkArrivals(expansion, document["outcomes"].named(segment)[stream.rawValue])
      }
    }
  }

  /// Reports a stream that needs more arrivals than an account can have to be seen so often.
  private func checkArrivals(_ expansion: Expansion, _ cursor: Cursor) {
    let seen =
      switch expansion.observed {
      case .arrivals: 1.0
      case .opportunities: expansion.found.mean
      case .wins: expansion.found.mean * expansion.accepted.mean * expansion.won.mean
      }
    let rate = expansion.perYear.mean
    guard rate > seen * Self.mostArrivals else { return }
    let stated = Literal.text((rate * 1e4).rounded() / 1e4, as: .number)
    let share = Literal.text((seen * 1e4).rounded() / 1e4, as: .share)
    let anchors = ["per-year", "observed", "found", "accepted", "won"].map { cursor[$0] }
    Cursor.blamed(anchors).report(
      .statement(
        "\(expansion.observed.rawValue): \(stated) a year, where \(share) of what arrives become one,"
          + " need more than \(Int(Self.mostArrivals)) arrivals an account"),
      hint: "lower `per-year`, or raise the chances")
  }

  /// Reports a renewal that would be dearer and smaller at once.
  private func checkChanges(_ outcomes: SegmentOutcomes, of segment: String) {
    let chances = [outcomes.contraction.chance, outcomes.priceIncrease.chance]
    let total = chances.reduce(0) { $0 + $1.mean }
    guard total > 1 + 1e-9, !chances.contains(.unread) else { return }
    let cursor = document["outcomes"].named(segment)
    let anchors = [cursor["price-increase"]["chance"], cursor["contraction"]["chance"]]
    Cursor.blamed(anchors).report(
      .statement(
        "contraction and price increase add up to"
          + " \(Literal.text((total * 1e4).rounded() / 1e4, as: .share))"),
      hint: "a renewal has one of them at most: keep them within 100%")
  }

  private func change(_ cursor: Cursor) -> SegmentOutcomes.Change {
    SegmentOutcomes.Change(chance: cursor["chance"].uncertain(), size: cursor["size"].sizeLaw())
  }

  private func expansion(_ cursor: Cursor) -> Expansion {
    Expansion(
      perYear: cursor["per-year"].uncertain(),
      observed: cursor["observed"].choice(Expansion.Observed.self)?.value ?? .arrivals,
      found: cursor["found"].uncertain(), accepted: cursor["accepted"].uncertain(),
      won: cursor["won"].uncertain(), size: cursor["size"].sizeLaw())
  }

  /// Organic growth passes every stage of the funnel.
  private func growth(_ cursor: Cursor) -> Expansion {
    let always = Assumption(
      key: cursor.path + ".always", distribution: .always, origin: .default)
    return Expansion(
      perYear: cursor["per-year"].uncertain(), found: always, accepted: always, won: always,
      size: cursor["size"].sizeLaw())
  }
}

extension Distribution {
  /// A certain chance.
  fileprivate static let always: Distribution = {
    do {
      return try .constant(1)
    } catch {
      preconditionFailure("one is a number")
    }
  }()
}
