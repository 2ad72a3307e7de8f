import Formats

/// What stands beside an amount of a file's own currency.
enum OwnCurrency {
  /// Whether a sign or a code means a currency; a dollar is one's own, if that is a dollar.
  static func isMeant(by sign: String, _ own: String) -> Bool {
    sign == "$" && dollars.contains(own) || (WrittenAmount.code(of: sign) ?? sign) == own
  }

  private static let dollars: Set<String> = [
    "USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BSD", "JMD",
  ]
}
