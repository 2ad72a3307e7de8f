import CXLSXWriter

/// A ``CellStyle`` as the library knows it, and how wide numbers stand in it.
package struct CellFormat {
  /// How numbers are written.
  enum Numbers {
    /// As they come.
    case plain
    case share
    /// With groups of three digits, behind so many letters.
    case grouped(letters: Int, decimals: Int)

    /// - Parameter format: As the file format writes it.
    init(_ format: String?) {
      guard let format else {
        self = .plain
        return
      }
      guard !format.contains("%") else {
        self = .share
        return
      }
      self = .grouped(
        letters: format.prefix { $0 != "#" && $0 != "0" }.count { $0.isLetter },
        decimals: format.contains(".") ? 2 : 0)
    }
  }

  let handle: UnsafeMutablePointer<lxw_format>
  let numbers: Numbers

  /// About how many characters a number takes.
  func width(of number: Double) -> Int {
    switch numbers {
    case .plain: min(NumberText.short(number).utf8.count, 14)
    case .share: 8
    case .grouped(let letters, let decimals):
      letters + 1 + NumberText.grouped(number, decimals: decimals).utf8.count
    }
  }
}
