import Foundation
import Simulation

/// Writes the generator's raw words to standard output for ever, in an order in which the engine
/// draws them, so that a battery of statistical tests can read them.
///
///     RawWords trials|accounts|worlds [--seed N] | dieharder -g 200 -d 0
///
/// Counters of a simulation are anything but random: neighbours differ in a bit or two. So these
/// count up by one in the word of the trial, of the account, or as the account loop does.
@main
struct RawWords {
  /// Which words of the counter run, and how.
  enum Order: String, CaseIterable {
    /// One account and purpose, trial after trial.
    case trials
    /// One trial, account after account, each with all its years and purposes.
    case accounts
    /// Sixteen trials of an account, then of the next.
    case worlds

    /// The counter at a place of the order: trial, account, the account's high bits with purpose (4
    /// bits), year (4), ordinal (6) and replica (2), and 0.
    func counter(_ place: UInt64) -> SIMD4<UInt32> {
      switch self {
      case .trials: SIMD4(UInt32(truncatingIfNeeded: place), 77, 5 << 12, UInt32(place >> 32))
      case .accounts:
        SIMD4(
          4711, UInt32(truncatingIfNeeded: place / 36),
          UInt32(place % 36 / 3) << 12
            | UInt32(place % 3) << 8, UInt32((place / 36) >> 32))
      case .worlds:
        SIMD4(
          UInt32(place % 16), UInt32(truncatingIfNeeded: place / 16), 6 << 12,
          UInt32((place / 16) >> 32))
      }
    }
  }

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let order = arguments.first.flatMap(Order.init), arguments.count != 2,
      let seed = arguments.count > 2 ? UInt64(arguments[2]) : 2026
    else {
      FileHandle.standardError.write(
        Data("usage: RawWords trials|accounts|worlds [--seed N]\n".utf8))
      exit(64)
    }
    // A reader that has read enough closes the pipe.
    signal(SIGPIPE, SIG_DFL)
    let philox = Philox(seed: seed)
    var words = [SIMD4<UInt32>](repeating: .zero, count: 4096)
    var place: UInt64 = 0
    while true {
      for index in words.indices {
        words[index] = philox.words(at: order.counter(place))
        place += 1
      }
      words.withUnsafeBytes { words in
        var rest = words[...]
        while !rest.isEmpty {
          let written = write(
            STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
          guard written > 0 else { exit(0) }
          rest = rest.dropFirst(written)
        }
      }
    }
  }
}
