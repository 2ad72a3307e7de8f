import Formats
import History
import Units

extension HistoryReader {
  func movements(of fields: HistoryFields) -> HistoryReading? {
    var unknown: [String: (count: Int, row: Int)] = [:]
    var movements: [Movement] = []
    for row in fields.rows {
      let word = fields.text(row, .type) ?? ""
      guard let kind = meaning(of: word, Self.kindWords) else {
        unknown[word, default: (0, row)].count += 1
        continue
      }
      guard let date = fields.day(row, .date), let amount = fields.amount(row, .amount, least: nil)
      else { continue }
      guard let account = fields.text(row, .account) else {
        fields.report(row, .account, .foundKind("nothing", expected: "an account"))
        continue
      }
      movements.append(
        Movement(
          account: account, segment: fields.text(row, .segment),
          territory: fields.text(row, .territory), date: date, kind: kind, amount: amount,
          motion: fields.text(row, .motion)))
    }
    for (word, found) in unknown.sorted(by: { $0.key < $1.key }) {
      fields.report(
        found.row, .type,
        .statement(
          "\(Counted(found.count, "row")) with \(Excerpt.of(word)):"
            + " \(Movement.Kind.allCases.map(\.rawValue).joined(separator: ", "))?"),
        hint: "say which: --value \"\(word)=KIND\"")
    }
    guard unknown.isEmpty, let signed = signed(movements, fields) else { return nil }
    guard let opened = opened(signed.movements, fields) else { return nil }
    return reading(of: opened.movements, fields, remarks: signed.remarks + opened.remarks)
  }

  /// Without the accounts that begin with a change of what the file does not have: neither an opening
  /// balance nor a sale; nil where that is most of them, which was reported.
  private func opened(
    _ movements: [Movement], _ fields: HistoryFields
  ) -> (movements: [Movement], remarks: [String])? {
    let accounts = Dictionary(grouping: movements, by: \.account)
    let unopened = accounts.filter { account in
      let first = account.value.map(\.date).min()
      return !account.value.contains {
        $0.date == first && [.opening, .new, .reactivation].contains($0.kind)
          || $0.kind == .opening
      }
    }
    guard !unopened.isEmpty else { return (movements, []) }
    let amount = unopened.values.joined().reduce(0) { $0 + $1.amount }
    let count =
      "\(NumberText.grouped(Double(unopened.count))) of \(Counted(accounts.count, "account"))"
    let isOne = unopened.count == 1
    guard unopened.count * 2 <= accounts.count else {
      fields.report(
        0, .type,
        .statement(
          "\(count) \(isOne ? "begins" : "begin") with a change and have no opening balance: what they had"
            + " is not in the file, and without it there is no NRR"),
        hint: "add a row of each with its ARR when the list begins, of type Opening")
      return nil
    }
    return (
      movements.filter { unopened[$0.account] == nil },
      [
        "\(count) \(isOne ? "begins" : "begin") with a change and \(isOne ? "has" : "have") no opening balance,"
          + " such as \(unopened.keys.min() ?? ""): what \(isOne ? "it" : "they") had is not in the file, and"
          + " \(isOne ? "its" : "their") changes of \(NumberText.grouped(amount)) are left out of every figure"
      ]
    )
  }

  private static let kindWords: [(Movement.Kind, [String])] = [
    (.opening, ["opening", "initial", "balance"]),
    (.reactivation, ["reactivation", "reactivated", "winback", "return", "returned"]),
    (.contraction, ["contraction", "downgrade", "downsell", "decrease", "reduction"]),
    (.churn, ["churn", "churned", "lost", "cancellation", "cancelled", "canceled"]),
    (.expansion, ["expansion", "upsell", "cross", "increase", "upgrade"]), (.new, ["new"]),
  ]

  /// The movements with losses below 0, however the file writes them; nil was reported.
  private func signed(
    _ movements: [Movement], _ fields: HistoryFields
  ) -> (movements: [Movement], remarks: [String])? {
    let losses = movements.filter { $0.kind == .contraction || $0.kind == .churn }
    let below = losses.count { $0.amount < 0 }
    let above = losses.count { $0.amount > 0 }
    guard below == 0 || above == 0 else {
      fields.report(
        0, .amount,
        .statement(
          "\(below) of \(Counted(losses.count, "contraction or churn", "contractions and churns"))"
            + " are below 0 and \(above) above"),
        hint: "give all of them a minus, or none")
      return nil
    }
    guard above > 0 else { return (movements, []) }
    return (
      movements.map { movement in
        guard movement.kind == .contraction || movement.kind == .churn else { return movement }
        return Movement(
          account: movement.account, segment: movement.segment, territory: movement.territory,
          date: movement.date, kind: movement.kind, amount: -movement.amount,
          motion: movement.motion)
      }, ["contraction and churn are written without a minus, and are taken away"]
    )
  }

