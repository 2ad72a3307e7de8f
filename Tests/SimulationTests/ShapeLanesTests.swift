import Compensation
import Testing

@testable import Simulation

/// Sixteen attainments at once against one by one, on and around every knot.
@Suite struct ShapeLanesTests {
  private let knots = [
    Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
  ]
  private let attainments = MoneyLanes(
    -1, 0, 0.74, 0.75 - 1e-12, 0.75, 0.8, 1 - 1e-12, 1, 1.1, 1.49, 1.5, 1.6, 5, 0.85, 1.2, 0.9)

  @Test(arguments: [true, false])
  func curves(uncapped: Bool) throws {
    let curve = try PayoutCurve(knots, uncapped: uncapped)
    let lanes = curve.multiples(at: attainments)
    for lane in 0..<laneCount {
      #expect(lanes[lane] == curve.multiple(at: Attainment(attainments[lane])))
    }
    #expect(lanes[8] != lanes[9])
  }

  @Test func steps() throws {
    let steps = try Steps(knots)
    let lanes = steps.multiples(at: attainments)
    for lane in 0..<laneCount {
      #expect(lanes[lane] == steps.multiple(at: Attainment(attainments[lane])))
    }
  }
}
