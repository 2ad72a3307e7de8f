import Testing

@testable import Formats

@Suite struct MarkupTests {
  @Test func userTextIsEscapedOnce() {
    let hostile = "<script>alert('1')</script> & \"q\" &amp;"
    let markup = Markup.tag("p", ["title": hostile, "class": nil], [.text(hostile), "a < b"])
    let escaped =
      "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;q&quot; &amp;amp;"
    #expect(markup.html == "<p title=\"\(escaped)\">\(escaped)a &lt; b</p>")
  }

  @Test func replacesControlCharacters() {
    #expect(Markup.text("a\u{0}b\u{1B}c\u{85}d\te").html == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\te")
  }

  @Test func voidElementsHaveNoEndTag() {
    #expect(Markup.tag("meta", ["charset": "utf-8"]).html == "<meta charset=\"utf-8\">")
    #expect(Markup.tag("td").html == "<td></td>")
  }

  @Test func namesAreIsolatedAndLongOnesMarked() {
    #expect(Markup.name("csm").html == "<bdi class=\"name\">csm</bdi>")
    let long = String(repeating: "x", count: 300)
    #expect(
      Markup.name(long).html == "<bdi class=\"name long\" title=\"\(long)\">\(long)</bdi>")
  }

  @Test func numbersKeepTheirDigits() {
    let figure = ShownNumber(1_441_234.5678, .change(MoneyScale(for: [2e6])))
    #expect(Markup.figure(figure).html == "<data value=\"1441234.5678\">+1.44m</data>")
    #expect(Markup.figure(ShownNumber(.infinity, .plain)).html == "–")
  }

  @Test(arguments: [
    (FigureFormat.percent(decimals: 1), 0.9189, "91.9%", "91.89%"),
    (.count, 29.66, "29.7", "29.66"), (.count, 31, "31", "31"),
    (.money(MoneyScale(for: [6.2e6])), -500_000, "−0.50m", "−0.5m"),
    (.change(MoneyScale(for: [6.2e6])), 2_000_000, "+2.00m", "2m"),
    (.change(MoneyScale(for: [6.2e6])), 0, "0", "0"), (.plain, 1.25, "1.25", "1.25"),
    (.plain, .nan, "–", "-"),
  ])
  func formats(format: FigureFormat, value: Double, text: String, tick: String) {
    #expect(format.text(value) == text)
    if value.isFinite { #expect(format.tick(value) == tick) }
  }

  @Test func sentencesMarkNamesAndNumbers() {
    let figure = ShownNumber(0.5, .percent(decimals: 0))
    let sentence: Sentence = "\(name: "a<b") is ahead in \(figure) of \("worlds")"
    #expect(sentence.text == "a<b is ahead in 50% of worlds")
    #expect(
      sentence.markup.map(\.html).joined()
        == "<bdi class=\"name\">a&lt;b</bdi> is ahead in <data value=\"0.5\">50%</data> of worlds")
    let parts: [Sentence] = ["a", "b", "c"]
    #expect(parts.listed().text == "a, b and c")
    #expect(parts.prefix(2).listed().text == "a and b")
    #expect(parts.prefix(0).listed().text == "")
  }
}
