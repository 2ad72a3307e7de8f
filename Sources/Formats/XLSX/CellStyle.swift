import CXLSXWriter

/// How a cell looks.
package struct CellStyle: Hashable, Sendable {
  package enum Alignment: Hashable, Sendable {
    case leading, trailing
  }

  /// In the file format's syntax of number formats; nil for the general format.
  package var numbers: String?
  package var size: Double?
  package var isStrong: Bool
  package var colour: Colour?
  package var fill: Colour?
  package var alignment: Alignment?
  package var wraps: Bool
  /// Keeps a distance from the number to its left.
  package var isIndented: Bool
  /// A line below.
  package var isUnderlined: Bool
  /// A line above.
  package var isOverlined: Bool

  /// A plain cell, except for what is given.
  package init(
    numbers: String? = nil, size: Double? = nil, isStrong: Bool = false, colour: Colour? = nil,
    fill: Colour? = nil, alignment: Alignment? = nil, wraps: Bool = false,
    isIndented: Bool = false, isUnderlined: Bool = false, isOverlined: Bool = false
  ) {
    (self.numbers, self.size, self.isStrong) = (numbers, size, isStrong)
    (self.colour, self.fill) = (colour, fill)
    (self.alignment, self.wraps, self.isIndented) = (alignment, wraps, isIndented)
    (self.isUnderlined, self.isOverlined) = (isUnderlined, isOverlined)
  }

  package static let normal = CellStyle()
  package static let title = CellStyle(size: 16, isStrong: true)
  package static let faint = CellStyle(colour: .grey)
  package static let heading = CellStyle(
    isStrong: true, fill: .band, wraps: true, isUnderlined: true)
  package static let section = CellStyle(size: 12, isStrong: true)
  package static let link = CellStyle(colour: .blue)
  /// A cell that a reader may type over.
  package static let input = CellStyle(isStrong: true, colour: .blue, fill: .input)

  /// The same with numbers written in a format.
  package func with(_ numbers: String?) -> CellStyle {
    var style = self
    style.numbers = numbers
    return style
  }
}

extension CellStyle {
  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    format_set_font_name(format, "Calibri")
    if let numbers { format_set_num_format(format, numbers) }
    if let size { format_set_font_size(format, size) }
    if isStrong { format_set_bold(format) }
    if let colour { format_set_font_color(format, colour.rgb) }
    if let fill { format_set_bg_color(format, fill.rgb) }
    if wraps {
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    switch alignment {
    case .leading: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .trailing: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case nil: break
    }
    if isIndented { format_set_indent(format, 1) }
    let thin = UInt8(LXW_BORDER_THIN.rawValue)
    if isUnderlined {
      format_set_bottom(format, thin)
      format_set_bottom_color(format, Colour.grey.rgb)
    }
    if isOverlined {
      format_set_top(format, thin)
      format_set_top_color(format, Colour.grey.rgb)
    }
  }
}

/// A ``CellStyle`` as the library's format, and how wide numbers are in it.
package struct CellFormat {
  /// How numbers are written.
  enum Numbers {
    /// In the general format.
    case plain
    case share
    /// With groups of three digits, after this many letters.
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

/// A colour of cells and charts, distinguishable with any colour vision.
///
/// - Reference: Okabe and Ito, "Color Universal Design", 2008.
package struct Colour: Hashable, Sendable {
  /// Red, green and blue, eight bits each.
  package let rgb: UInt32

  package static let grey = Colour(rgb: 0x595959)
  package static let line = Colour(rgb: 0xD9D9D9)
  package static let blue = Colour(rgb: 0x0072B2)
  package static let vermilion = Colour(rgb: 0xD55E00)
  package static let green = Colour(rgb: 0x009E73)
  package static let orange = Colour(rgb: 0xE69F00)
  package static let sky = Colour(rgb: 0x56B4E9)
  package static let purple = Colour(rgb: 0xCC79A7)
  package static let yellow = Colour(rgb: 0xF0E442)
  /// Behind headings.
  package static let band = Colour(rgb: 0xEEF2F6)
  package static let white = Colour(rgb: 0xFFFFFF)
  /// The data bar of a chance.
  package static let skyBar = Colour(rgb: 0xBFE0F5)
  package static let orangeBar = Colour(rgb: 0xF9DDA4)
  /// Behind a cell that a reader may type over.
  package static let input = Colour(rgb: 0xFFF8DC)
  /// Behind a cell that deserves attention.
  package static let flag = Colour(rgb: 0xFBE3D0)

  /// The colour of a series among those shown side by side; colours recur after the last.
  package static func series(_ index: Int) -> Colour {
    let colours = [blue, orange, green, vermilion, purple, sky, grey, yellow]
    return colours[index % colours.count]
  }
}
