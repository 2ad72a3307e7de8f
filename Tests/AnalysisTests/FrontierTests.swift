import Testing

@testable import Analysis

@Suite struct FrontierTests {
  @Test func excludesDominatedModels() {
    let frontier = Frontier([
      (gain: 3, risk: 5), (gain: 1, risk: 2), (gain: 2, risk: 6), (gain: 0, risk: 2),
      (gain: 4, risk: 9),
    ])
    #expect(frontier.points.map(\.model) == [1, 3, 0, 2, 4])
    #expect(frontier.points.map(\.isEfficient) == [true, false, true, false, true])
  }

  @Test func keepsEqualModels() {
    let frontier = Frontier([(gain: 1, risk: 1), (gain: 1, risk: 1)])
    #expect(frontier.points.map(\.isEfficient) == [true, true])
  }

  @Test func alwaysIncludesBestModel() {
    let models: [(gain: Double, risk: Double)] = (0..<40).map { (index: Int) in
      (gain: Double(index * 7919 % 101), risk: Double(index * 104_729 % 97))
    }
    let points = Frontier(models).points
    let efficient = points.filter(\.isEfficient)
    #expect(efficient.map(\.gain) == efficient.map(\.gain).sorted())
    #expect(efficient.last?.gain == models.map(\.gain).max())
    #expect(efficient.first?.risk == models.map(\.risk).min())
    for point in points where !point.isEfficient {
      #expect(efficient.contains { $0.gain >= point.gain && $0.risk <= point.risk })
    }
  }

  /// The rule by its definition, over many points with ties.
  @Test func isThoseThatNoOtherBeats() {
    for seed in 1...30 {
      let points = (0..<60).map { index -> (benefit: Double, burden: Double) in
        (Double((index * seed * 7919) % 13), Double((index * seed * 104_729) % 11))
      }
      let beaten = points.map { own in
        points.contains {
          $0.benefit >= own.benefit && $0.burden <= own.burden
            && ($0.benefit > own.benefit || $0.burden < own.burden)
        }
      }
      #expect(Frontier.isEfficient(points) == beaten.map { !$0 })
    }
  }
}
