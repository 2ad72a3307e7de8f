import Formats
import Model
import Ownership
import Units

/// A guess at the columns of an unknown file.
///
/// A clear heading, such as `ARR (USD)` or `renewal-date`, is trusted: fields that do not fit are
/// errors to fix, not signs of another column. An ambiguous heading counts only if the content
/// agrees.
struct ColumnGuess {
  /// A column that was recognised.
  struct Column {
    /// Our name.
    let name: String
    let index: Int
    /// The line of the scenario.
    let yaml: String
    /// What was seen, in few words.
    let ground: String
    /// Multiplies its amounts to those of a year.
    var times: Int?
    /// Whether its amounts are for a whole term.
    var isTotal = false
    /// Whether its heading says neither a year nor a month.
    var isVague = false
  }

  /// A column whose heading may match one of ours but whose content does not.
  struct Doubt {
    /// Our name.
    let name: String
    let index: Int
    let fit: ColumnContent.Fit
  }

  /// In the order in which they were recognised.
  private(set) var columns: [Column] = []
  /// For each name without a column, the first candidate considered.
  var doubts: [Doubt] {
    looked.filter { doubt in
      !has(doubt.name) && !columns.contains { $0.index == doubt.index }
    }
  }
  private var looked: [Doubt] = []
  private let table: DataTable
  private let content: ColumnContent
  private let headings: Headings