  private func reading(
    of movements: [Movement], _ fields: HistoryFields, remarks: [String]
  ) -> HistoryReading? {
    let changes = movements.filter { $0.kind != .opening }
    let openings = movements.filter { $0.kind == .opening }
    guard let last = changes.map(\.date).max(), let begin = changes.map(\.date).min() else {
      fields.report(0, .type, .statement("only opening balances, and no movement"))
      return nil
    }
    var remarks = remarks
    let first: Int
    if let opening = openings.map(\.date).max() {
      // What stands on 1 January is what the year opens with.
      let isFirstDay = opening.month == 1 && opening.dayOfMonth == 1
      first = isFirstDay ? opening.year : opening.year + 1
      remarks.append(
        "\(NumberText.counted(openings.count, "opening balance")) up to \(opening), no new business"
      )
    } else {
      first = begin.year
      remarks.append(
        "no opening balances: the book is taken to begin empty in \(first), whose NRR and GRR are"
          + " missing")
    }
    let end = last.month == 12 ? last.year : last.year - 1
    if end < last.year {
      remarks.append("the file ends on \(last): \(last.year) is no whole year and left out")
    }
    guard first <= end else {
      fields.report(
        0, .date, .statement("no whole calendar year between \(begin) and \(last)"))
      return nil
    }
    let history = MovementHistory(movements, years: first...end, basis: .days)
    return HistoryReading(
      past: .movements(history),
      remarks: ["\(NumberText.counted(changes.count, "movement")), \(first) to \(end)"] + remarks
        + conflicts(in: history))
  }

  /// Accounts whose movements do not add up.
  private func conflicts(in history: MovementHistory) -> [String] {
    var (negative, unended, amount) = (0, 0, 0.0)
    for movements in history.accounts {
      var balance = ARRBalance()
      for movement in movements {
        balance.add(movement.amount)
        if balance.amount < 0 { negative += 1 }
        if movement.kind == .churn, balance.amount != 0 {
          unended += 1
          amount += balance.amount
        }
      }
    }
    return [
      negative > 0
        ? "\(NumberText.counted(negative, "movement")) leave an account below 0" : nil,
      unended > 0
        ? "\(NumberText.counted(unended, "churn")) leave something behind,"
          + " \(NumberText.grouped(amount)) in all: such an account is still a customer" : nil,
    ].compactMap(\.self)
  }

  // MARK: - Months

  /// A matrix of accounts and months as the movements between month ends.
  func months(
    of fields: HistoryFields, _ months: [(column: Int, month: Int)]
  ) -> HistoryReading? {
    let numbers = months.map(\.month)
    guard zip(numbers, numbers.dropFirst()).allSatisfy({ $1 == $0 + 1 }) else {
      let known = Set(numbers)
      let gaps = ((numbers.min() ?? 0)...(numbers.max() ?? 0)).filter { !known.contains($0) }
      let turned = zip(months, months.dropFirst()).first { $1.month <= $0.month }
      func name(_ month: Int) -> String {
        "\(month / 12)-" + (month % 12 < 9 ? "0" : "") + "\(month % 12 + 1)"
      }
      fields.report(
        0, .account,
        .statement(
          gaps.isEmpty
            ? "the months are not in order: "
              + (turned.map {
                "\(fields.table.headings[$0.1.column]) comes after \(fields.table.headings[$0.0.column])"
              } ?? "")
            : "\(gaps.prefix(3).map(name).joined(separator: ", "))"
              + "\(gaps.count > 3 ? " and \(gaps.count - 3) more" : "")"
              + " \(gaps.count == 1 ? "is" : "are") missing between the months"),
        hint: gaps.isEmpty ? "put them in order" : "add a column for each")
      return nil
    }
    // December is 11: the years whose opening and closing the file has.
    let ends = numbers.filter { $0 % 12 == 11 }.map { $0 / 12 }
    guard let opening = ends.first, let closing = ends.last, opening < closing else {
      fields.report(
        0, .account, .statement("a year needs the December before it and its own"),
        hint: "add months until two Decembers are there")
      return nil
    }
    let table = balances(of: fields, months)
    guard let table else { return nil }
    let history = MovementHistory(
      table.accounts.flatMap { movements($0, from: numbers[0]) }, years: (opening + 1)...closing,
      basis: .monthEnds)
    let times = options.times ?? answers.times ?? 12
    return HistoryReading(
      past: .movements(history),
      remarks: [
        "\(NumberText.counted(table.accounts.count, "account")), \(Counted(months.count, "month"))",
        "money is a month's, times \(NumberText.short(times)); --times 1 if it is a year's",
        "an empty month is 0; two movements within a month net out",
      ] + table.remarks)
  }

