import Analysis
import Formats
import Foundation

/// The finished variants of a sweep, kept beside its folder until the sweep is whole: the same
/// command goes on where it was broken off.
actor SweepJournal {
  private let path: String
  private let file: FileHandle
  private var known: [String: VariantScores] = [:]

  /// A line of the file. The first has a run's identity alone.
  private struct Line: Codable {
    var sweep: String?
    /// Of a variant: the fingerprint of its inputs, and its seed.
    var inputs: String?
    var scores: VariantScores?
  }

  /// Takes over what an earlier run of the same sweep finished.
  ///
  /// - Parameter identity: What all variants have in common: program, trials, luck.
  /// - Throws: ``Failure`` if the file is another's or another run writes it; `UnwrittenFile`.
  init(keeping path: String, identity: String) throws {
    self.path = path
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw UnwrittenFile(path: path, reason: String(cString: strerror(errno)))
    }
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Failure(.unwritable, "\(path): another sweep writes it; --out names another folder")
    }
    let bytes = try file.readToEnd() ?? Data()
    var end = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    where line.endIndex < bytes.endIndex {
      guard let read = try? JSONDecoder().decode(Line.self, from: line) else { break }
      if end == 0 {
        guard read.sweep == identity else { break }
      } else {
        guard let inputs = read.inputs, let scores = read.scores else { break }
        known[inputs] = scores
      }
      end = line.endIndex + 1
    }
    // One that was ended while it began has no whole line yet.
    if end == 0, bytes.contains(UInt8(ascii: "\n")) {
      let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
      let isOurs = (try? JSONDecoder().decode(Line.self, from: first))?.sweep != nil
      throw Failure(
        .unwritable,
        isOurs
          ? "\(path) is of another sweep that was broken off: go on with that one, remove the file, or"
            + " name another folder with --out"
          : "\(path) exists, and no sweep wrote it; --out names another folder")
    }
    try file.truncate(atOffset: UInt64(end))
    if end == 0 { try Self.append(Line(sweep: identity), to: file) }
  }

  /// Scores that are there, by a variant's inputs and seed.
  func scores(of inputs: String) -> VariantScores? { known[inputs] }

  /// The number of variants taken over.
  var takenOver: Int { known.count }

  func keep(_ scores: VariantScores, of inputs: String) throws {
    known[inputs] = scores
    try Self.append(Line(inputs: inputs, scores: scores), to: file)
  }

  /// Removes the file, once the sweep is whole.
  func remove() { unlink(path) }

  private static func append(_ line: Line, to file: FileHandle) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try file.write(contentsOf: try encoder.encode(line) + [UInt8(ascii: "\n")])
    fsync(file.fileDescriptor)
  }
}
