import Formats
import Testing

@Suite struct VariationTests {
  @Test(arguments: [
    ("a=100..300:50", ["100", "150", "200", "250", "300"]),
    ("a=110k..130k:10k", ["110k", "120k", "130k"]), ("a=5%..20%:5%", ["5%", "10%", "15%", "20%"]),
    // Exact in decimals, where doubles would miss the end.
    ("a=0.1..0.3:0.1", ["0.1", "0.2", "0.3"]), ("a=1..2:0.4", ["1", "1.4", "1.8"]),
    ("a=80/20,70/30", ["80/20", "70/30"]), ("a=0.5..0.8", ["0.5..0.8"]),
    ("a=[x, y],[z]", ["[x, y]", "[z]"]), ("a={b: 1, c: 2}", ["{b: 1, c: 2}"]),
    ("a=\"x, y\",z", ["\"x, y\"", "z"]), ("a=1", ["1"]),
  ])
  func readsListsAndSteps(_ text: String, _ values: [String]) throws {
    #expect(try Variation(text).values == values)
  }

  @Test(arguments: [
    "a", "a=", "a=1,,2", "a=1,", "a=1,1", "a=3..1:1", "a=1..3:0", "a=1..3:-1", "a=1k..3m:1k",
    "a=x..y:1", "a=1..1e9:1", "a=0..9999999:1",
  ])
  func refusesWhatIsNoVariation(_ text: String) {
    #expect(throws: LiteralError.self) { try Variation(text) }
  }

  @Test func gridHasEveryCombination() {
    let keys = [Variation("a", values: ["1", "2"]), Variation("b", values: ["x", "y", "z"])]
    let grid = VariantDesign.grid.variants(of: keys)
    #expect(grid.count == 6 && Set(grid).count == 6)
    #expect(grid.prefix(3) == [["1", "x"], ["1", "y"], ["1", "z"]])
    #expect(VariantDesign.grid.count(of: keys) == 6)
  }

  /// Of a key, each value is as frequent as any other; keys are not in step with one another.
  @Test func latinSpreadsEachKeyEvenly() {
    let keys = ["a", "b", "c"].map { Variation($0, values: (0..<10).map(String.init)) }
    let variants = VariantDesign.latin(40).variants(of: keys)
    for column in keys.indices {
      let counts = Dictionary(grouping: variants, by: { $0[column] }).mapValues(\.count)
      #expect(counts.count == 10 && counts.values.allSatisfy { $0 == 4 })
    }
    #expect(Set(variants.map { $0[0] + "," + $0[1] }).count > 25)
    #expect(variants == VariantDesign.latin(40).variants(of: keys))
  }
}
