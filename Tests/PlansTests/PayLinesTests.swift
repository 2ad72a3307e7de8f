import Testing
import Units

@testable import Plans

/// Sixteen attainments at once against one by one, on and around every knot.
@Suite struct PayLinesTests {
  typealias Lanes = SIMD16<Double>

  private let knots = [
    Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
  ]
  private let attainments = Lanes(
    -1, 0, 0.74, 0.75 - 1e-12, 0.75, 0.8, 1 - 1e-12, 1, 1.1, 1.49, 1.5, 1.6, 5, 0.85, 1.2, 0.9)

  /// Over credit or attainment alike: the quota is 1.
  private func paid(_ shape: PayShape) throws -> Lanes {
    let plan = try Plan(
      name: "p", targetIncentive: .money(Money(1)),
      measures: [
        Measure(
          [Metric(.bookings), Metric(.renewedARR)].suffix(shape.key == "matrix" ? 2 : 1),
          shape: shape, weight: shape.paysMultiple ? 1 : nil)
      ])
    let figure = PayFigure(
      credited: attainments, quota: Lanes(repeating: 1), attainment: attainments)
    let program = PayProgram(plan)
    let one = Lanes(repeating: 1)
    let window = PayWindow<Lanes>(target: one, settles: one, present: one)
    let line = PayFigures<Lanes>.Line(
      measure: 0, window: window, figures: [0: figure, 1: figure], pool: one)
    return PayFigures<Lanes>(
      lines: [line], figures: [:], window: window, base: Lanes()
    ).withInput(asks: program.asks.count) {
      program.earned($0, uncounted: .paysNothing).money
    }
  }

  @Test(arguments: [true, false])
  func curves(uncapped: Bool) throws {
    let curve = try PayoutCurve(knots, uncapped: uncapped)
    let lanes = try paid(.curve(curve))
    for lane in 0..<16 {
      #expect(lanes[lane] == curve.multiple(at: Attainment(attainments[lane])))
    }
    #expect(lanes[8] != lanes[9])
  }

  @Test func steps() throws {
    let steps = try Steps(knots)
    let lanes = try paid(.steps(steps))
    for lane in 0..<16 {
      #expect(lanes[lane] == steps.multiple(at: Attainment(attainments[lane])))
    }
  }

  @Test(arguments: TieredRate.Mode.allCases)
  func tiers(mode: TieredRate.Mode) throws {
    let tiers = try TieredRate(mode, knots)
    let lanes = try paid(.tiers(tiers))
    for lane in 0..<16 {
      #expect(lanes[lane] == tiers.pay(forCredit: attainments[lane], quota: 1))
    }
  }

  @Test(arguments: [true, false])
  func matrices(interpolates: Bool) throws {
    let matrix = try PayoutMatrix(
      rows: [0.5, 1], columns: [0.8, 1, 1.2], pays: [[0.1, 0.5, 0.6], [0.4, 1, 1.7]],
      interpolates: interpolates)
    let lanes = try paid(.matrix(matrix))
    for lane in 0..<16 {
      let attainment = Attainment(attainments[lane])
      #expect(lanes[lane] == matrix.multiple(row: attainment, column: attainment))
    }
  }
}
