import Testing

@testable import Formats

@Suite struct CSVDialectTests {
  private func text(_ locale: String) -> String? {
    CSVDialect(locale: locale).map { dialect in
      var writer = CSVWriter(headings: ["name", "value"], dialect: dialect)
      writer.add([.text("a;b"), .number(1.5)])
      writer.add([.text("c,d"), .count(2)])
      writer.add([.text("=e"), .empty])
      return writer.text
    }
  }

  @Test func germanHasSemicolonsAndCommas() {
    for locale in ["de", "fr-FR", "es_ES", "pt-BR"] {
      #expect(text(locale) == "\u{FEFF}name;value\n\"a;b\";1,5\nc,d;2\n'=e;\n", "\(locale)")
    }
  }

  @Test func englishHasCommasAndPoints() {
    for locale in ["en", "en-GB", "ja", "es-MX"] {
      #expect(text(locale) == "\u{FEFF}name,value\na;b,1.5\n\"c,d\",2\n'=e,\n", "\(locale)")
    }
  }

  @Test func swissHasSemicolonsAndPoints() {
    #expect(text("de-CH") == "\u{FEFF}name;value\n\"a;b\";1.5\nc,d;2\n'=e;\n")
  }

  @Test func unknownIsNone() {
    for locale in ["", "xx", "de-DE-x", "german"] {
      #expect(CSVDialect(locale: locale) == nil, "\(locale)")
    }
  }
}
