import Testing

@testable import Simulation

@Suite struct PartTests {
  /// 64 blocks, the last one short, in 1, 3 and 64 parts in any order.
  @Test func anyPartitionGivesTheSameBytes() async throws {
    let fixture = try await BlockFixture(
      trials: 64 * TrialBlock.size - 37, accounts: 3, keepsPeople: true)
    defer { fixture.remove() }
    let whole = try await Simulator.run(fixture.prepared, trials: fixture.trials, tasks: 2)
    let expected = bits(whole)
    for parts in [1, 3, 64] {
      let names = try await (0..<parts).asyncMap { part in
        let blocks = 64 * part / parts..<64 * (part + 1) / parts
        let name = "\(parts)-\(part)"
        try await fixture.write(blocks, to: name, tasks: [1, 2, 7][part % 3])
        return name
      }
      let merged = try fixture.merged(names.reversed())
      #expect(bits(merged) == expected)
      #expect(merged.models.map(\.roleOutcomes) == whole.models.map(\.roleOutcomes))
      #expect(merged.models.map(\.personOutcomes) == whole.models.map(\.personOutcomes))
      #expect(merged.trials == fixture.trials && merged.seed == whole.seed)
    }
  }

  @Test func headerRoundTrips() async throws {
    let fixture = try await BlockFixture(trials: 300)
    defer { fixture.remove() }
    try await fixture.write(2..<3, to: "a")
    #expect(try PartFile(reading: fixture.path("a")).header == fixture.header(2..<3))
  }

  @Test func partDoesNotDependOnTasks() async throws {
    let fixture = try await BlockFixture(trials: 500)
    defer { fixture.remove() }
    try await fixture.write(1..<4, to: "one", tasks: 1)
    try await fixture.write(1..<4, to: "seven", tasks: 7)
    #expect(try fixture.bytes("one") == fixture.bytes("seven"))
  }

