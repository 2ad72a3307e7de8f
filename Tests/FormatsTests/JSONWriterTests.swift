import Formats
import Foundation
import Testing

@Suite struct JSONWriterTests {
  static let document: JSONValue = [
    "b": [1, 2.5, -0.1], "a": ["deep": [["x": .null], []], "yes": true], "empty": [:],
    "text": "a \"b\"\\\n\t\r\u{1}\u{7F}\u{2028}é🙂",
  ]

  @Test func writesMembersInOrderOneToALine() {
    #expect(
      JSONWriter().text(Self.document) == """
        {
          "b": [1, 2.5, -0.1],
          "a": {
            "deep": [
              {
                "x": null
              },
              []
            ],
            "yes": true
          },
          "empty": {},
          "text": "a \\"b\\"\\\\\\n\\t\\r\\u0001\\u007f\\u2028é🙂"
        }
        """)
  }

  @Test func writesOneLineWithoutIndentation() {
    let text = JSONWriter(isIndented: false).text(Self.document)
    #expect(
      text
        == #"{"b":[1,2.5,-0.1],"a":{"deep":[{"x":null},[]],"yes":true},"empty":{},"#
        + #""text":"a \"b\"\\\n\t\r\u0001\u007f\u2028é🙂"}"#)
  }

  @Test func foundationReadsTheSameValues() throws {
    for isIndented in [true, false] {
      let text = JSONWriter(isIndented: isIndented).text(Self.document)
      let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect(read?["text"] as? String == "a \"b\"\\\n\t\r\u{1}\u{7F}\u{2028}é🙂")
      #expect(read?["b"] as? [Double] == [1, 2.5, -0.1])
    }
  }

  @Test(arguments: [
    0.1, 1.0 / 3, 1e21, Double.leastNonzeroMagnitude, 1.7976931348623157e308, 9_007_199_254_740_991,
    -7_200, 112_857.14,
  ])
  func numbersReadBackExactly(value: Double) {
    #expect(Double(JSONWriter().text(.number(value))) == value)
  }

  @Test func wholeNumbersHaveNoFractionAndNonFiniteOnesAreNull() {
    #expect(JSONWriter().text([7_200, 0, -0.0]) == "[7200, 0, 0]")
    #expect(
      JSONWriter().text([.number(.nan), .number(.infinity), .number(nil)]) == "[null, null, null]")
  }
}
