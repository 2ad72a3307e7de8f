import Foundation
import Reporting
import Testing

@Suite struct JSONValueTests {
  @Test func keysKeepTheirOrderAndTextIsEscaped() {
    let value: JSONValue = [
      "b": .number(1.5), "a": [.null, .bool(true), .integer(3)], "e": [], "o": [:],
      "text": "say \"hi\"\n\\ \u{1}\u{2028}é",
    ]
    #expect(
      value.text == """
        {
          "b": 1.5,
          "a": [
            null,
            true,
            3
          ],
          "e": [],
          "o": {},
          "text": "say \\"hi\\"\\n\\\\ \\u0001\\u2028é"
        }

        """)
  }

  @Test(arguments: [0.1, 1.0 / 3, 1e-7, 6.02e23, -0.5, 123_456_789.25, 2.5e-300])
  func numbersReadBackAsTheyWere(number: Double) throws {
    let text = JSONValue.number(number).text
    let read = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    #expect((read as? NSNumber)?.doubleValue == number)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsNull(number: Double) {
    #expect(JSONValue.number(number).text == "null\n")
  }
}
