public import Units

/// How a book came out of its file: what was read, what was left out, and whose the accounts are.
///
/// Nothing of it is simulated; `check` reads it back.
public struct BookIntake: Hashable, Sendable {
  /// Rows that are no part of the book, and why.
  public struct LeftOut: Hashable, Sendable {
    /// Such as `Type is not Customer`.
    public let reason: String
    public let rows: Int
    /// What they would have added in a year, as far as it can be read; nil where nothing can be.
    public let arr: Double?

    public init(reason: String, rows: Int, arr: Double?) {
      self.reason = reason
      self.rows = rows
      self.arr = arr
    }
  }

  /// Accounts that have something in common, and their ARR in the scenario's currency.
  public struct Part: Hashable, Sendable {
    public let name: String
    public var accounts: Int
    public var arr: Double

    public init(name: String, accounts: Int, arr: Double) {
      self.name = name
      self.accounts = accounts
      self.arr = arr
    }
  }

  /// The rows in one currency, and what they come to in it.
  public struct Currency: Hashable, Sendable {
    public let code: String
    public var rows: Int
    public var amount: Double

    public init(code: String, rows: Int, amount: Double) {
      self.code = code
      self.rows = rows
      self.amount = amount
    }
  }

  /// The contracts of accounts that have several, each with a date of its own.
  public struct Contract: Hashable, Sendable {
    public let ends: Day
    public let arr: Double

    public init(ends: Day, arr: Double) {
      self.ends = ends
      self.arr = arr
    }
  }

  /// A role for which the file names persons.
  public struct Persons: Hashable, Sendable {
    public let role: String
    public let persons: Int
    /// Accounts for which it names nobody.
    public let unnamed: Int
    /// Whether they fix the number of heads.
    public let fixesHeads: Bool

    public init(role: String, persons: Int, unnamed: Int, fixesHeads: Bool) {
      self.role = role
      self.persons = persons
      self.unnamed = unnamed
      self.fixesHeads = fixesHeads
    }
  }

  /// The rows of the table, those left out included; without blank lines and what the format passes
  /// over.
  public var rows = 0
  /// What the format passes over: the first text of each row that is a total, a unit or a footer.
  public var passedOver: [String] = []
  public var blankRows = 0
  public var leftOut: [LeftOut] = []
  /// By code; more than one only where rates are stated.
  public var currencies: [Currency] = []
  /// By name; empty where no column says who owns.
  public var owners: [Part] = []
  /// Accounts that nobody owns; nil where no column says who owns.
  public var unowned: Part?
  /// Accounts without a day of renewal, for which days are made up; the name is the heading, empty
  /// where no column says it. Nil where there are none.
  public var undated: Part?
  /// Empty where every account has one date.
  public var contracts: [Contract] = []
  public var persons: [Persons] = []
  /// What is true of the book and easily overlooked; each a sentence without its full stop.
  public var remarks: [String] = []

  public init() {}
}
