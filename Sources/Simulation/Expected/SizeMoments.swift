/// Chances and means of a size between limits: the integrals of a ``QuantileTable``, summed up
/// once.
struct SizeMoments: Sendable {
  /// A piece of the law on which a size is uniform, with what lies below it.
  private struct Piece {
    let low: Double
    let high: Double
    let chance: Double
    /// The chance, and the mean times it, of all pieces before.
    let chanceBelow: Double
    let sumBelow: Double
  }

  private let pieces: [Piece]
  /// By leading bits of a size: the first piece that may reach it.
  private let firstPiece: [Int32]
  private let firstBucket: Int
  let mean: Double
  let meanSquare: Double
  let smallest: Double
  let largest: Double

  init(_ table: QuantileTable) {
    var (chance, sum, squares) = (0.0, 0.0, 0.0)
    let pieces = table.pieces.map { piece in
      defer {
        chance += piece.chance
        sum += piece.chance * (piece.low + piece.high) / 2
        squares +=
          piece.chance
          * (piece.low * piece.low + piece.low * piece.high + piece.high * piece.high) / 3
      }
      return Piece(
        low: piece.low, high: piece.high, chance: piece.chance, chanceBelow: chance, sumBelow: sum)
    }
    self.pieces = pieces
    (mean, meanSquare) = (sum, squares)
    smallest = pieces.first?.low ?? 0
    largest = pieces.last?.high ?? 0
    let first = Self.bucket(smallest)
    firstBucket = first
    var next = 0
    firstPiece = (first...max(first, Self.bucket(largest))).map { bucket in
      while next < pieces.count - 1, Self.bucket(pieces[next].high) < bucket { next += 1 }
      return Int32(next)
    }
  }

  /// The exponent and the first bits of a positive size.
  private static func bucket(_ size: Double) -> Int {
    Int(Float(max(size, 1e-30)).bitPattern >> 17)
  }

  /// The chance of a size up to `limit`, and the mean of such sizes times it.
  func below(_ limit: Double) -> (chance: Double, sum: Double) {
    guard limit >= smallest, let last = pieces.last else { return (0, 0) }
    if limit >= largest { return (last.chanceBelow + last.chance, mean) }
    var index = Int(firstPiece[Self.bucket(limit) - firstBucket])
    while pieces[index].high < limit { index += 1 }
    let piece = pieces[index]
    guard limit >= piece.low else { return (piece.chanceBelow, piece.sumBelow) }
    let reached = piece.high > piece.low ? (limit - piece.low) / (piece.high - piece.low) : 1
    let chance = piece.chance * reached
    return (piece.chanceBelow + chance, piece.sumBelow + chance * (piece.low + limit) / 2)
  }

  /// The mean of sizes in `above`..`upTo`, times their chance, none counting more than `cap`.
  func mean(above low: Double, upTo high: Double, cap: Double) -> Double {
    let (from, to) = (below(low), below(high))
    if cap >= high { return to.sum - from.sum }
    if cap <= low { return cap * (to.chance - from.chance) }
    let middle = below(cap)
    return middle.sum - from.sum + cap * (to.chance - middle.chance)
  }
}
