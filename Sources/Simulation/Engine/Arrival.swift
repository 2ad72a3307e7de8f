import Scenarios

/// An opportunity that arrived at an account in one trial, the same in every model.
struct Arrival {
  /// Within the fiscal year, in 0..<1.
  var date: Float
  var lane: Int32
  var stream: Int32
  /// A share of the account's ARR on the day.
  var size: Float
  /// The uniform that decides how far it passes the funnel.
  var luck: Float
}

/// The opportunities of one account and year in sixteen trials, in order of date.
struct Arrivals {
  private let buffer: LaneBuffer<Arrival>
  private(set) var count = 0

  init() {
    let none = Arrival(date: 0, lane: 0, stream: 0, size: 0, luck: 0)
    buffer = LaneBuffer(
      repeating: none, count: laneCount * ExpansionStream.allCases.count * DrawKey.ordinalLimit)
  }

  @inline(__always)
  subscript(index: Int) -> Arrival { buffer[index] }

  mutating func removeAll() { count = 0 }

  /// Inserts in order of date, after what has the same date.
  @inline(__always)
  mutating func insert(_ arrival: Arrival) {
    var place = count
    while place > 0, buffer[place - 1].date > arrival.date {
      buffer[place] = buffer[place - 1]
      place -= 1
    }
    buffer[place] = arrival
    count += 1
  }

  /// How many events a uniform means under a Poisson law, by inversion; at most
  /// ``DrawKey/ordinalLimit``.
  static func number(_ uniform: Float, mean: Double, none: Float) -> Int {
    var number = 0
    var chance = Double(none)
    var cumulative = chance
    while Double(uniform) >= cumulative, number < DrawKey.ordinalLimit {
      number += 1
      chance *= mean / Double(number)
      cumulative += chance
    }
    return number
  }
}