  /// - Parameter chosen: Headings that the user named, by our names.
  init(_ table: DataTable, chosen: [String: String] = [:]) {
    self.table = table
    let content = ColumnContent(table: table)
    self.content = content
    headings = Headings(table.headings)
    for (name, heading) in chosen.sorted(by: { $0.key < $1.key }) {
      if let index = table.column(heading) { choose(name, index) }
    }
    take(
      "account",
      sure: [
        ["account", "id"], ["customer", "id"], ["account", "number"], ["customer", "number"],
        ["associated", "company", "ids"], ["company", "id"], ["client", "id"],
        ["client", "number"],
        ["kundennummer"], ["kunden", "nr"], ["kunden", "id"], ["debitor"], ["debitorennummer"],
        ["customer", "no"], ["account", "no"], ["klantnummer"], ["numéro", "client"],
        ["policy", "id"], ["contract", "id"], ["organization", "id"], ["organisation", "id"],
        ["deal", "organization"], ["deal", "organisation"], ["顧客番号"], ["顧客id"], ["顧客コード"],
        ["取引先id"], ["取引先コード"], ["n", "client"], ["code", "client"],
      ],
      doubtful: [
        ["id"], ["account"], ["customer"], ["client"], ["company"], ["kunde"], ["kundenname"],
      ],
      content.ids)
    // A name is an id only where there is none, and rows may be parts of an account.
    for phrase in [
      ["account"], ["customer"], ["client"], ["company"], ["kunde"], ["account", "name"],
      ["customer", "name"], ["associated", "company"], ["company", "name"], ["kundenname"],
      ["firma"], ["klant"], ["organization"], ["organisation"], ["顧客名"], ["会社名"], ["取引先名"],
      ["raison", "sociale"], ["société"],
    ] where !has("account") {
      if let index = table.headings.indices.first(where: { headings.isExactly($0, phrase) }) {
        choose("account", index)
      }
    }
    takeMoney()
    take(
      "currency",
      sure: [
        ["currency"], ["currency", "code"], ["iso", "currency"], ["account", "currency"],
        ["währung"], ["devise"], ["valuta"], ["moneda"], ["curr"], ["ccy"], ["cur"],
        ["currency", "iso", "code"], ["iso", "code"], ["arr", "currency"], ["amount", "currency"],
        ["deal", "currency"], ["contract", "currency"], ["divisa"], ["通貨"],
      ]
    ) { content.few($0, 1...40) }
    take(
      "segment",
      sure: [
        ["segment"], ["customer", "segment"], ["account", "segment"], ["company", "segment"],
        ["kundengruppe"], ["kundensegment"], ["market", "segment"], ["区分"], ["顧客区分"], ["セグメント"],
      ],
      doubtful: [["segment"], ["tier"], ["size"], ["plan"]]
    ) { content.few($0, 2...12) }
    take(
      "renewal-date",
      sure: [
        ["renewal", "date"], ["contract", "end", "date"], ["contract", "end"], ["vertragsende"],
        ["renews", "on"], ["renewal"], ["renews"], ["next", "renewal"],
        ["next", "renewal", "date"],
        ["current", "period", "end"], ["end", "date"], ["subscription", "end", "date"],
        ["expiry", "date"], ["expiration", "date"], ["expires"], ["laufzeitende"],
        ["contract", "expiry"], ["fin", "de", "contrat"], ["einddatum"], ["verlängerung", "am"],
        ["verlängerungsdatum"], ["verlängerung"], ["nächste", "verlängerung"], ["fälligkeit"],
        ["date", "de", "renouvellement"], ["fecha", "de", "renovación"], ["data", "di", "rinnovo"],
        ["verlengdatum"], ["échéance"], ["date", "d", "échéance"], ["current", "term", "end"],
        ["term", "end"], ["next", "billing", "date"], ["契約終了日"], ["契約満了日"], ["更新日"],
      ],
      doubtful: [
        ["renewal"], ["renews"], ["period", "end"], ["contract", "end"], ["end", "date"],
        ["expiry"],
        ["expiration"], ["ende"],
      ], content.dates)
    take(
      "term",
      sure: [
        ["term"], ["contract", "term"], ["contract", "months"], ["contract", "length"],
        ["laufzeit"],
        ["months"], ["term", "months"], ["subscription", "term"], ["vertragslaufzeit"], ["durée"],
        ["looptijd"], ["contract", "duration"], ["契約期間"],
      ] + (hasUnitOfBillingPeriod ? [["billing", "period", "unit"]] : []),
      doubtful: [
        ["term"], ["contract", "length"], ["interval"], ["contract"], ["months"], ["cycle"],
        ["billing", "period"], ["laufzeit"],
      ], content.terms)
    take(
      "auto-renewal",
      sure: [
        ["auto", "renewal"], ["auto", "renew"], ["auto", "renews"], ["automatic", "renewal"],
        ["automatische", "verlängerung"], ["renouvellement", "automatique"],
        ["reconduction", "tacite"], ["tacite", "reconduction"], ["自動更新"],
      ],
      doubtful: [["auto"]], content.booleans)
    take(
      "sales-cycle", sure: [["sales", "cycle"]], doubtful: [["days", "close"], ["cycle"]],
      content.numbers)
    take("health", doubtful: [["health"], ["risk"]]) { index in
      let few = content.few(index, 2...10)
      return few.problem == nil ? few : content.numbers(index)
    }
    for (role, phrases) in ColumnGuess.roles {
      take(role.rawValue, sure: phrases) { content.few($0, 1...max(1, table.rowCount / 2)) }
    }
    take(
      "owner",
      sure: [
        ["account", "owner"], ["owner"], ["deal", "owner"], ["kundenbetreuer"], ["betreuer"],
        ["opportunity", "owner"], ["company", "owner"], ["customer", "owner"], ["responsable"],
        ["contact", "owner"], ["owner", "name"], ["commercial"], ["担当者"], ["営業担当"],
      ], content.texts)
    take(
      "parent",
      sure: [
        ["parent", "account"], ["parent"], ["parent", "account", "id"], ["ultimate", "parent"],
        ["parent", "company"], ["muttergesellschaft"], ["konzern"], ["parent", "id"],
        ["parent", "account", "name"],
      ], content.texts)
    take(
      "name",
      doubtful: [
        ["account", "name"], ["customer", "name"], ["associated", "company"],
        ["customer", "description"], ["kundenname"], ["company", "name"], ["company"], ["firma"],
        ["raison", "sociale"], ["顧客名"], ["会社名"], ["organization"], ["name"], ["customer"],
        ["account"],
      ], content.texts)
  }

  /// Whether terms are counted in one unit each, which another column names: `1`, `month`.
  private var hasUnitOfBillingPeriod: Bool {
    guard
      let count = table.headings.indices.first(where: {
        headings.isExactly($0, ["billing", "period"])
      })
    else { return false }
    return content.distinct(count) == ["1"]
  }

  // MARK: - Money