  private struct Balances {
    let account: String
    let segment: String?
    let territory: String?
    var amounts: [Double]
  }

  private func balances(
    of fields: HistoryFields, _ months: [(column: Int, month: Int)]
  ) -> (accounts: [Balances], remarks: [String])? {
    let times = options.times ?? answers.times ?? 12
    var rows: [Balances] = []
    for row in fields.rows {
      let amounts = months.map { month -> Double in
        let text = fields.table.text(row, month.column)
        if text.isEmpty { return 0 }
        if let amount = fields.amount(text), amount >= 0 { return amount * fields.rate(row) }
        fields.diagnostics.report(
          Diagnostic(
            at: fields.table.location(row, month.column),
            subject: fields.table.headings[month.column],
            .found(text, expected: "an amount of 0 or above")))
        return 0
      }
      rows.append(
        Balances(
          account: fields.text(row, .account) ?? "", segment: fields.text(row, .segment),
          territory: fields.text(row, .territory), amounts: amounts))
    }
    let empty = rows.filter { row in row.amounts.allSatisfy { $0 == 0 } }
    rows.removeAll { row in row.amounts.allSatisfy { $0 == 0 } }
    let total = totalRow(of: rows)
    let dropped = total.map { rows.remove(at: $0) }
    var accounts: [Balances] = []
    var indices: [String: Int] = [:]
    for row in rows {
      let exact = row.amounts.map { Money($0 * times).rounded().amount }
      if let known = indices[row.account] {
        for month in exact.indices { accounts[known].amounts[month] += exact[month] }
      } else {
        indices[row.account] = accounts.count
        accounts.append(row)
        accounts[accounts.count - 1].amounts = exact
      }
    }
    var remarks: [String] = []
    if let dropped {
      remarks.append(
        "the row \(dropped.account) is the sum of the others in every month, and left out")
    }
    if !empty.isEmpty {
      let names = empty.prefix(3).map(\.account).joined(separator: ", ")
      remarks.append("\(Counted(empty.count, "row")) without any money, such as \(names): left out")
    }
    if accounts.count < rows.count {
      remarks.append(
        "\(Counted(rows.count - accounts.count, "row")) of accounts that the file has before: added up"
      )
    }
    return (accounts, remarks)
  }

  /// The row that is the sum of all others in every month.
  private func totalRow(of rows: [Balances]) -> Int? {
    guard rows.count > 2, let months = rows.first?.amounts.count else { return nil }
    var sums = Array(repeating: 0.0, count: months)
    for row in rows { for month in 0..<months { sums[month] += row.amounts[month] } }
    return rows.indices.first { index in
      let own = rows[index].amounts
      return own.contains { $0 > 0 }
        && (0..<months).allSatisfy { abs(sums[$0] - 2 * own[$0]) <= 0.005 * Double(rows.count) }
    }
  }

  private func movements(_ account: Balances, from first: Int) -> [Movement] {
    var movements: [Movement] = []
    var (before, wasCustomer) = (0.0, false)
    for (index, amount) in account.amounts.enumerated() {
      defer { before = amount }
      guard amount != before else { continue }
      let kind: Movement.Kind =
        if index == 0 {
          .opening
        } else if before == 0 {
          wasCustomer ? .reactivation : .new
        } else if amount == 0 {
          .churn
        } else {
          amount > before ? .expansion : .contraction
        }
      wasCustomer = true
      guard let month = Day(year: (first + index) / 12, month: (first + index) % 12 + 1, day: 1)
      else { continue }
      movements.append(
        Movement(
          account: account.account, segment: account.segment, territory: account.territory,
          date: month.adding(months: 1).adding(days: -1), kind: kind, amount: amount - before))
    }
    return movements
  }
}
