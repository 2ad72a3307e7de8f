import ArgumentParser

/// The date that a report bears: the user's, never the clock's, so that a run gives the same bytes
/// on any day.
enum ReportDate {
  static let help: ArgumentHelp = "The date that the report bears, such as 2026-01-31."
}
