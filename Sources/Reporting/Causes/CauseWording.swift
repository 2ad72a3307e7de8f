import Analysis
import Simulation

extension CausePart.Reason {
  /// In the order of a report.
  static let all: [CausePart.Reason] =
    Cause.allCases.flatMap { cause -> [CausePart.Reason] in
      cause == .people ? [.talent, .cause(cause), .newLogoHours] : [.cause(cause)]
    } + [.discounting, .terminalMultiple]

  /// In the report's terms.
  var meaning: String {
    switch self {
    case .cause(let cause): cause.meaning
    case .talent: "margin because other people, with other talents, serve an account"
    case .newLogoHours:
      "what sellers who serve customers could have done with new ones, at new-logo-hour"
    case .discounting: "what discounting takes of the parts of all years"
    case .terminalMultiple: "the ending ARR of both models, at the terminal multiple"
    }
  }
}

extension Cause {
  fileprivate var meaning: String {
    switch self {
    case .sourcing: "whether a role of its own finds opportunities"
    case .skill: "whose odds act on renewing, raising the price and winning"
    case .price: "who sets the size of an increase"
    case .extraContacts: "how many people a customer deals with"
    case .trustedAdvisor: "whether the owner of service also sells"
    case .relationshipTransfer: "whether someone other than the original seller renews"
    case .friction: "whether renewals are negotiated on purpose, to open an upsell"
    case .autoRenewal: "whether contracts renew by themselves"
    case .handover: "accounts that change hands, for their first months"
    case .people:
      "what the people cost whom the owners need: base, pay, burden, tools, hiring;"
        + " the pay that another cause brings or takes is part of that cause"
    case .overload: "more work than the people can do, beyond what it costs the other model"
    case .vacancyAndRamp:
      "empty seats, people who begin and hiring who follows, beyond what they cost the other model"
    case .plan: "plans under pay instead of a role's own"
    }
  }
}
