import Ownership

extension Vocabulary {
  /// What headings call a column.
  struct Heading {
    /// A heading of exactly these words is trusted, whatever the content.
    let sure: [[String]]
    /// A heading that has these words among others counts where the content agrees.
    var doubtful: [[String]] = []
  }

  /// By our names; money is in ``money``, roles in ``roles``.
  static let headings: [String: Heading] = [
    "account": Heading(
      sure: phrases(
        "account id", "customer id", "account number", "customer number", "associated company ids",
        "company id", "client id", "client number", "customer no", "account no", "acct", "acct no",
        "acct id", "acct number", "cust id", "cust no", "customer nr", "customer code",
        "account code", "customer key", "policy id", "contract id", "organization id",
        "organisation id", "deal organization", "deal organisation", "kundennummer", "kunden nr",
        "kundennr", "kunden id", "kd nr", "kdnr", "kd nummer", "debitor", "debitorennummer",
        "klantnummer", "numéro client", "n client", "code client", "id client", "顧客番号", "顧客id",
        "顧客コード", "取引先id", "取引先コード"),
      doubtful: phrases("id", "account", "customer", "client", "company", "kunde", "kundenname")),
    "currency": Heading(
      sure: phrases(
        "currency", "currency code", "iso currency", "account currency", "währung", "devise",
        "valuta", "moneda", "curr", "ccy", "cur", "currency iso code", "iso code", "arr currency",
        "amount currency", "deal currency", "contract currency", "divisa", "通貨")),
    "segment": Heading(
      sure: phrases(
        "segment", "customer segment", "account segment", "company segment", "kundengruppe",
        "kundensegment", "market segment", "区分", "顧客区分", "セグメント"),
      doubtful: phrases("segment", "tier", "size", "plan")),
    "renewal-date": Heading(
      sure: phrases(
        "renewal date", "contract end date", "contract end", "vertragsende", "renews on", "renewal",
        "renews", "next renewal", "next renewal date", "current period end", "end date",
        "subscription end date", "expiry date", "expiration date", "expires", "laufzeitende",
        "contract expiry", "fin de contrat", "einddatum", "verlängerung am", "verlängerungsdatum",
        "verlängerung", "nächste verlängerung", "fälligkeit", "date de renouvellement",
        "fecha de renovación", "data di rinnovo", "verlengdatum", "échéance", "date d échéance",
        "current term end", "term end", "next billing date", "契約終了日", "契約満了日", "更新日"),
      doubtful: phrases(
        "renewal", "renews", "period end", "contract end", "end date", "expiry", "expiration",
        "ende", "verlängerungsmonat", "更新月")),
    "term": Heading(
      sure: phrases(
        "term", "contract term", "contract months", "contract length", "laufzeit", "months",
        "term months", "subscription term", "vertragslaufzeit", "durée", "looptijd",
        "contract duration", "years", "term years", "contract years", "laufzeit jahre",
        "laufzeit in jahren", "契約期間"),
      doubtful: phrases(
        "term", "contract length", "commitment", "interval", "contract", "months", "cycle",
        "billing period", "laufzeit")),
    "auto-renewal": Heading(
      sure: phrases(
        "auto renewal", "auto renew", "auto renews", "automatic renewal",
        "automatische verlängerung",
        "renouvellement automatique", "reconduction tacite", "tacite reconduction", "自動更新"),
      doubtful: phrases("auto")),
    "sales-cycle": Heading(
      sure: phrases("sales cycle"), doubtful: phrases("days close", "cycle")),
    "health": Heading(sure: [], doubtful: phrases("health", "risk")),
    "owner": Heading(
      sure: phrases(
        "account owner", "owner", "deal owner", "kundenbetreuer", "betreuer", "opportunity owner",
        "company owner", "customer owner", "responsable", "contact owner", "owner name",
        "commercial", "担当者", "営業担当")),
    "parent": Heading(
      sure: phrases(
        "parent account", "parent", "parent account id", "ultimate parent", "parent company",
        "muttergesellschaft", "konzern", "parent id", "parent account name")),
    "name": Heading(
      sure: [],
      doubtful: phrases(
        "account name", "customer name", "associated company", "customer description",
        "kundenname", "company name", "company", "firma", "raison sociale", "顧客名", "会社名",
        "organization", "name", "customer", "account")),
  ]

  /// Headings of a name that is the id where a file has no other.
  static let namesAsIDs = phrases(
    "account", "customer", "client", "company", "kunde", "account name", "customer name",
    "associated company", "company name", "kundenname", "firma", "klant", "organization",
    "organisation", "顧客名", "会社名", "取引先名", "raison sociale", "société")

  /// Words of a column of ids, whatever they are of.
  static let idWords = words(
    "id ids no nr number nummer num code key acct kd numéro número 番号 コード")

  /// Tables that exports put before the names of their columns, of which nothing follows:
  /// `subscriptions.status`. Those of customers stay, in the singular.
  static let recordTables = words(
    "subscription subscriptions deal deals opportunity opportunities contract contracts invoice"
      + " invoices order orders item items record records row")
  static let customerTables: [String: String] = [
    "customers": "customer", "accounts": "account", "companies": "company", "clients": "client",
    "organizations": "organization", "organisations": "organisation",
  ]

  /// Roles that a heading may name; those that may be abbreviated come last.
  static let roles: [(role: Role, phrases: [[String]])] = [
    (.pooledCSM, phrases("pooled csm")), (.newLogoSeller, phrases("new logo seller")),
    (.csLeader, phrases("cs leader")), (.cco, phrases("cco")), (.digital, []),
    (.csm, phrases("csm", "customer success manager", "customer success")),
    (.renewalManager, phrases("renewal manager", "renewals rep")),
    (.accountManager, phrases("account manager")),
    (.accountExecutive, phrases("account executive", "ae")),
  ]

  // MARK: - Dates

  /// The day on which a contract began.
  static let contractStart = phrases(
    "contract start", "start date", "contract start date", "start", "subscription start date",
    "subscription start", "term start", "current term start", "started at", "vertragsbeginn",
    "vertragsstart", "beginn", "début de contrat", "date de début", "契約開始日", "開始日")

  /// A renewal's month or quarter, perhaps without a year.
  static let renewalPeriod = phrases(
    "renewal month", "renewal quarter", "renewal qtr", "renewal period", "renewal", "renews",
    "renews in", "contract end month", "contract end quarter", "verlängerungsmonat",
    "verlängerungsquartal", "mois de renouvellement", "更新月")

  /// Days on which something happened, so that a file was written after them; the surest first.
  static let pastDays: [[String]] = [
    ["created", "closed", "close", "canceled", "cancelled", "signed", "booked", "modified"],
    ["start", "since"],
  ]

  // MARK: - Leaving

  /// A heading of who has given notice and leaves when the term ends.
  static let noticeGiven = phrases(
    "cancel at period end", "cancel at end", "will churn", "non renewing", "notice given",
    "gekündigt", "churn notice")

  /// Words of a customer who left, in headings and outcomes.
  static let lossWords = [
    "lost", "churn", "churned", "lapse", "lapsed", "cancelled", "canceled", "left",
  ]
  /// Those that say what an account is now, not what happened in a period.
  static let lostStates = words("churned lapsed cancelled canceled lost left")

  // MARK: - Countries

  /// Words of headings in languages that separate thousands by points.
  static let continentalWords = words(
    "kunde kundennummer kundenname laufzeit vertragsende jahresvertragswert gebiet betrag client"
      + " montant importe cliente klant bedrag")
}