  @Test func gapsAndOverlapsAreRefused() async throws {
    let fixture = try await BlockFixture(trials: 700)
    defer { fixture.remove() }
    for (name, blocks) in [("a", 0..<2), ("b", 1..<3), ("c", 3..<6), ("d", 2..<3)] {
      try await fixture.write(blocks, to: name)
    }
    func problem(_ names: String...) throws -> String? {
      try fixture.problem { _ = try fixture.merged(names) }
    }
    #expect(try problem("c", "a", "d") == nil)
    #expect(
      try problem("a", "c")
        == "a: block 2 is missing of the run's 0-5: simulate with --blocks 2")
    #expect(
      try problem("c", "d")
        == "c: blocks 0-1 are missing of the run's 0-5: simulate with --blocks 0-1")
    #expect(
      try problem("a", "d")
        == "a: blocks 3-5 are missing of the run's 0-5: simulate with --blocks 3-5")
    #expect(
      try problem("d")
        == "d: blocks 0-1 and 3-5 are missing of the run's 0-5:"
        + " simulate with --blocks 0-1 and --blocks 3-5")
    #expect(try problem("a", "b", "c") == "b: block 1 is in a too")
    #expect(try problem("a", "c", "d", "c") == "c: blocks 3-5 are in c too")
  }

  @Test func anotherRunIsRefused() async throws {
    let fixture = try await BlockFixture(trials: 256)
    defer { fixture.remove() }
    try await fixture.write(0..<1, to: "a")
    try await fixture.write(1..<2, to: "b")
    let own = fixture.header(1..<2)
    let body = try fixture.bytes("b").dropFirst(own.words.count * 8)
    /// The blocks of `b` under another header.
    func problem(_ change: (RunIdentity) -> RunIdentity, trials: Int = 256) throws -> String? {
      let header = PartHeader(
        identity: change(own.identity), origin: own.origin, trials: trials, blocks: own.blocks,
        keepsPeople: own.keepsPeople, columnCount: own.columnCount)
      try fixture.write(header.words.withUnsafeBytes { Array($0) } + body, to: "other")
      return try fixture.problem { _ = try fixture.merged(["a", "other"]) }
    }
    #expect(try problem { $0 } == nil)
    #expect(
      try problem { $0.with(version: "0.0.9") }
        == "other: made by quotient 0.0.9, and this is 0.1.0, by a")
    #expect(
      try problem { $0.with(instructions: "vax") }
        == "other: made on vax, and this is \(InstructionClass.current):"
        + " the last digits may differ, by a")
    let inputs = own.identity.inputs
    #expect(
      try problem { $0.with(inputs: "0") }
        == "other: made of other inputs (0) than these (\(inputs)):"
        + " the scenario, its book or the choice of models has changed, by a")
    #expect(try problem { $0.with(seed: 3) } == "other: made with seed 3, and this is 2026, by a")
    #expect(
      try problem { $0.with(tables: "0") }
        == "other: made of the same inputs by another build of quotient 0.1.0, by a")
    #expect(try problem({ $0 }, trials: 300) == "other: of a run of 300 trials; a is of 256")
    #expect(try problem({ $0 }, trials: 200) == "other: block 1 is not where it belongs")
    let drawn = fixture.prepared.drawing(seed: 99)
    let seed = try fixture.problem {
      _ = try PartSet(["a", "b"].map { try PartFile(reading: fixture.path($0)) }).result(drawn)
    }
    #expect(seed == "a: made with seed 2026, and this is 99")
  }

  @Test func damageIsDetectedAnywhere() async throws {
    let fixture = try await BlockFixture(trials: 300)
    defer { fixture.remove() }
    try await fixture.write(0..<3, to: "sound")
    let sound = try fixture.bytes("sound")
    let headerSize = fixture.header(0..<3).words.count * 8
    func problem(_ bytes: [UInt8]) throws -> String? {
      try fixture.write(bytes, to: "p")
      return try fixture.problem { _ = try PartFile(reading: fixture.path("p")) }
    }
    #expect(try problem(sound) == nil)
    #expect(try problem([]) == "p: no part of a run")
    #expect(try problem(Array("quotient: 1\nbook: {file: a.csv}\n".utf8)) == "p: no part of a run")
    #expect(try problem(Array(sound[..<100])) == "p: its head is cut off or damaged")
    #expect(
      try problem(Array(sound[..<headerSize]))
        == "p: cut off after 0 of 3 blocks; simulate it again")
    #expect(
      try problem(Array(sound.dropLast(9))) == "p: cut off within block 2; simulate it again")
    var format = sound
    format[8] = 1
    #expect(
      try problem(format) == "p: a part of format 1; this quotient reads format 4")
    for place in stride(from: 0, to: sound.count, by: sound.count / 97) {
      var damaged = sound
      damaged[place] ^= 0x10
      #expect(try problem(damaged) != nil, "byte \(place)")
    }
    var middle = sound
    middle[headerSize + 64] ^= 1
    #expect(try problem(middle) == "p: block 0 is damaged; simulate it again")
  }

  /// A product mod 2^64 does not carry out of the sign bit.
  @Test func twoFlippedSignsAreDetected() {
    let words: [UInt64] = [1, 2, 3, 4]
    var flipped = words
    flipped[1] ^= 1 << 63
    flipped[2] ^= 1 << 63
    #expect(Checksum.of(words) != Checksum.of(flipped))
    #expect(Checksum.of([0, 0]) != Checksum.of([0]))
  }
}

extension RunIdentity {
  fileprivate func with(
    version: String? = nil, instructions: String? = nil, inputs: String? = nil,
    tables: String? = nil, seed: UInt64? = nil
  ) -> RunIdentity {
    RunIdentity(
      version: version ?? self.version, instructions: instructions ?? self.instructions,
      inputs: inputs ?? self.inputs, tables: tables ?? self.tables, seed: seed ?? self.seed)
  }
}

extension Range<Int> {
  fileprivate func asyncMap<Result>(
    _ body: (Int) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
