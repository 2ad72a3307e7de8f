import Plans
import Testing

@Suite struct AcceleratorTests {
  static func curve(_ knots: [(Double, Double)], uncapped: Bool = false) throws -> PayoutCurve {
    try PayoutCurve(knots.map { Knot(from: $0.0, pays: $0.1) }, uncapped: uncapped)
  }

  static func pays(_ curve: PayoutCurve?, at attainment: Double) -> Double? {
    curve.map { $0.multiple(at: Attainment(attainment)) }
  }

  /// 100% to 150% pays 100% to 300%: four points a point. Half of that is 200% at 150%.
  @Test func aKnotAtTarget() throws {
    let curve = try Self.curve([(0.75, 0.5), (1, 1), (1.5, 3)])
    #expect(curve.accelerator == 4)
    let half = curve.scalingAccelerator(by: 0.5)
    #expect(half?.accelerator == 2)
    #expect(Self.pays(half, at: 1.5) == 2 && Self.pays(half, at: 2) == 2)
    #expect(Self.pays(half, at: 0.9) == curve.multiple(at: Attainment(0.9)))
    #expect(Self.pays(half, at: 0.74) == 0)
    #expect(Self.pays(curve.scalingAccelerator(by: 0), at: 1.4) == 1)
    #expect(curve.scalingAccelerator(by: 1) == curve)
  }

  /// The line from 80% -> 60% to 120% -> 140% passes 100% at target, and goes on beyond.
  @Test func targetBetweenKnots() throws {
    let curve = try Self.curve([(0.8, 0.6), (1.2, 1.4)], uncapped: true)
    #expect(abs(curve.accelerator! - 2) < 1e-12)
    let half = curve.scalingAccelerator(by: 0.5)
    for (attainment, multiple) in [(0.8, 0.6), (0.9, 0.8), (1, 1), (1.2, 1.2), (1.6, 1.6)] {
      #expect(abs(Self.pays(half, at: attainment)! - multiple) < 1e-12)
    }
  }

  @Test func anUncappedCurveThatEndsAtTarget() throws {
    let curve = try Self.curve([(0, 0), (1, 1)], uncapped: true)
    let half = curve.scalingAccelerator(by: 0.5)
    #expect(Self.pays(half, at: 3) == 2)
  }

  @Test func withoutAnAccelerator() throws {
    let capped = try Self.curve([(0.5, 0.5), (1, 1)])
    #expect(capped.accelerator == nil && capped.scalingAccelerator(by: 0.5) == nil)
    let late = try Self.curve([(1.1, 1), (1.5, 2)])
    #expect(late.accelerator == nil)
  }

  @Test func theLeadingMeasure() throws {
    let curve = PayShape.curve(try Self.curve([(0, 0), (1, 1)]))
    func plan(_ measures: [Measure]) throws -> Plan { try Plan(name: "p", measures: measures) }
    let weighted = try plan([
      Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.1))),
      Measure(Metric(.grr), shape: curve, weight: 0.4),
      Measure(Metric(.nrr), shape: curve, weight: 0.6),
    ])
    #expect(weighted.leadingMeasure == 2)
    let equal = try plan([
      Measure(Metric(.grr), shape: curve, weight: 0.5),
      Measure(Metric(.nrr), shape: curve, weight: 0.5),
    ])
    #expect(equal.leadingMeasure == 0)
    let commission = try plan([Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.1)))])
    #expect(commission.leadingMeasure == nil)
  }
}
