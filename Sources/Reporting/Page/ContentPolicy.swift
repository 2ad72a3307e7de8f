/// What a page allows its reader's browser: its own style sheet and script, known by their SHA-256,
/// and nothing else, from nowhere.
///
/// The digests stand here as constants, as what they are of does; a test computes them anew. With a
/// wrong one a browser shows the page bare, never less safely.
///
/// - Reference: W3C, "Content Security Policy Level 3", 2.3.1.
enum ContentPolicy {
  static let style = "9UV2kVPakTH2nGcjcFQpoYVdEEyANLsCJUWdY8fNhGo="
  static let script = "AAelqowlghM91UI3zaZCV8wFROozGLIF1NtEXGyt9Uo="

  static let text =
    "default-src 'none'; style-src 'sha256-\(style)'; script-src 'sha256-\(script)';"
    + " base-uri 'none'; form-action 'none'"
}
