import Foundation

/// Exchanges two folders of one file system in a single step, where the system can.
///
/// - Reference: Linux, renameat2(2), `RENAME_EXCHANGE`; macOS, renamex_np(2), `RENAME_SWAP`.
enum FolderSwap {
  /// Whether they were exchanged; if not, nothing has changed.
  static func exchange(_ one: String, _ other: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(one, other, UInt32(RENAME_SWAP)) == 0
    #else
      // Not in the headers that Swift sees, and not in every C library.
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      let rename = unsafeBitCast(symbol, to: RenameAt2.self)
      return rename(AT_FDCWD, one, AT_FDCWD, other, 2) == 0
    #endif
  }

  private typealias RenameAt2 =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32
}
