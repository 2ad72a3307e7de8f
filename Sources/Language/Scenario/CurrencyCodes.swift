import Formats
import Model

/// The currencies of a file's amounts, and their sums.
struct CurrencyCodes {
  private let own: String
  private(set) var parts: [BookIntake.Currency]
  private(set) var firstRow: [Int] = [0]
  private var byText: [String: Int] = [:]
  private var hasOwnSign = false

  /// The first is the scenario's own.
  init(own: String) {
    self.own = own
    parts = [.init(code: own, rows: 0, amount: 0)]
  }

  /// Of a field of the currency's column; a blank means the scenario's.
  mutating func index(ofText text: String) -> Int {
    if let known = byText[text] { return known }
    let code = text.trimmed
    let index = code.isEmpty ? 0 : index(ofCode: WrittenAmount.code(of: code) ?? code.uppercased())
    byText[text] = index
    return index
  }

  mutating func index(ofSign sign: String) -> Int {
    if let known = byText[sign] { return known }
    let isOwn = OwnCurrency.isMeant(by: sign, own)
    if isOwn { hasOwnSign = true }
    let index = isOwn ? 0 : index(ofCode: WrittenAmount.code(of: sign) ?? sign)
    byText[sign] = index
    return index
  }

  /// Counts amounts without a sign with those of the only sign that there is.
  mutating func joinUnsigned() {
    let others = parts.indices.filter { $0 > 0 && parts[$0].rows > 0 }
    guard !hasOwnSign, others.count == 1, parts[0].rows > 0 else { return }
    parts[others[0]].rows += parts[0].rows
    parts[others[0]].amount += parts[0].amount
    parts[0] = .init(code: own, rows: 0, amount: 0)
  }

  private mutating func index(ofCode code: String) -> Int {
    if let known = parts.firstIndex(where: { $0.code == code }) { return known }
    parts.append(.init(code: code, rows: 0, amount: 0))
    firstRow.append(-1)
    return parts.count - 1
  }

  mutating func add(_ amount: Double, to index: Int, _ row: Int) {
    if parts[index].rows == 0 { firstRow[index] = row }
    parts[index].rows += 1
    parts[index].amount += amount
  }
}
