import Model

/// What two runs must share for their blocks to belong together.
public struct RunIdentity: Hashable, Sendable {
  /// The version of the program.
  public let version: String
  /// ``InstructionClass/current``.
  public let instructions: String
  /// ``Scenario/fingerprint``: the book, the assumptions, the models, people and plans.
  public let inputs: String
  /// What compiling and the pilot made of them.
  public let tables: String
  public let seed: UInt64

  /// The identity of a run that is about to begin.
  public init(_ prepared: PreparedScenario) {
    self.init(
      version: Simulator.version, instructions: InstructionClass.current,
      inputs: prepared.compiled.scenario.fingerprint.description,
      tables: prepared.fingerprint.description, seed: prepared.seed)
  }

  init(version: String, instructions: String, inputs: String, tables: String, seed: UInt64) {
    self.version = version
    self.instructions = instructions
    self.inputs = inputs
    self.tables = tables
    self.seed = seed
  }

  /// How blocks of another identity differ, as a continuation of their file's name; nil where they
  /// do not.
  func difference(from other: RunIdentity) -> String? {
    if version != other.version {
      return "made by quotient \(version), and this is \(other.version)"
    }
    if instructions != other.instructions {
      return "made on \(instructions), and this is \(other.instructions):"
        + " the last digits may differ"
    }
    if inputs != other.inputs {
      return "made of other inputs (\(inputs)) than these (\(other.inputs)):"
        + " the scenario, its book or the choice of models has changed"
    }
    if seed != other.seed { return "made with seed \(seed), and this is \(other.seed)" }
    if tables != other.tables {
      return "made of the same inputs by another build of quotient \(version)"
    }
    return nil
  }
}

extension PreparedScenario {
  /// What tells the tables of this run from others, down to the last bit of a quota: the pilot has
  /// been through the whole engine, so that a build that simulates otherwise shows.
  var fingerprint: Fingerprint {
    var print = Fingerprint()
    func add(_ numbers: [Double]) {
      print.add(UInt64(numbers.count))
      for number in numbers { print.add(number.bitPattern) }
    }
    for layout in layouts { print.add("\(layout.columns)".utf8) }
    let intercepts = compiled.intercepts
    add(intercepts.renewal.flatMap(\.self) + intercepts.increase)
    add((intercepts.found + intercepts.won).flatMap { $0.flatMap(\.self) })
    for quotas in quotas.flatMap({ $0.flatMap(\.self) }) {
      add(quotas?.metrics.map(\.year) ?? [])
    }
    return print
  }
}
