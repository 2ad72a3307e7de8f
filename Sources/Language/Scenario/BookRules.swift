import Formats

/// Which rows of a file are the book, and how rows become accounts.
struct BookRules {
  /// What an id means that stands in several rows.
  enum Repeats: String, NamedChoice {
    case refuse
    case addUp = "add-up"
    case once

    var summary: String {
      switch self {
      case .refuse: "An error: a row is an account."
      case .addUp:
        "Rows are parts of an account: subscriptions, product lines, deals, credits. Their ARR is"
          + " added up; the rest is that of the largest."
      case .once: "Rows that are the same in every field are copies and count once."
      }
    }
  }

  /// What a row without an amount means.
  enum Blank: String, NamedChoice {
    case refuse, skip

    var summary: String {
      switch self {
      case .refuse: "An error."
      case .skip: "No part of the book; `check` counts them. So is `n/a` and the like."
      }
    }
  }

  /// What an account means that names a parent.
  enum Parents: String, NamedChoice {
    case apart, join, totals

    var summary: String {
      switch self {
      case .apart: "An account of its own, with a contract of its own."
      case .join: "A part of the parent's account, with whose ARR its own is added up."
      case .totals:
        "An account of its own, and a parent with as much ARR as its children together is their total"
          + " and left out."
      }
    }
  }

  var conditions: [(text: String, cursor: Cursor)] = []
  var repeats = Repeats.refuse
  var blank = Blank.refuse
  var parents = Parents.apart
  /// How much of the scenario's currency one of each other is.
  var rates: [String: Double] = [:]
  /// Roles whose persons fix the number of heads.
  var headRoles: Set<String> = []

  /// - Parameter cursor: Of `book`.
  init(cursor: Cursor, headRoles: Set<String>) {
    let stated = cursor["where"]
    let elements = stated.entry?.text == nil ? stated.elements : [stated]
    conditions = elements.compactMap { element in element.text().map { ($0.value, element) } }
    repeats = cursor["repeats"].choice(Repeats.self)?.value ?? .refuse
    blank = cursor["blank"].choice(Blank.self)?.value ?? .refuse
    parents = cursor["parents"].choice(Parents.self)?.value ?? .apart
    let currencies = cursor["currencies"]
    for name in currencies.names {
      if let rate = currencies.named(name).number() { rates[name.uppercased()] = rate.value }
    }
    self.headRoles = headRoles
  }

  static let keys: [Record.Key] = [
    .init(
      "where",
      "Conditions that every row of the book fulfils, such as `Type = Customer | Partner`,"
        + " `ARR != 0`, `Contract end > 2026-11-27` or `Owner is not blank`.",
      .oneOf([.text, .list(.text)])),
    .init(
      "repeats", "What an id means that stands in several rows.", .choice(of: Repeats.self)),
    .init("blank", "What a row without an amount means.", .choice(of: Blank.self)),
    .init("parents", "What an account means that names a parent.", .choice(of: Parents.self)),
    .init(
      "currencies",
      "For amounts in several currencies: how much of the scenario's currency one of each is.",
      .map(NamedMap(of: "currency", .quantity(.positive), isMerged: false))),
  ]
}
