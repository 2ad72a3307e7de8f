import Plans
import Testing

@testable import Simulation

/// Sixteen attainments at once against one by one, on and around every knot.
@Suite struct PayLinesTests {
  private let knots = [
    Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
  ]
  private let attainments = MoneyLanes(
    -1, 0, 0.74, 0.75 - 1e-12, 0.75, 0.8, 1 - 1e-12, 1, 1.1, 1.49, 1.5, 1.6, 5, 0.85, 1.2, 0.9)

  private func paid(_ lines: [PayLines.Line]) -> MoneyLanes {
    lines.withUnsafeBufferPointer {
      PayLines(first: $0.baseAddress!, count: $0.count)(attainments)
    }
  }

  @Test(arguments: [true, false])
  func curves(uncapped: Bool) throws {
    let curve = try PayoutCurve(knots, uncapped: uncapped)
    let lanes = paid(curve.lines)
    for lane in 0..<laneCount {
      #expect(abs(lanes[lane] - curve.multiple(at: Attainment(attainments[lane]))) < 1e-14)
    }
    #expect(lanes[8] != lanes[9])
  }

  @Test func steps() throws {
    let steps = try Steps(knots)
    let lanes = paid(steps.lines)
    for lane in 0..<laneCount {
      #expect(lanes[lane] == steps.multiple(at: Attainment(attainments[lane])))
    }
  }

  @Test(arguments: [TieredRate.Mode.marginal, .retroactive])
  func tiers(mode: TieredRate.Mode) throws {
    let tiers = try TieredRate(mode, knots)
    let lanes = paid(tiers.lines)
    for lane in 0..<laneCount {
      let credit = attainments[lane]
      let earned = mode == .marginal ? lanes[lane] : lanes[lane] * credit
      #expect(abs(earned - tiers.pay(forCredit: credit, quota: 1)) < 1e-12, "\(credit)")
    }
  }
}
