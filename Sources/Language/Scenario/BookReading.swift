import Model

/// A book as it was read.
struct BookReading {
  /// Nil where something was reported.
  let book: Book?
  /// Headings of the file that nothing asked for, in its order.
  let ignoredColumns: [String]
}
