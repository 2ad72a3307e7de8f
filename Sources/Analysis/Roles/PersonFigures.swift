public import Simulation

/// How a person of a role fares in a fiscal year, over trials.
public struct PersonFigures: Sendable {
  /// By the book, else the role and a number.
  public let name: String
  /// Variable pay; 0 in a trial in which nobody sat in the seat.
  public let pay: ExactMoments
  /// Weighted attainment of the year, where somebody sat there and had something due; nil where
  /// nobody did in any trial, or no plan with a quota pays the person.
  public let attainment: ExactMoments?

  init(_ person: PersonYear, _ outcome: PersonOutcome) {
    name = person.name
    pay = outcome.pay
    attainment = outcome.attainment.count > 0 ? outcome.attainment : nil
  }
}
