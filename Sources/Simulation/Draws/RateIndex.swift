import CAccountLoop
import Model

/// Where a world's numbers are in the buffers of ``WorldRates``, which the account loop reads.
///
/// A *cell* is a segment in a fiscal year; every model has all of them, one after another.
struct RateIndex: Hashable, Sendable, BitwiseCopyable {
  let years: Int
  let segments: Int

  init(_ compiled: CompiledScenario) {
    years = compiled.timeline.years
    segments = compiled.outcomes.count
  }

  static let streams = ExpansionStream.allCases.count
  /// By stream, small then big.
  static let funnelsPerCell = 2 * streams
  /// The streams', contraction's and the price increase's.
  static let sizesPerSegment = Int(ACCOUNT_LOOP_SIZES)

  /// Cells of one model.
  var cells: Int { years * segments }

  func cell(year: Int, segment: Int) -> Int { year * segments + segment }

  func cell(model: Int, year: Int, segment: Int) -> Int {
    model * cells + cell(year: year, segment: segment)
  }

  func funnel(model: Int, year: Int, segment: Int, stream: Int, isBig: Bool) -> Int {
    cell(model: model, year: year, segment: segment) * Self.funnelsPerCell + stream * 2
      + (isBig ? 1 : 0)
  }

  func arrivals(year: Int, segment: Int, stream: Int) -> Int {
    cell(year: year, segment: segment) * Self.streams + stream
  }

  func size(ofStream stream: Int, segment: Int) -> Int { segment * Self.sizesPerSegment + stream }
  func contractionSize(segment: Int) -> Int { size(ofStream: Self.streams, segment: segment) }
  func increaseSize(segment: Int) -> Int { size(ofStream: Self.streams + 1, segment: segment) }
}
