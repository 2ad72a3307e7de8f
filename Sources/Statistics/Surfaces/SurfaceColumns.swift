/// The columns that may enter a surface.
struct SurfaceColumns: Sendable {
  let table: ColumnTable
  /// By column.
  let terms: [SurfaceTerm]
  /// The assumptions that may enter, each with the first of its columns.
  let blocks: [Block]
  /// The highest degree of an assumption's columns.
  let degree: Int
  /// How many assumptions vary, those that were left out of ``blocks`` included.
  let candidates: Int
  /// The columns of the products that may enter; nil: of any two assumptions that did.
  let products: [Int]?

  struct Block: Hashable {
    let assumption: Int
    let first: Int
  }

  /// The constant, some assumptions and some products.
  func narrowed(to assumptions: [Int], products: [SurfaceTerm]) -> SurfaceColumns {
    let kept = blocks.filter { assumptions.contains($0.assumption) }
    let columns = [0] + kept.flatMap { $0.first..<$0.first + degree }
    let first = Dictionary(uniqueKeysWithValues: kept.map { ($0.assumption, $0.first) })
    let others = products.map { product -> [Double] in
      guard case .product(let a, let b) = product else { return [] }
      return zip(table.column(first[a]!), table.column(first[b]!)).map { $0 * $1 }
    }
    return SurfaceColumns(
      table: table.selecting(columns, adding: others), terms: columns.map { terms[$0] } + products,
      blocks: kept.enumerated().map {
        Block(assumption: $1.assumption, first: 1 + $0 * degree)
      },
      degree: degree, candidates: candidates,
      products: Array(columns.count..<columns.count + products.count))
  }
}
