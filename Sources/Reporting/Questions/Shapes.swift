import Analysis
import Formats
import Statistics

/// Statistics in the JSON document, the same wherever they stand.
enum Shapes {
  /// In the order of the schema, behind those of the answers.
  static let definitions = [
    estimate.definition, summary.definition, expected.definition, adjusted.definition,
    chance.definition, sameLuck.definition,
  ]

  static let estimate = JSONShape<Estimate>(
    "estimate",
    outcome { $0.outcome } + [
      .optional("expected", expected) { $0.expected },
      .optional("adjusted", adjusted) { $0.adjusted },
    ],
    description:
      "Percentiles of outcomes; those of `expected` are of assumptions only. `missing` counts trials left out because their cohort was empty."
  )

  static let summary = JSONShape<Summary>("summary", outcome { $0 })

  static let expected = JSONShape<Estimate.ExpectedRange>(
    "expected", [.number("p10") { $0.p10 }, .number("p50") { $0.p50 }, .number("p90") { $0.p90 }])

  static let adjusted = JSONShape<AdjustedMean>(
    "adjusted",
    [
      .number("mean") { $0.mean }, .number("se") { $0.standardError },
      .number("gain") { $0.gain },
    ],
    description:
      "The mean without the luck of accounts; the raw mean would need gain times the trials for its standard error."
  )

  static let chance = JSONShape<Proportion>(
    "chance", [.number("mean") { $0.value }, .number("se") { $0.standardError }])

  static let sameLuck = JSONShape<PairedDifference>(
    "same-luck",
    [
      .number("wins") { $0.wins }, .number("ties") { $0.ties }, .number("losses") { $0.losses },
    ])

  private static func outcome<Value>(
    _ summary: @escaping @Sendable (Value) -> Summary
  ) -> [JSONMember<Value>] {
    [
      .number("mean") { summary($0).mean },
      .number("sd") { summary($0).standardDeviation },
      .number("se") { summary($0).standardError },
    ] + raw { summary($0).raw } + []
      + quantile("p5") { summary($0).p5 } + quantile("p10") { summary($0).p10 }
      + quantile("p50") { summary($0).p50 } + quantile("p90") { summary($0).p90 }
      + quantile("p95") { summary($0).p95 } + [
        .number("cvar") { summary($0).cvar.value },
        .number("cvar-se") { summary($0).cvar.standardError },
        .whole("missing") { summary($0).missing },
      ]
  }

  /// The mean over trials, beside one of weighed worlds.
  private static func raw<Value>(
    _ raw: @escaping @Sendable (Value) -> MeanEstimate?
  ) -> [JSONMember<Value>] {
    [
      .number("raw-mean", "The mean over trials; null where `mean` is it.") { raw($0)?.value },
      .number("raw-se") { raw($0)?.standardError },
    ]
  }

  /// A percentile with the ends of its 95% interval, null where the sample is too small for one.
  static func quantile<Value>(
    _ name: String, _ estimate: @escaping @Sendable (Value) -> QuantileEstimate
  ) -> [JSONMember<Value>] {
    [
      .number(name) { estimate($0).value }, .number(name + "-low") { estimate($0).low },
      .number(name + "-high") { estimate($0).high },
    ]
  }

  static func paired<Value>(
    _ paired: @escaping @Sendable (Value) -> PairedDifference
  ) -> [JSONMember<Value>] {
    [
      .number("mean") { paired($0).mean }, .number("se") { paired($0).standardError },
    ] + raw { paired($0).raw } + [
      .number("low") { paired($0).low }, .number("high") { paired($0).high },
      .number(
        "p-better",
        "The probability, over assumptions, that the expectation is better; null where there are too few worlds to tell."
      ) { paired($0).better?.value },
      .number("p-better-low") { paired($0).better?.low },
      .number("p-better-high") { paired($0).better?.high },
      .object("same-luck", sameLuck) { paired($0) },
    ]
  }
}
