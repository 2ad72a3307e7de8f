import Formats
import Foundation
import Simulation

/// The work of a sweep as commands that any engine can run, anywhere and in any order: each is a
/// variant and some of its blocks, and writes a part.
struct SweepTasks {
  /// A command of quotient and the part that it writes.
  struct Task {
    let variant: Int
    let blocks: Range<Int>
    let arguments: [String]
    let part: String
  }

  let tasks: [Task]

  /// - Parameters:
  ///   - arguments: By variant: what chooses models and sets values.
  ///   - run: What says trials and seed, as given.
  ///   - blocksPerTask: Nil for whole variants.
  init(
    scenario: String, arguments: [[String]], run: [String], trials: Int, blocksPerTask: Int?
  ) {
    let count = TrialBlock.count(ofTrials: trials)
    let size = blocksPerTask ?? count
    tasks = arguments.enumerated().flatMap { variant, chosen in
      stride(from: 0, to: count, by: size).map { first in
        let blocks = first..<min(first + size, count)
        let part = "v\(variant)-b\(first).part"
        return Task(
          variant: variant, blocks: blocks,
          arguments: ["simulate", scenario] + chosen + run
            + ["--blocks", BlockRange(blocks).description, "--quiet"],
          part: part)
      }
    }
  }

  /// A JSON document: `tasks`, each `{variant, blocks, arguments, part}`; `--out` and the folder of
  /// the part are for the engine to add.
  var text: String {
    let json: JSONValue = [
      "quotient": .string(Simulator.version),
      "tasks": .array(
        tasks.map { task in
          [
            "variant": .number(Double(task.variant)),
            "blocks": .string(BlockRange(task.blocks).description),
            "arguments": .array(task.arguments.map { .string($0) }),
            "part": .string(task.part),
          ]
        }),
    ]
    return JSONWriter().text(json) + "\n"
  }
}