  /// Other columns of money whose headings say as much as that of ARR, and whose sums differ.
  private(set) var rivals: [Int] = []

  /// What a heading of money may say, from the surest to the least sure: its words, how often the
  /// amount is paid in a year, and whether it is for a whole term.
  private static let money: [(phrases: [[String]], isExact: Bool, times: Int?, isTotal: Bool)] = [
    (
      [
        ["arr"], ["annual", "recurring", "revenue"], ["acv"], ["annual", "contract", "value"],
        ["jahresvertragswert"], ["年間契約額"], ["年間契約金額"], ["年額"],
        ["annualized", "recurring", "revenue"], ["annualised", "revenue"],
        ["current", "arr"], ["annual", "subscription"], ["jahreswert"],
      ], true, nil, false
    ),
    ([["arr"], ["annual", "recurring"], ["acv"], ["annual", "contract"]], false, nil, false),
    ([["mrr"], ["monthly", "recurring", "revenue"]], true, 12, false),
    (
      [["mrr"], ["monthly", "recurring"], ["monthly", "charges"], ["monthly"], ["mtl"]], false, 12,
      false
    ),
    ([["tcv"], ["total", "contract", "value"]], true, nil, true),
    (
      vague, false, nil, false
    ),
    ([["annual"], ["revenue"], ["umsatz"]], false, nil, false),
  ]

  /// Words of money that say neither for how long it is.
  private static let vague: [[String]] = [
    ["amount"], ["contract", "value"], ["premium"], ["fee"], ["price"], ["value"], ["betrag"],
    ["wert"], ["vertragswert"], ["montant"], ["importe"], ["importo"], ["bedrag"],
    ["recurring", "revenue"], ["subscription"],
  ]

  private mutating func takeMoney() {
    guard !has("arr") else { return }
    let free = table.headings.indices.filter { index in !columns.contains { $0.index == index } }
    if let own = free.first(where: { table.headings[$0] == "arr" }) {
      choose("arr", own)
      return
    }
    for (phrases, isExact, times, isTotal) in Self.money {
      var candidates: [(index: Int, fit: ColumnContent.Fit)] = []
      for phrase in phrases {
        for index in free where !candidates.contains(where: { $0.index == index }) {
          guard isExact ? headings.isExactly(index, phrase) : headings.has(index, phrase) else {
            continue
          }
          let fit = content.money(index)
          if content.isMostlyRight(fit) || isExact {
            candidates.append((index, fit))
          } else if !looked.contains(where: { $0.name == "arr" }) {
            looked.append(Doubt(name: "arr", index: index, fit: fit))
          }
        }
        // Of exact headings the first phrase is the surest; the others say the same of several.
        if isExact, !candidates.isEmpty { break }
      }
      guard let first = candidates.first else { continue }
      if candidates.count > 1 {
        let sums = Set(candidates.map { content.sum($0.index) })
        if sums.count > 1 {
          rivals = candidates.map(\.index)
          return
        }
      }
      let heading = table.headings[first.index]
      var ground = first.fit.ground
      if let times { ground += times == 12 ? ", a month" : "" }
      let yaml = times.map {
        "arr: {column: \(ColumnGuess.scalar(heading)), times: \($0)}"
      }
      if isTotal { ground += ", for the whole term" }
      columns.append(
        Column(
          name: "arr", index: first.index, yaml: yaml ?? DocumentWriter.line("arr", heading),
          ground: ground, times: times, isTotal: isTotal, isVague: phrases.contains(["amount"])))
      return
    }
  }

  /// Takes a column for one of our names, as the user or the heading says outright.
  private mutating func choose(_ name: String, _ index: Int) {
    let heading = table.headings[index]
    let isMoney = name == "arr"
    let fit =
      switch name {
      case "account": content.ids(index)
      case "arr": content.money(index)
      case "renewal-date": content.dates(index)
      case "term": content.terms(index)
      default: content.texts(index)
      }
    let times = isMoney && HeadingUnit(heading).perYear == 12 ? 12 : nil
    columns.append(
      Column(
        name: name, index: index, yaml: Self.yaml(name, heading, fit, times),
        ground: fit.ground + (times == nil ? "" : ", a month"), times: times, isTotal: false,
        isVague: isMoney && Self.vague.contains { headings.has(index, $0) }))
  }

