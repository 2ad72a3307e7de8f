import Foundation
import Testing

@testable import Simulation

@Suite struct JournalTests {
  private func run(_ fixture: BlockFixture, trials: Int? = nil) async throws -> [[[UInt64]]] {
    bits(try await Simulator.run(fixture.prepared, trials: trials ?? fixture.trials, tasks: 2))
  }

  private func resume(
    _ fixture: BlockFixture, trials: Int? = nil
  ) async throws -> (bits: [[[UInt64]]], takenOver: Int) {
    let journal = try BlockJournal(
      keeping: fixture.path("journal"), fixture.header(fixture.blocks, trials: trials))
    let result = try await Simulator.run(
      fixture.prepared, trials: trials ?? fixture.trials, tasks: 2, journal: journal)
    return (bits(result), journal.takenOver)
  }

  /// Breaks off after some blocks, whose last is torn.
  private func breakOff(_ fixture: BlockFixture, after blocks: Range<Int>, torn: Int) async throws {
    let journal = try BlockJournal(
      keeping: fixture.path("journal"), fixture.header(fixture.blocks))
    _ = try await Simulator.part(
      fixture.prepared, fixture.header(blocks), tasks: 2, journal: journal)
    let bytes = try fixture.bytes("journal")
    try fixture.write(Array(bytes.dropLast(torn)), to: "journal")
  }

  @Test(arguments: [0, 1, 8, 5000])
  func whatIsThereIsTakenOver(_ torn: Int) async throws {
    let fixture = try await BlockFixture(trials: 700)
    defer { fixture.remove() }
    try await breakOff(fixture, after: 2..<5, torn: torn)
    let resumed = try await resume(fixture)
    #expect(resumed.takenOver == (torn == 0 ? 3 : 2))
    let expected = try await run(fixture)
    #expect(resumed.bits == expected)
    let again = try await resume(fixture)
    #expect(again.takenOver == 6 && again.bits == expected)
  }

  /// Whole blocks are those of a longer run; the last, short one is simulated anew.
  @Test func aLongerRunGoesOn() async throws {
    let fixture = try await BlockFixture(trials: 300)
    defer { fixture.remove() }
    _ = try await resume(fixture)
    let longer = try await resume(fixture, trials: 500)
    #expect(longer.takenOver == 3)
    let expected = try await run(fixture, trials: 500)
    #expect(longer.bits == expected)
    let shorter = try await resume(fixture, trials: 300)
    let first = try await run(fixture)
    #expect(shorter.bits == first)
  }

  @Test func anotherRunAndAForeignFileAreRefused() async throws {
    let fixture = try await BlockFixture(trials: 128)
    defer { fixture.remove() }
    let path = fixture.path("journal")
    _ = try await resume(fixture)
    let before = try fixture.bytes("journal")
    let other = PartHeader(
      fixture.prepared.drawing(seed: 7),
      origin: RunOrigin(scenario: "a"), trials: 128, blocks: 0..<1)
    #expect(
      try fixture.problem { _ = try BlockJournal(keeping: path, other) }
        == "journal: made with seed 2026, and this is 7; remove it, or name another file")
    #expect(try fixture.bytes("journal") == before)
    try fixture.write(Array("my notes\nof a day in spring\n".utf8), to: "notes")
    #expect(
      try fixture.problem {
        _ = try BlockJournal(keeping: fixture.path("notes"), fixture.header(0..<1))
      } == "notes: no part of a run")
    #expect(try fixture.bytes("notes") == Array("my notes\nof a day in spring\n".utf8))
  }

  @Test func oneRunAtATime() async throws {
    let fixture = try await BlockFixture(trials: 128)
    defer { fixture.remove() }
    let first = try BlockJournal(keeping: fixture.path("journal"), fixture.header(0..<1))
    let problem = try fixture.problem {
      _ = try BlockJournal(keeping: fixture.path("journal"), fixture.header(0..<1))
    }
    #expect(problem == "journal: another run is keeping its blocks there")
    #expect(first.takenOver == 0)
  }

  @Test func whatCannotBeOpenedSaysWhy() async throws {
    let fixture = try await BlockFixture(trials: 128)
    defer { fixture.remove() }
    #expect {
      try BlockJournal(keeping: fixture.path("no/where"), fixture.header(0..<1))
    } throws: { error in
      let error = error as? BlockFileError
      return error?.action == .writing && error?.reason == "No such file or directory"
    }
    #expect {
      try PartFile(reading: fixture.folder.path)
    } throws: { ($0 as? BlockFileError)?.reason == "no regular file" }
  }
}
