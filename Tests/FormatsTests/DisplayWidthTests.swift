import Formats
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("plain", 5), ("Zoë", 3), ("Zoe\u{308}", 3), ("契約", 4), ("ﾊﾝｶｸ", 4), ("Ｆ", 2),
    ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("🙂", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇨🇭", 2),
    ("☂", 1), ("☂\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("a\u{200B}b", 2), ("\u{AD}", 1),
    ("नमस्ते", 4), ("€", 1), ("—", 1), ("〿", 1), ("𠀀", 2), ("⌚", 2), ("─", 1),
  ])
  func widthInColumns(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func widthsAddUp() {
    let parts = ["abc", "契約", "🙂", "Zoe\u{308}", " "]
    for a in parts {
      for b in parts {
        #expect(DisplayWidth.of(a + b) == DisplayWidth.of(a) + DisplayWidth.of(b))
      }
    }
  }
}
