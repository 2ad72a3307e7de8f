import Formats
import Model
import Units

extension Vocabulary {
  // MARK: - Billing

  /// How often an amount is billed, in words or in months.
  static let billingInterval = phrases(
    "interval", "billing interval", "billing period", "plan interval", "billing frequency",
    "billing cycle", "billing", "billing term", "bill cycle", "invoice interval",
    "invoice frequency", "invoicing frequency", "invoicing interval", "invoice cycle",
    "payment frequency", "payment interval", "payment cycle", "payment period", "price interval",
    "frequency", "recurrence", "zahlungsweise", "zahlungsintervall", "zahlungsrhythmus",
    "zahlungsfrequenz", "zahlungsturnus", "abrechnungszeitraum", "abrechnungsintervall",
    "abrechnungsperiode", "abrechnungszyklus", "rechnungsintervall", "rechnungsstellung",
    "périodicité", "fréquence", "fréquence de facturation", "facturation",
    "périodicité de facturation", "frecuencia de facturación", "frecuencia de pago",
    "frequenza di fatturazione", "betaalfrequentie", "facturatiefrequentie", "支払周期", "請求周期",
    "支払サイクル", "請求サイクル", "請求間隔", "支払方法")

  /// How many intervals an amount is for: `3` of `month`.
  static let intervalCount = phrases(
    "interval count", "billing interval count", "billing period count", "plan interval count",
    "billing period", "period count")

  /// In which unit a billing period is counted.
  static let intervalUnit = phrases("billing period unit", "interval unit", "period unit")

  // MARK: - Terms

  /// Words of a heading whose numbers are years.
  static let yearHeadings = words("years year yrs jahre jahren ans années años anni jaren")
  /// Words of a heading that says in which unit its numbers are.
  static let unitHeadings = yearHeadings.union(words("month months mths mo monate monaten mois"))

  /// The months meant by words such as `Two year` or `Month-to-month`: one unit with at most one
  /// count. Nil if any other word occurs, because its effect is unknown.
  static func months(_ text: String) -> Int? {
    if let months = try? Quantity.months.value(text) { return Int(months) }
    var counts: [Double] = []
    var units: Set<Double> = []
    for word in Headings.words(text).flatMap(parts) {
      if let count = countWords[word] ?? Int(word).map(Double.init) {
        counts.append(count)
      } else if let unit = unitMonths[word] {
        units.insert(unit)
      } else if !periodFillers.contains(word) {
        return nil
      }
    }
    guard let unit = units.first, units.count == 1, counts.count <= 1 else { return nil }
    let months = Int(exactly: unit * (counts.first ?? 1))
    return months.flatMap { RenewalCalendar.terms.contains($0) ? $0 : nil }
  }

  /// Words of a term whose length they do not say, with the months that are taken for it.
  static func vagueMonths(_ text: String) -> Int? {
    vagueTerms[Headings.words(text).joined(separator: " ")]
  }

  private static let vagueTerms: [String: Int] = [
    "multi year": 24, "multiyear": 24, "multi years": 24, "mehrjährig": 24, "mehrere jahre": 24,
    "pluriannuel": 24, "plurianual": 24, "pluriennale": 24, "meerjarig": 24, "複数年": 24,
  ]

  /// `12ヶ月` and `24m` have no space between count and unit.
  private static func parts(_ word: String) -> [String] {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    return digits.isEmpty || rest.isEmpty ? [word] : [String(digits), String(rest)]
  }

  private static let countWords: [String: Double] = [
    "half": 0.5, "semi": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ein": 1,
    "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "un": 1, "deux": 2, "trois": 3, "dos": 2,
    "tres": 3, "due": 2, "tre": 3,
  ]

  private static let unitMonths: [String: Double] = [
    "month": 1, "months": 1, "monthly": 1, "quarter": 3, "quarters": 3, "quarterly": 3,
    "semiannual": 6, "semiannually": 6, "biannual": 6, "year": 12, "years": 12, "annual": 12,
    "annually": 12, "yearly": 12, "biennial": 24, "triennial": 36, "mo": 1, "mos": 1, "mth": 1,
    "mths": 1, "yr": 12, "yrs": 12, "y": 12, "m": 1, "q": 3, "monat": 1, "monate": 1, "monaten": 1,
    "monatlich": 1, "monatsweise": 1, "quartal": 3, "quartale": 3, "vierteljährlich": 3,
    "quartalsweise": 3, "quartalsmäßig": 3, "halbjährlich": 6, "halbjahr": 6, "jahr": 12,
    "jahre": 12, "jahren": 12, "jährlich": 12, "an": 12, "ans": 12, "année": 12, "années": 12,
    "annuel": 12, "annuelle": 12, "annuellement": 12, "mensuel": 1, "mensuelle": 1,
    "mensuellement": 1, "trimestriel": 3, "trimestrielle": 3, "trimestre": 3, "semestriel": 6,
    "semestrielle": 6, "mois": 1, "mes": 1, "meses": 1, "mensual": 1, "trimestral": 3,
    "semestral": 6, "anual": 12, "año": 12, "años": 12, "anno": 12, "anni": 12, "annuale": 12,
    "mese": 1, "mesi": 1, "mensile": 1, "trimestrale": 3, "semestrale": 6, "jaar": 12, "jaren": 12,
    "jaarlijks": 12, "maand": 1, "maanden": 1, "maandelijks": 1, "kwartaal": 3, "ヶ月": 1, "か月": 1,
    "カ月": 1, "ヵ月": 1, "ケ月": 1, "箇月": 1, "年": 12, "年間": 12, "月次": 1, "毎月": 1, "月払い": 1,
    "月払": 1, "四半期": 3, "半年": 6, "年次": 12, "毎年": 12, "年払い": 12, "年払": 12,
  ]

  private static let periodFillers = words(
    "to contract term plan billing every per billed paid in advance")
}
