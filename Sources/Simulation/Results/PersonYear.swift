public import Ownership

/// A person of a model in a fiscal year: whoever sits in the seat.
public struct PersonYear: Hashable, Sendable {
  public let role: Role
  /// Counted from 0.
  public let year: Int
  /// By the book, else the role and a number.
  public let name: String
  /// The place among the seats of the model.
  let seat: Int
}
