public import Ownership
public import Units

/// One account of a book, for reading; code that visits all of them reads the book's columns.
public struct Account: Sendable {
  private let book: Book
  public let row: Int

  init(book: Book, row: Int) {
    self.book = book
    self.row = row
  }

  public var id: String { book.ids[row] }
  public var hash: UInt64 { book.hashes[row] }
  public var name: String? { book.names[row] }
  public var arr: Money { Money(book.arr[row]) }
  public var segment: Segment { book.segments[book.segment[row]] }
  /// In months.
  public var term: Int { book.term[row] }
  public var renewalDay: Day { book.renewalDay[row] }
  public var autoRenewal: Bool { book.autoRenewal[row] }
  /// In days.
  public var salesCycle: Double? { book.salesCycle[row] }

  /// The person of a role on this account; nil where the book names none.
  public func person(_ role: Role) -> String? { book.persons[role]?[row] }
}
