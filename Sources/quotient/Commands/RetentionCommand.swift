import ArgumentParser
import Formats
import History
import Language
import Reporting

struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Say what was retained: NRR, GRR, logos, renewal rates, ARR walk and cohorts.",
    discussion: """
      Reads a CSV file of the past in whichever form you keep it: renewals with their outcomes, \
      yearly snapshots of accounts, a list of ARR movements, or a matrix of accounts and months. \
      What the form cannot tell is left out and said.

        quotient retention movements.csv
        quotient retention movements.csv --json
        quotient retention movements.csv --out reports/retention
        quotient retention renewals.csv --column before="ARR up" --value Pending=open
      """)

  @Argument(help: "A CSV file of the past.", completion: .file(extensions: ["csv"]))
  var movements: String

  @OptionGroup var reading: HistoryOptions
  @OptionGroup var money: CurrencyOption
  @OptionGroup var output: AnswerOutput

  func run() async throws {
    let read = try reading.read(movements, consequence: "no retention")
    guard let retention = Retention(of: read.past) else {
      throw Failure(
        .badData,
        "\(movements): survivors of one cohort have no NRR; quotient calibrate fits their curve")
    }
    guard !retention.years.isEmpty else {
      throw Failure(
        .badData,
        "\(movements): no year to tell of: the file has no dates; quotient calibrate reads it")
    }
    try await output.show(
      AnswerReport(
        retention, file: movements, remarks: read.remarks, currency: money.currency))
  }
}