  /// Headings that match none of our columns.
  var ignored: [String] { ignoredIndices.map { table.headings[$0] } }

  var ignoredIndices: [Int] {
    table.headings.indices.filter { index in !columns.contains { $0.index == index } }
  }

  /// The values of the segment column, sorted.
  var segments: [String]? {
    columns.first { $0.name == "segment" }.map { content.distinct($0.index).sorted() }
  }

  /// The year in which most renewals fall.
  var firstYear: Int? {
    columns.first { $0.name == "renewal-date" }.flatMap {
      RenewalCalendar.busiestYear(of: content.days($0.index))
    }
  }

  func has(_ name: String) -> Bool { columns.contains { $0.name == name } }

  /// Takes the most likely column for one of our names, unless it is taken.
  private mutating func take(
    _ name: String, sure: [[String]] = [], doubtful: [[String]] = [], times: Int? = nil,
    _ fit: (Int) -> ColumnContent.Fit
  ) {
    guard !has(name), let (index, fit) = find(name, sure, doubtful, fit) else { return }
    columns.append(
      Column(
        name: name, index: index, yaml: Self.yaml(name, table.headings[index], fit, times),
        ground: times == nil ? fit.ground : "\(fit.ground), a month", times: times))
  }

  /// The line of the scenario that maps a column.
  private static func yaml(
    _ name: String, _ heading: String, _ fit: ColumnContent.Fit, _ times: Int?
  ) -> String {
    let column = scalar(heading)
    if let values = fit.values {
      let pairs = values.map { "\(scalar($0.text)): \($0.months)" }
      return "\(name): {column: \(column), values: {\(pairs.joined(separator: ", "))}}"
    }
    if let times { return "\(name): {column: \(column), times: \(times)}" }
    if name == "term", Headings.words(heading).contains(where: ["years", "jahre", "yrs"].contains) {
      return "\(name): {column: \(column), times: 12}"
    }
    return DocumentWriter.line(name, heading)
  }

  /// The first column with our name or an unambiguous phrase, else the one whose content best fits
  /// what its heading may mean.
  private mutating func find(
    _ name: String, _ sure: [[String]], _ doubtful: [[String]], _ fit: (Int) -> ColumnContent.Fit
  ) -> (index: Int, fit: ColumnContent.Fit)? {
    let free = table.headings.indices.filter { index in
      !columns.contains { $0.index == index }
    }
    if let own = free.first(where: { table.headings[$0] == name }) { return (own, fit(own)) }
    for phrase in sure + doubtful {
      if sure.contains(phrase), let said = free.first(where: { headings.isExactly($0, phrase) }) {
        return (said, fit(said))
      }
      let candidates = free.filter { headings.has($0, phrase) }.map { (index: $0, fit: fit($0)) }
      let best = candidates.min { ($0.fit.misfits, $0.index) < ($1.fit.misfits, $1.index) }
      guard let best else { continue }
      if content.isMostlyRight(best.fit) { return best }
      // `Contract ID` contains a known word, but nothing suggests that it is a term.
      let isMeant =
        headings.isExactly(best.index, phrase) || best.fit.misfits < table.rowCount
      if isMeant, !looked.contains(where: { $0.name == name }) {
        looked.append(Doubt(name: name, index: best.index, fit: best.fit))
      }
    }
    return nil
  }

  private static let roles: [(role: Role, phrases: [[String]])] = [
    // Names that a heading may abbreviate come last.
    (.pooledCSM, [["pooled", "csm"]]), (.newLogoSeller, [["new", "logo", "seller"]]),
    (.csLeader, [["cs", "leader"]]), (.cco, [["cco"]]), (.digital, []),
    (.csm, [["csm"], ["customer", "success", "manager"], ["customer", "success"]]),
    (.renewalManager, [["renewal", "manager"], ["renewals", "rep"]]),
    (.accountManager, [["account", "manager"]]),
    (.accountExecutive, [["account", "executive"], ["ae"]]),
  ]

  /// A text as it stands within braces.
  static func scalar(_ text: String) -> String {
    String(DocumentWriter.line("k", text).dropFirst(3))
  }
}
