extension KeyTable {
  /// Reads, checks and completes the user's document.
  ///
  /// - Parameter defaults: A document of the same language, already resolved by
  ///   ``defaults(_:_:)``; nil where the language has none.
  /// - Returns: The place to start reading, or nil where an error was reported.
  public func document(
    _ source: SourceText, over defaults: Entry? = nil, limits: DocumentLimits = .standard,
    _ diagnostics: Diagnostics
  ) -> Cursor? {
    let before = diagnostics.errorCount
    guard let root = DocumentReader.read(source, limits: limits, diagnostics),
      let yours = checked(root, diagnostics)
    else { return nil }
    let whole = merged(yours, over: defaults)
    reportMissing(whole, diagnostics)
    guard diagnostics.errorCount == before else { return nil }
    return Cursor(root: whole, table: self, diagnostics)
  }

  /// A resolved document of defaults; each of its values has the origin `default`.
  public func defaults(_ source: SourceText, _ diagnostics: Diagnostics) -> Entry? {
    guard let root = DocumentReader.read(source, diagnostics) else { return nil }
    return checked(root, diagnostics, origin: .default)
  }
}
