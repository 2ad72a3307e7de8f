import Formats

/// A question of a report and its answer, which every form of the report renders.
///
/// The page shows the question, sentence, exhibit and views; the workbook and CSV files list the
/// tables; the terminal prints the notes, followed by the warnings of all answers. The JSON part
/// belongs to the ``Question``, because a schema needs no answer.
///
/// ```swift
/// Answer(
///   id: "visits", question: "Who is visited?", sentence: "\(name: account) is visited most.",
///   notes: [Note(topic: "Visits", text: "\(count) in the first year")])
/// ```
struct Answer: Sendable {
  /// In the page's addresses: kebab-case.
  let id: String
  let question: String
  /// The answer in one sentence; nil if the page omits it.
  var sentence: Sentence?
  var exhibit: Exhibit?
  /// The same of other models than the exhibit's, folded.
  var others: [Other] = []
  /// The numbers behind the exhibit, rounded for reading.
  var views: [TableView] = []
  /// Every row behind the answer, exact.
  var tables: [any ReportTable] = []
  var notes: [Note] = []
  /// Caveats for the reader.
  var warnings: [String] = []
}

extension Answer {
  /// The answer for another model than the one that is shown first.
  struct Other: Sendable {
    let model: String
    let sentence: Sentence
    let exhibit: Exhibit
  }
}

/// A picture with its legend and a note on how to read it.
struct Exhibit: Sendable {
  /// A colour and a shape, with their meaning.
  struct LegendItem: Sendable {
    enum Swatch: Sendable {
      case point(PointShape)
      case area
      case line
      case dashes
    }

    let swatch: Swatch
    let tone: Tone
    let text: Sentence
  }

  /// A small chart among others, with its own heading.
  struct Panel: Sendable {
    let heading: Sentence
    let chart: Chart
  }

  enum Picture: Sendable {
    case chart(Chart)
    /// Side by side, with this many columns if there is room.
    case panels([Panel], columns: Int)
    /// A table that is read like a chart.
    case grid(Grid)
    /// One below the other.
    case grids([Grid])
  }

  var legend: [LegendItem] = []
  let picture: Picture
  /// How to read it.
  let note: Sentence
}

/// A table with a few words in each cell, some emphasised.
struct Grid: Sendable {
  /// A name with remarks.
  struct Item: Sendable {
    let name: String
    let tone: Tone
    let remarks: [Sentence]
  }

  struct Cell: Sendable {
    /// Empty if there is nobody.
    let items: [Item]
    let isEmphasised: Bool
  }

  struct Row: Sendable {
    let heading: Sentence
    /// In the order of ``Grid/columns``.
    let cells: [Cell]
  }

  let title: String
  /// The accessible label, in a word.
  let label: String
  /// The heading of the column of row headings.
  let corner: String
  let columns: [String]
  let rows: [Row]
}
