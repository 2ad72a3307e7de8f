import Formats

/// A question of a report and what is known of it: the one thing that every form of the report
/// renders.
///
/// The page shows question, sentence, exhibit and views; the workbook and the CSV files list the
/// tables; the terminal prints the notes, and the warnings of all answers below them. What is of
/// JSON stands with the ``Question``, as a schema needs no answer.
struct Answer: Sendable {
  /// In the page's addresses: kebab-case.
  let id: String
  let question: String
  /// The answer in one sentence; nil where a page has nothing to say.
  var sentence: Sentence?
  var exhibit: Exhibit?
  /// The numbers behind the exhibit, as people read them.
  var views: [TableView] = []
  /// Every row behind the answer, exact.
  var tables: [any ReportTable] = []
  var notes: [Note] = []
  /// What a reader should know before they believe it.
  var warnings: [String] = []
}

/// A picture, what its colours and shapes stand for, and how to read it.
struct Exhibit: Sendable {
  /// A colour and a shape, and what they stand for.
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

  /// A small chart among others, with a heading of its own.
  struct Panel: Sendable {
    let heading: Sentence
    let chart: Chart
  }

  enum Picture: Sendable {
    case chart(Chart)
    /// Beside each other, so many in a row where there is room.
    case panels([Panel], columns: Int)
    /// What is no chart but a table that is read like one.
    case grid(Grid)
  }

  var legend: [LegendItem] = []
  let picture: Picture
  /// How to read it.
  let note: Sentence
}

/// A table of a few words in each cell, some of which stand out.
struct Grid: Sendable {
  /// A name, and what is to be said of it.
  struct Item: Sendable {
    let name: String
    let tone: Tone
    let remarks: [Sentence]
  }

  struct Cell: Sendable {
    /// Empty for nobody.
    let items: [Item]
    let isEmphasised: Bool
  }

  struct Row: Sendable {
    let heading: Sentence
    /// In the order of ``Grid/columns``.
    let cells: [Cell]
  }

  let title: String
  /// For those who do not see it, in a word.
  let label: String
  /// What the headings of the rows are.
  let corner: String
  let columns: [String]
  let rows: [Row]
}
