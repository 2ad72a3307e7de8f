import Foundation
import Model
import TestSupport

@testable import Simulation

/// Blocks of a small scenario with every feature, and a folder for their files.
struct BlockFixture {
  let prepared: PreparedScenario
  let trials: Int
  let folder: URL

  init(trials: Int, accounts: Int = 6, keepsPeople: Bool = false) async throws {
    let scenario = try TestScenario.rich(accounts: accounts).scenario()
    let prepared = try await PreparedScenario(CompiledScenario(scenario), tasks: 2)
    self.prepared = keepsPeople ? prepared.keepingPeople() : prepared
    self.trials = trials
    folder = FileManager.default.temporaryDirectory.appending(path: "blocks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  var blocks: Range<Int> { 0..<TrialBlock.count(ofTrials: trials) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func header(_ blocks: Range<Int>, trials: Int? = nil) -> PartHeader {
    PartHeader(
      prepared, origin: RunOrigin(scenario: "a/b.yaml", arguments: ["--models", "ä,b"]),
      trials: trials ?? self.trials, blocks: blocks)
  }

  /// Simulates blocks and writes their part.
  @discardableResult
  func write(_ blocks: Range<Int>, to name: String, tasks: Int = 2) async throws -> String {
    let part = try await Simulator.part(prepared, header(blocks), tasks: tasks)
    return try write(Array(part.bytes.joined()), to: name)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: path(name)))
    return path(name)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  func merged(
    _ names: [String], as prepared: PreparedScenario? = nil
  ) throws -> SimulationResult {
    try PartSet(names.map { try PartFile(reading: path($0)) }).result(prepared ?? self.prepared)
  }

  /// Simulates blocks of a run and keeps them in a journal.
  func keep(_ blocks: Range<Int>, in name: String, trials: Int? = nil) async throws {
    let journal = try BlockJournal(keeping: path(name), header(self.blocks, trials: trials))
    _ = try await Simulator.part(
      prepared, header(blocks, trials: trials), tasks: 2, journal: journal)
  }

  /// Why a file is refused; nil if it is not.
  func problem(_ body: () throws -> Void) throws -> String? {
    do {
      try body()
      return nil
    } catch let problem as PartProblem {
      return problem.description.replacing(folder.path + "/", with: "")
    }
  }
}

/// Every number of a result, by trial and to the bit.
func bits(_ result: SimulationResult) -> [[[UInt64]]] {
  result.models.map { model in
    model.layout.columns.map { column in model.column(column).map(\.bitPattern) }
      + model.people.indices.compactMap { model.pay(ofPerson: $0)?.map(\.bitPattern) }
  }
}
