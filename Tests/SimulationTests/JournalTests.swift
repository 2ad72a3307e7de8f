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

  /// Interrupts a run after some blocks, leaving the last one torn.
  private func breakOff(_ fixture: BlockFixture, after blocks: Range<Int>, torn: Int) async throws {
    let journal = try BlockJournal(
      keeping: fixture.path("journal"), fixture.header(fixture.blocks))
    _ = try await Simulator.part(
      fixture.prepared, fixture.header(blocks), tasks: 2, journal: journal)
    let bytes = try fixture.bytes("journal")
    try fixture.write(Array(bytes.dropLast(torn)), to: "journal")
  }

  @Test(arguments: [0, 1, 8, 5000])
  func resumedRunReusesBlocks(_ torn: Int) async throws {
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

  /// A longer run reuses whole blocks and simulates the last, short one again.
  @Test func longerRunReusesBlocks() async throws {
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

  @Test func foreignJournalIsRefused() async throws {
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

  /// Finished out of order, with leftovers of runs of other lengths.
  @Test func finishedJournalMergesLikeParts() async throws {
    let fixture = try await BlockFixture(trials: 700)
    defer { fixture.remove() }
    let expected = try await run(fixture)
    try await fixture.keep(0..<3, in: "journal", trials: 300)
    try await fixture.keep(4..<6, in: "journal")
    try await fixture.keep(0..<6, in: "journal")
    let numbers = try order(ofBlocksIn: "journal", fixture)
    #expect(numbers.sorted() == [0, 1, 2, 2, 3, 4, 5] && numbers != numbers.sorted())
    #expect(bits(try fixture.merged(["journal"])) == expected)
    try await fixture.keep(0..<7, in: "longer", trials: 896)
    try await fixture.keep(0..<6, in: "longer")
    #expect(bits(try fixture.merged(["longer"])) == expected)
  }

  private func order(ofBlocksIn name: String, _ fixture: BlockFixture) throws -> [Int] {
    var reader = try PartReader(BlockFile(reading: fixture.path(name)))
    var numbers: [Int] = []
    while case .block(let block) = try reader.next() { numbers.append(block.block) }
    return numbers
  }

  @Test func incompleteJournalNamesItsGaps() async throws {
    let fixture = try await BlockFixture(trials: 1200)
    defer { fixture.remove() }
    try await fixture.keep(2..<4, in: "journal")
    try await fixture.keep(6..<7, in: "journal")
    func problem(_ names: String...) throws -> String? {
      let text = try fixture.problem { _ = try fixture.merged(names) }
      return text?.replacing(fixture.folder.path + "/", with: "")
    }
    #expect(
      try problem("journal")
        == "journal: blocks 0-1, 4-5 and 7-9 are missing of the run's 0-9:"
        + " go on with the run, with --resume journal")
    // Half a block at the end does not count.
    try fixture.write(Array(try fixture.bytes("journal").dropLast(9)), to: "journal")
    #expect(try problem("journal")?.contains("blocks 0-1 and 4-9 are missing") == true)
    // Missing blocks may come from parts.
    try await fixture.write(0..<2, to: "first")
    try await fixture.write(4..<10, to: "last")
    #expect(try problem("last", "journal", "first") == nil)
    try await fixture.write(3..<5, to: "twice")
    #expect(try problem("journal", "twice") == "twice: block 3 is in journal too")
    let empty = try BlockJournal(keeping: fixture.path("empty"), fixture.header(fixture.blocks))
    #expect(empty.takenOver == 0)
    #expect(try problem("empty")?.hasPrefix("empty: blocks 0-9 are missing") == true)
  }

  @Test func journalMustMatchWhetherPeopleAreKept() async throws {
    let kept = try await BlockFixture(trials: 256, keepsPeople: true)
    defer { kept.remove() }
    let plain = try await BlockFixture(trials: 256)
    defer { plain.remove() }
    try await kept.keep(0..<1, in: "people")
    try await plain.keep(0..<1, in: "plain")
    #expect(
      try kept.problem {
        _ = try BlockJournal(keeping: kept.path("people"), plain.header(0..<2))
      }
        == "people: the pay of every person is kept there; add --keep people, remove it,"
        + " or name another file")
    #expect(
      try plain.problem {
        _ = try BlockJournal(keeping: plain.path("plain"), kept.header(0..<2))
      }
        == "plain: the pay of every person is not there; leave out --keep people, remove it,"
        + " or name another file")
    try await kept.keep(0..<2, in: "people")
    let expected = try await Simulator.run(kept.prepared, trials: 256, tasks: 2)
    #expect(bits(try kept.merged(["people"])) == bits(expected))
  }

  @Test func journalIsLocked() async throws {
    let fixture = try await BlockFixture(trials: 128)
    defer { fixture.remove() }
    let first = try BlockJournal(keeping: fixture.path("journal"), fixture.header(0..<1))
    let problem = try fixture.problem {
      _ = try BlockJournal(keeping: fixture.path("journal"), fixture.header(0..<1))
    }
    #expect(problem == "journal: another run is keeping its blocks there")
    #expect(first.takenOver == 0)
  }

  @Test func unreadableJournalIsReported() async throws {
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
    } throws: {
      ($0 as? BlockFileError)?.reason == "no file of blocks: a folder, a pipe or a device"
    }
  }
}
