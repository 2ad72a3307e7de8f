/// A node that is not what its form says.
package struct EntryError: Error {
  package let diagnostic: Diagnostic

  init(_ entry: Entry, _ error: LiteralError) {
    diagnostic = entry.diagnostic(error)
  }

  init(_ entry: Entry, expected: String, wayOut: String? = nil) {
    diagnostic = entry.diagnostic(entry.mismatch(expected: expected), wayOut: wayOut)
  }
}
