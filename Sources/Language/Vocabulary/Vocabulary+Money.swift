extension Vocabulary {
  /// What a heading of money may say.
  struct MoneyHeading {
    let phrases: [[String]]
    /// Whether nothing else stands in the heading.
    var isExact = false
    /// How often a year the amount is paid; nil where the heading does not say.
    var times: Int?
    /// Whether it is for a whole term.
    var isTotal = false
    /// Whether it says neither a year nor a month.
    var isVague = false
  }

  /// Headings of the yearly money of an account, from the surest to the least sure.
  static let money: [MoneyHeading] = [
    MoneyHeading(
      phrases: phrases(
        "arr", "annual recurring revenue", "acv", "annual contract value", "jahresvertragswert",
        "年間契約額", "年間契約金額", "年額", "annualized recurring revenue", "annualised revenue",
        "current arr", "annual subscription", "jahreswert", "jahresumsatz", "mrr annualized"),
      isExact: true),
    MoneyHeading(phrases: phrases("arr", "annual recurring", "acv", "annual contract")),
    MoneyHeading(phrases: phrases("mrr", "monthly recurring revenue"), isExact: true, times: 12),
    MoneyHeading(
      phrases: phrases("mrr", "monthly recurring", "monthly charges", "monthly", "mtl"), times: 12),
    MoneyHeading(phrases: phrases("tcv", "total contract value"), isExact: true, isTotal: true),
    MoneyHeading(phrases: vagueMoney, isVague: true),
    MoneyHeading(phrases: phrases("annual", "revenue", "umsatz")),
  ]

  /// Money whose heading says neither for how long it is.
  static let vagueMoney = phrases(
    "amount", "contract value", "premium", "fee", "price", "value", "betrag", "wert",
    "vertragswert",
    "montant", "importe", "importo", "bedrag", "recurring revenue", "subscription")

  /// Words of what is billed each time, so that a billing interval beside it says how often a year;
  /// a `contract value` beside one is still the contract's.
  static let billedWords = words(
    "amount price fee charge rate premium betrag preis gebühr montant prix importe precio importo"
      + " prezzo bedrag subscription tarif")

  /// Words of columns that are money besides.
  static let otherMoney = words("amount revenue value arr acv tcv mrr betrag umsatz wert")

  static let quantity = phrases(
    "quantity", "qty", "seats", "licenses", "licences", "menge", "anzahl")

  static let currencyWords = words("currency curr ccy währung devise")

  // MARK: - Scales

  static let thousands = words("k tsd thousand thousands 000 000s milliers miles tausend")
  static let millions = words("mio mn mm mln million millions millionen")

  /// ISO codes that headings name.
  static let currencyCodes = words(
    "usd eur gbp chf jpy aud cad nzd sek nok dkk pln czk huf inr cny hkd sgd brl mxn zar try ils aed"
      + " sar krw thb")

  /// How often a year an amount is paid whose heading has one of these words.
  static let paidPerYear: [(perYear: Double, words: Set<String>)] = [
    (
      12,
      words(
        "monthly month mrr mtl monatlich monat mensuel mensuelle mois mensual mensile maandelijks"
          + " pm")
    ),
    (4, words("quarterly quarter vierteljährlich quartal trimestriel trimestral qrr")),
    (2, words("semiannual halbjährlich semestriel")),
    (
      1,
      words(
        "arr annual annually annualized annualised yearly year acv jahr jährlich annuel annuelle"
          + " anual annuale jaarlijks pa")
    ),
  ]
}
