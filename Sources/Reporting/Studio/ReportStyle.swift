/// The style sheet of reports, for pages that show their answers.
public enum ReportStyle {
  public static var text: String { PageStyle.text.description }
}
