public import Analysis
public import Formats

/// The combination that a search found and its neighbours, scored again on luck on which it was not
/// searched.
public struct SweepOptimum: Sendable {
  public let aim: SweepAim
  /// The one that was found, then its neighbours.
  public let variants: [[String]]
  public let scores: [VariantScores]
  public let seed: UInt64

  public init(aim: SweepAim, variants: [[String]], scores: [VariantScores], seed: UInt64) {
    self.aim = aim
    self.variants = variants
    self.scores = scores
    self.seed = seed
  }
}

/// What a sweep found: the models of every variant of a scenario, on the same luck.
public struct SweepReport: Sendable {
  public let variations: [Variation]
  /// By variant: the values of ``variations``.
  public let variants: [[String]]
  /// By variant.
  public let scores: [VariantScores]
  public let baseline: String
  /// What a search found; nil if none was asked for.
  let optimum: SweepOptimum?
  let provenance: Provenance

  /// - Precondition: As many scores as variants; the same models in each.
  public init(
    _ variations: [Variation], variants: [[String]], scores: [VariantScores], baseline: String,
    optimum: SweepOptimum? = nil, _ provenance: Provenance
  ) {
    precondition(scores.count == variants.count && !scores.isEmpty, "a score for each variant")
    self.variations = variations
    self.variants = variants
    self.scores = scores
    self.baseline = baseline
    self.optimum = optimum
    self.provenance = provenance
  }

  /// A model of a variant.
  struct Row: Sendable {
    /// From 0.
    let variant: Int
    let score: VariantScores.Score
  }

  var rows: [Row] {
    scores.indices.flatMap { variant in
      scores[variant].models.map { Row(variant: variant, score: $0) }
    }
  }

  /// By model, in the scenario's order: the variant in which it is worth most.
  var bestVariants: [Row] {
    scores[0].models.indices.map { model in
      let best = scores.indices.max {
        scores[$0].models[model][.value].mean < scores[$1].models[model][.value].mean
      }!
      return Row(variant: best, score: scores[best].models[model])
    }
  }

  /// The rows that no other beats in value and cost, by cost; of rows that come to the same, the
  /// first.
  var frontier: [Row] {
    let rows = rows
    let isEfficient = Frontier.isEfficient(
      rows.map { (benefit: $0.score[.value].mean, burden: $0.score[.cost].mean) })
    var frontier: [Row] = []
    let sorted = rows.indices.filter { isEfficient[$0] }.sorted {
      (rows[$0].score[.cost].mean, $0) < (rows[$1].score[.cost].mean, $1)
    }
    for index in sorted where rows[index].score[.cost].mean != frontier.last?.score[.cost].mean {
      frontier.append(rows[index])
    }
    return frontier
  }

  /// A step of one key, all others alike, at which another model becomes the best.
  struct Change: Hashable, Sendable {
    let key: String
    let from: (value: String, model: String)
    let to: (value: String, model: String)
    /// In how many combinations of the others.
    var count: Int

    static func == (a: Change, b: Change) -> Bool {
      a.key == b.key && a.from == b.from && a.to == b.to
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(key)
      hasher.combine(from.value)
      hasher.combine(to.value)
    }
  }

  /// Where the best model changes along a key, by key and value; of grids.
  var changes: [Change] {
    var placeOf: [[String]: Int] = [:]
    for (index, variant) in variants.enumerated() { placeOf[variant] = index }
    return variations.enumerated().flatMap { column, variation -> [Change] in
      var found: [Change] = []
      for step in zip(variation.values, variation.values.dropFirst()) {
        for (index, variant) in variants.enumerated() where variant[column] == step.0 {
          var next = variant
          next[column] = step.1
          guard let other = placeOf[next] else { continue }
          let models = (scores[index].best.model, scores[other].best.model)
          guard models.0 != models.1 else { continue }
          let change = Change(
            key: variation.key, from: (step.0, models.0), to: (step.1, models.1), count: 1)
          if let known = found.firstIndex(of: change) {
            found[known].count += 1
          } else {
            found.append(change)
          }
        }
      }
      return found
    }
  }
}

// MARK: - Files

extension SweepReport {
  /// The document of the sweep, ending with a line end.
  public var document: String { JSONWriter().text(json) + "\n" }

  var json: JSONValue {
    func value(_ value: VariantScores.Value) -> JSONValue {
      ["mean": .number(value.mean), "se": .number(value.standardError)]
    }
    func score(_ score: VariantScores.Score) -> JSONValue {
      .object(
        [
          .init("model", .string(score.model)), .init("rank", .number(Double(score.rank))),
          .init("p-better", .number(score.better)),
        ] + Figure.all.map { .init($0.name, value(score[$0])) } + [
          .init(
            "differences",
            score.differences.isEmpty
              ? .null
              : .object(Figure.all.map { .init($0.name, value(score.difference($0)!)) }))
        ])
    }
    func settings(_ variant: Int) -> JSONValue {
      .object(zip(variations, variants[variant]).map { .init($0.key, .string($1)) })
    }
    return [
      "provenance": provenance.json,
      "baseline": .string(baseline),
      "keys": .array(
        variations.map {
          ["key": .string($0.key), "values": .array($0.values.map { .string($0) })]
        }),
      "variants": .array(
        scores.indices.map { variant in
          [
            "variant": .number(Double(variant)), "set": settings(variant),
            "models": .array(scores[variant].models.map(score)),
          ]
        }),
      "best": .array(
        bestVariants.map {
          [
            "model": .string($0.score.model), "variant": .number(Double($0.variant)),
            "set": settings($0.variant), "value": value($0.score[.value]),
          ]
        }),
      "changes": .array(
        changes.map {
          [
            "key": .string($0.key), "from": .string($0.from.value), "to": .string($0.to.value),
            "before": .string($0.from.model), "after": .string($0.to.model),
            "combinations": .number(Double($0.count)),
          ]
        }),
      "optimum": optimum.map { optimum in
        [
          "seed": .number(Double(optimum.seed)),
          "tried": .array(
            zip(optimum.variants, optimum.scores).map { variant, scores in
              let best = optimum.aim.best(of: scores)
              return [
                "set": .object(zip(variations, variant).map { .init($0.key, .string($1)) }),
                "model": .string(best.model), "meets": .boolean(optimum.aim.isMet(by: best)),
                "aim": value(best[optimum.aim.figure]),
                "chances": .array(best.chances.map { .number($0) }),
                "value-difference": best.difference(.value).map(value) ?? .null,
              ]
            }),
        ]
      } ?? .null,
      "frontier": .array(
        frontier.map {
          [
            "variant": .number(Double($0.variant)), "model": .string($0.score.model),
            "cost": value($0.score[.cost]), "value": value($0.score[.value]),
          ]
        }),
    ]
  }
}
