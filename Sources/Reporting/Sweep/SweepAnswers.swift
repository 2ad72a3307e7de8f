import Analysis
import Formats
import Units

extension AnswerReport {
  /// A sweep as a report: a page with small multiples and parallel lines, a workbook with the whole
  /// table and a heat map, CSV files, and the JSON document.
  public init(_ sweep: SweepReport) {
    let provenance = sweep.provenance
    self.init(
      command: "sweep", title: provenance.scenario,
      facts: [
        Counted(sweep.variants.count, "variant").description,
        "\(Counted(provenance.trials, "trial")) each", "the same luck, seed \(provenance.seed)",
      ],
      answers: SweepAnswers(sweep).all, provenance: provenance.facts,
      terms: [
        ("variant", "one value for each key that was varied"),
        ("baseline", "\(sweep.baseline), simulated in every variant with its values"),
      ] + Figure.all.map { ($0.name, $0.meaning) },
      currency: provenance.currency, document: sweep.json)
  }
}

/// What a sweep answers.
struct SweepAnswers {
  private let sweep: SweepReport
  private let indexOfVariant: [[String]: Int]
  private let scale: MoneyScale

  init(_ sweep: SweepReport) {
    self.sweep = sweep
    indexOfVariant = Dictionary(
      sweep.variants.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    scale = MoneyScale(for: sweep.rows.map { $0.score[.value].mean })
  }

  var all: [Answer] { [best, value, changes, variants] }

  private var money: FigureFormat { .money(scale) }
  private var change: FigureFormat {
    .change(MoneyScale(for: sweep.rows.compactMap { $0.score.difference(.value)?.mean }))
  }
  private var keys: [Variation] { sweep.variations }

  private func settings(_ variant: Int) -> String {
    zip(keys, sweep.variants[variant]).map { "\($0.key) = \($1)" }.joined(separator: ", ")
  }

  /// The values of a variant, as a part of a sentence.
  private func place(_ variant: Int) -> Sentence {
    zip(keys, sweep.variants[variant]).map { "\(name: $0.key) = \(name: $1)" as Sentence }.listed()
  }

  // MARK: - Best

  private var best: Answer {
    let rows = sweep.bestVariants
    let best = rows.max { $0.score[.value].mean < $1.score[.value].mean }!
    let chosen =
      rows.map { ChosenVariantRow(choice: .best, row: $0, values: sweep.variants[$0.variant]) }
      + sweep.frontier.map {
        ChosenVariantRow(choice: .frontier, row: $0, values: sweep.variants[$0.variant])
      }
    let cost = FigureFormat.money(MoneyScale(for: chosen.map { $0.row.score[.cost].mean }))
    func column(_ name: String) -> TableColumn<ChosenVariantRow> {
      ChosenVariantRow.columns.first { $0.name == name }!
    }
    return Answer(
      id: "best", question: "Which model is worth most, and where?",
      sentence: """
        \(name: best.score.model) is worth most, \(ShownNumber(best.score[.value].mean, money)), \
        at \(place(best.variant)).
        """,
      exhibit: winners,
      views: [
        TableView(
          "The best variant of each model, and what is on the frontier of cost and value, \(sweep.provenance.currency)",
          chosen,
          [.words(column("choice")), .name(column("model"))]
            + keys.indices.map { key in
              .name(.text(keys[key].key) { $0.values[key] })
            } + [
              .figure(column("value"), money),
              .figure(column("value-se"), "standard error", money),
              .figure(column("cost"), cost),
            ])
      ],
      tables: [
        sweep.sweepTable, Table(chosen, columns: ChosenVariantRow.columns(for: keys)), heatMap,
      ],
      notes: [
        Note(
          topic: "Best",
          text: "\(best.score.model) at \(settings(best.variant)): value"
            + " \(money.text(best.score[.value].mean))"
            + (best.score.difference(.value).map {
              ", \(change.text($0.mean)) on \(sweep.baseline) there"
            } ?? ""))
      ])
  }

  /// The values of the first key against those of the second, or against the models where there is
  /// one key alone.
  private func best(at first: String, _ second: String?) -> SweepReport.Row? {
    sweep.variants.indices.filter { variant in
      let values = sweep.variants[variant]
      return values[0] == first && (second.map { values[1] == $0 } ?? true)
    }.map { SweepReport.Row(variant: $0, score: sweep.scores[$0].best) }
      .max { $0.score[.value].mean < $1.score[.value].mean }
  }

  private var heatMap: Table<HeatRow> {
    let rows = keys[0].values
    if keys.count > 1 {
      let columns = keys[1].values
      return Table(
        rows.map { row in
          HeatRow(value: row, cells: columns.map { best(at: row, $0)?.score[.value].mean })
        },
        columns: HeatRow.columns(
          corner: "\(keys[0].key) by \(keys[1].key)", columns.map { "\($0)" }))
    }
    let models = sweep.scores[0].models.map(\.model)
    return Table(
      rows.map { row in
        let variant = indexOfVariant[[row]]
        return HeatRow(
          value: row,
          cells: models.indices.map { model in
            variant.map { sweep.scores[$0].models[model][.value].mean }
          })
      }, columns: HeatRow.columns(corner: keys[0].key, models))
  }

  /// Who wins, by two keys; nil for one key, of which the small multiples tell.
  private var winners: Exhibit? {
    guard keys.count > 1, keys[0].values.count <= Self.mostRows,
      keys[1].values.count <= Self.mostColumns
    else { return nil }
    let models = sweep.scores[0].models.map(\.model)
    return Exhibit(
      picture: .grid(
        Grid(
          title: "The best model and its value by \(keys[0].key) and \(keys[1].key)",
          label: "Winners", corner: keys[0].key,
          columns: keys[1].values.map { "\(keys[1].key) = \($0)" },
          rows: keys[0].values.map { first in
            Grid.Row(
              heading: "\(name: first)",
              cells: keys[1].values.map { second in
                guard let row = best(at: first, second) else {
                  return Grid.Cell(items: [], isEmphasised: false)
                }
                let model = models.firstIndex(of: row.score.model)!
                return Grid.Cell(
                  items: [
                    Grid.Item(
                      name: row.score.model, tone: .series(model),
                      remarks: ["\(ShownNumber(row.score[.value].mean, money))"])
                  ], isEmphasised: false)
              })
          })),
      note: keys.count > 2
        ? "Each cell is the best of all values of the other keys."
        : "Expected value over the horizon.")
  }

  private static let mostRows = 24
  private static let mostColumns = 8

  // MARK: - Small multiples

  private var value: Answer {
    let best = sweep.bestVariants.max { $0.score[.value].mean < $1.score[.value].mean }!
    let fixed = sweep.variants[best.variant]
    let models = sweep.scores[0].models.map(\.model)
    let lines = keys.count > 1 ? Self.spread(keys[1].values, most: Tone.seriesCount) : [fixed[0]]
    func variant(_ x: Int, _ line: String) -> Int? {
      var values = fixed
      values[0] = keys[0].values[x]
      if keys.count > 1 { values[1] = line }
      return indexOfVariant[values]
    }
    let steps = keys[0].values.indices
    let drawn = steps.flatMap { x in lines.compactMap { variant(x, $0) } }
    let axis = Axis.numbers(
      covering: drawn.flatMap { index in sweep.scores[index].models.map { $0[.value].mean } },
      money, title: "value, \(sweep.provenance.currency)")
    let panels = models.enumerated().map { model, name in
      let marks = lines.enumerated().flatMap { place, line -> [Mark] in
        let points = steps.compactMap { x in
          variant(x, line).map { (x, sweep.scores[$0].models[model][.value]) }
        }
        let tone = Tone.series(place)
        let path = points.map { Mark.Point(Double($0.0), $0.1.mean) }
        return (path.count > 1 ? [Mark(.line(path), tone)] : [])
          + points.map { x, value in
            Mark(
              .dot(
                .init(
                  at: .init(Double(x), value.mean), shape: PointShape(series: place),
                  direction: .vertical,
                  interval: value.standardError.map {
                    value.mean - 2 * $0...value.mean + 2 * $0
                  })), tone,
              Readout(
                name, "\(keys[0].key) = \(keys[0].values[x])",
                value: value.mean,
                (keys.count > 1 ? "\(keys[1].key) = \(line): " : "") + money.text(value.mean)
                  + (value.standardError.map { " ± \(money.text($0))" } ?? "")))
          }
      }
      return Exhibit.Panel(
        heading: "\(name: name)",
        chart: Chart(
          title: "Value of \(name) by \(keys[0].key)",
          x: .categories(Self.thinned(keys[0].values), title: keys[0].key), y: axis, height: 150,
          marks: marks))
    }
    let others = zip(keys, fixed).dropFirst(2).map {
      "\(name: $0.key) = \(name: $1)" as Sentence
    }
    return Answer(
      id: "value", question: "How does each model's value move with what was varied?",
      sentence: spread(models),
      exhibit: Exhibit(
        legend: keys.count > 1
          ? lines.enumerated().map { place, line in
            .init(
              swatch: .point(PointShape(series: place)), tone: .series(place),
              text: "\(name: "\(keys[1].key) = \(line)")")
          } : [],
        picture: .panels(panels, columns: min(3, max(1, panels.count))),
        note: others.isEmpty
          ? "Bars: two standard errors to each side. Of designs that do not try every combination, points may be missing."
          : """
          Bars: two standard errors to each side. The other keys are as in the best variant: \
          \(others.listed()).
          """))
  }

  /// The range of each model's value over all variants.
  private func spread(_ models: [String]) -> Sentence {
    let parts = models.indices.map { model -> Sentence in
      let values = sweep.scores.map { $0.models[model][.value].mean }
      return """
        \(name: models[model]) \(ShownNumber(values.min()!, money)) to \
        \(ShownNumber(values.max()!, money))
        """
    }
    return "Over all variants: \(parts.listed())."
  }

  /// As many of some values as may be, from first to last.
  private static func spread(_ values: [String], most: Int) -> [String] {
    guard values.count > most else { return values }
    return (0..<most).map { values[$0 * (values.count - 1) / (most - 1)] }
  }

  /// Names of which only so many are shown that they have room.
  private static func thinned(_ values: [String]) -> [String] {
    let step = (values.count + 3) / 4
    return values.enumerated().map { $0 % step == 0 ? Lettering.cut($1, to: 60) : "" }
  }

  // MARK: - Changes

  private var changes: Answer {
    let changes = sweep.changes
    let rows = changes.map { WinnerChangeRow(change: $0) }
    func column(_ name: String) -> TableColumn<WinnerChangeRow> {
      WinnerChangeRow.columns.first { $0.name == name }!
    }
    let change = changes.count == 1 ? "changes" : "change"
    let sentence: Sentence =
      changes.first.map {
        """
        \(Counted(changes.count, "step").description) of a key \(change) the winner, such as \
        \(name: $0.key) from \(name: $0.from.value) to \(name: $0.to.value): \
        \(name: $0.from.model) gives way to \(name: $0.to.model).
        """
      } ?? "No step of any key changes the best model."
    return Answer(
      id: "changes", question: WinnerChangeRow.heading.question, sentence: sentence,
      views: rows.isEmpty
        ? []
        : [
          TableView(
            "Steps of one key, the others alike, at which another model becomes the best", rows,
            [
              .name(column("key")), .name(column("from")), .name(column("to")),
              .name(column("before")), .name(column("after")),
              .figure(column("combinations"), .count),
            ])
        ], tables: [Table(rows)])
  }

  // MARK: - Parallel lines

  private var variants: Answer {
    let ranked = sweep.scores.indices.sorted {
      (sweep.scores[$1].best[.value].mean, $0) < (sweep.scores[$0].best[.value].mean, $1)
    }
    let values = sweep.scores.map { $0.best[.value].mean }
    let (least, most) = (values.min()!, values.max()!)
    let models = sweep.scores[0].models.map(\.model)
    let drawn = ranked.prefix(Self.mostLines)
    let used = Set(drawn.map { sweep.scores[$0].best.model })
    let marks = drawn.reversed().flatMap { variant -> [Mark] in
      let best = sweep.scores[variant].best
      let tone = Tone.series(models.firstIndex(of: best.model)!)
      let heights =
        zip(keys, sweep.variants[variant]).map { key, value in
          place(of: value, in: key)
        } + [most > least ? (values[variant] - least) / (most - least) : 0.5]
      let points = heights.enumerated().map { Mark.Point(Double($0), $1) }
      return [
        Mark(.line(points), tone),
        Mark(
          .dot(.init(at: points[points.count - 1])), tone,
          Readout(
            best.model, value: values[variant],
            "\(money.text(values[variant])) at \(settings(variant))")),
      ]
    }
    return Answer(
      id: "combinations", question: "Which combinations do well?",
      sentence: """
        The best of \(Counted(sweep.variants.count, "variant").description) is worth \
        \(ShownNumber(most, money)), the least \(ShownNumber(least, money)).
        """,
      exhibit: Exhibit(
        legend: models.enumerated().filter { used.contains($0.element) }.map { index, name in
          .init(swatch: .area, tone: .series(index), text: "\(name: name)")
        },
        picture: .chart(
          Chart(
            title: "Variants as lines from key to key to the value of their best model",
            x: .categories(keys.map { Lettering.cut($0.key, to: 150) } + ["value"]),
            y: .numbers(0...1, .percent(decimals: 0), title: "from first to last value"),
            height: 240, marks: marks)),
        note: """
          A line is a variant, in the colour of its best model: at each key it passes the place of \
          its value among the values tried, and ends at its value, from the least to the greatest of \
          all variants.\(ranked.count > Self.mostLines ? " Only the best \(Self.mostLines) are drawn." : "")
          """))
  }

  private func place(of value: String, in key: Variation) -> Double {
    let index = key.values.firstIndex(of: value) ?? 0
    return key.values.count > 1 ? Double(index) / Double(key.values.count - 1) : 0.5
  }

  private static let mostLines = 120
}
