/// A chart of a table's rows by two of their columns: a line or a colour for each text of the one,
/// along what stands in the other.
struct PivotChart<Row>: Sendable {
  enum Form: Hashable, Sendable {
    case lines
    case columns
  }

  /// The question that the chart answers.
  let title: String
  let form: Form
  let across: TableColumn<Row>
  let acrossTitle: String
  let series: TableColumn<Row>
  /// An amount, or a share.
  let value: TableColumn<Row>
  let valueTitle: String
  /// What it shows, for those who do not see it.
  let description: String
}
