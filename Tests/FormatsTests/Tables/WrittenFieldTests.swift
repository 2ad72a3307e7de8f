import Testing
import Units

@testable import Formats

@Suite struct WrittenFieldTests {
  @Test(
    arguments: [
      ("$9,558.59", DecimalMark.point, 9558.59), ("17.808,86 €", .comma, 17808.86),
      ("1.250- €", .comma, -1250), ("400- €", .comma, -400), ("(8,400)", .point, -8400),
      ("-€5", .comma, -5), ("€ -5,5", .comma, -5.5), ("EUR 1 200", .comma, 1200),
      ("1 200,50 EUR", .comma, 1200.5), ("1'234.50", .point, 1234.5),
      ("CHF 1’234’567.–", .point, nil), ("1,5", .point, nil), ("1,234,56", .point, nil),
      ("1.234.567", .comma, 1_234_567), ("1.234.567", .point, nil), ("0.500", .comma, nil),
      ("1.2m", .point, 1_200_000), (" $ 17,809 ", .point, 17809), ("\u{2212}5", .point, -5),
      ("12.50", .comma, nil), ("1,5", .comma, 1.5), ("n/a", .point, nil), ("", .point, nil),
      ("12,345.678", .point, 12345.678), ("US$ 1,000", .point, 1000), ("USD1000", .point, 1000),
      (" $ (1,250) ", .point, -1250), ("($1,250)", .point, -1250),
      ("ABC", .point, nil), ("12%", .point, nil), ("1\u{202F}234,5", .comma, 1234.5),
    ] as [(String, DecimalMark, Double?)])
  func readsAmounts(_ text: String, _ decimal: DecimalMark, _ value: Double?) {
    #expect((try? WrittenAmount(text, decimal: decimal).value) == value)
  }

  @Test(
    arguments: [
      ("17.03.2027", DateOrder.dayFirst, "2027-03-17"), ("3/17/2027", .monthFirst, "2027-03-17"),
      ("17-Mar-27", .monthFirst, "2027-03-17"), ("Mar 17, 2027", .dayFirst, "2027-03-17"),
      ("17. März 2027", .dayFirst, "2027-03-17"), ("2027/03/17", .dayFirst, "2027-03-17"),
      ("2027-03-17T10:20:00Z", .monthFirst, "2027-03-17"),
      ("3/17/2027 4:40 PM", .monthFirst, "2027-03-17"), ("31/12/26", .dayFirst, "2026-12-31"),
      ("Wed, 17 Mar 2027", .dayFirst, "2027-03-17"), ("1 août 2027", .dayFirst, "2027-08-01"),
      ("17Mar2027", .dayFirst, "2027-03-17"), ("31.02.2027", .dayFirst, nil),
      ("3/17/2027", .dayFirst, nil), ("17.03.2027", .monthFirst, nil), ("soon", .dayFirst, nil),
      ("1.2.3.4", .dayFirst, nil), ("12", .dayFirst, nil), ("2027", .dayFirst, nil),
    ] as [(String, DateOrder, String?)])
  func readsDays(_ text: String, _ order: DateOrder, _ day: String?) {
    #expect((try? WrittenDay.day(text, order: order).description) == day)
  }

  @Test func aDateWithTwoReadingsIsRefused() {
    #expect(throws: LiteralError.self) { try WrittenDay.day("05/04/2027", order: nil) }
    #expect(throws: Never.self) { try WrittenDay.day("05/05/2027", order: nil) }
    #expect(throws: Never.self) { try WrittenDay.day("05/14/2027", order: nil) }
  }

  private func table(_ texts: [String]) throws -> DataTable {
    let text = "x;y\n" + texts.map { "\($0);1\n" }.joined()
    let diagnostics = Diagnostics()
    var format = TableFormat()
    format.separator = ";"
    return try #require(
      try TableFile(file: "a", bytes: Array(text.utf8)).table(format, diagnostics))
  }

  @Test func tellsDecimalMarksApart() throws {
    func reading(_ texts: String...) throws -> DecimalReading { try table(texts).decimalReading(0) }
    guard case .plain = try reading("1", "200", "5000") else { throw TestFailure() }
    guard case .only(.point) = try reading("1,500", "2,000") else { throw TestFailure() }
    guard case .only(.point) = try reading("1.500", "2.25") else { throw TestFailure() }
    guard case .only(.comma) = try reading("1.500", "2.000.000") else { throw TestFailure() }
    guard case .only(.comma) = try reading("1.500", "17,5") else { throw TestFailure() }
    guard case .open(row: 1, let point, let comma) = try reading("7", "1.500", "2.000") else {
      throw TestFailure()
    }
    #expect(point.sum == 10.5 && comma.sum == 3507 && comma.value == 1500)
  }

  @Test func tellsOrdersOfDatesApart() throws {
    func reading(_ texts: String...) throws -> DateReading { try table(texts).dateReading(0) }
    #expect(try reading("2027-01-02", "3 March 2027", "05/05/2027") == .plain)
    #expect(try reading("05/04/2027", "13/04/2027") == .only(.dayFirst, row: 1))
    #expect(try reading("05/04/2027", "04/13/2027") == .only(.monthFirst, row: 1))
    #expect(try reading("05/05/2027", "05/04/2027") == .open(row: 1))
    #expect(try reading("01.04.2027") == .only(.dayFirst, row: 0))
    #expect(try reading("13/04/2027", "04/13/2027") == .mixed(dayFirst: 0, monthFirst: 1))
  }

  private struct TestFailure: Error {}
}
