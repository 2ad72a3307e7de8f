/// What is to stand in a file: text or bytes, made when the file is written.
public struct FileContent: Sendable {
  let pieces: @Sendable () throws -> AnySequence<[UInt8]>

  /// Text in UTF-8.
  public static func text(_ text: String) -> FileContent {
    FileContent { AnySequence(CollectionOfOne(Array(text.utf8))) }
  }

  /// Text, made when it is written.
  package static func text(making text: @escaping @Sendable () -> String) -> FileContent {
    FileContent { AnySequence(CollectionOfOne(Array(text().utf8))) }
  }

  /// Text made piece by piece while it is written.
  public static func text(
    pieces: @escaping @Sendable () -> AnySequence<String>
  ) -> FileContent {
    FileContent { AnySequence(pieces().lazy.map { Array($0.utf8) }) }
  }

  /// Bytes made piece by piece while they are written.
  public static func bytes(
    pieces: @escaping @Sendable () -> AnySequence<[UInt8]>
  ) -> FileContent {
    FileContent { pieces() }
  }

  /// Bytes, made at once; what is thrown is why the file could not be written.
  public static func bytes(_ bytes: @escaping @Sendable () throws -> [UInt8]) -> FileContent {
    FileContent { AnySequence(CollectionOfOne(try bytes())) }
  }
}
