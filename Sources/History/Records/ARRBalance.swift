import Units

/// The ARR of an account, exact to the cent: sums of cents have no exact binary form, and what is
/// left of them is no customer.
package struct ARRBalance {
  package private(set) var amount = 0.0

  package init() {}

  var isCustomer: Bool { amount > 0 }

  package mutating func add(_ change: Double) { amount = Money(amount + change).rounded().amount }
}
