import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A workbook as a program that opens it reads it: cells by sheet and name.
package struct Spreadsheet {
  package struct Cell: Equatable {
    package var number: Double?
    package var text: String?
    package var formula: String?
  }

  package struct NotWellFormed: Error {
    package let part: String
  }

  package let archive: ZipArchive
  /// In the order of their tabs.
  package let names: [String]
  private let sheets: [String: [String: Cell]]

  /// Reads a workbook; every part must be well-formed.
  package init(_ bytes: [UInt8]) throws {
    let archive = try ZipArchive(bytes)
    self.archive = archive
    func read(_ name: String) throws -> Elements {
      let elements = Elements()
      let parser = XMLParser(data: Data(archive.parts[name] ?? []))
      parser.delegate = elements
      guard parser.parse() else { throw NotWellFormed(part: name) }
      return elements
    }
    for name in archive.parts.keys where name.hasSuffix(".xml") || name.hasSuffix(".rels") {
      _ = try read(name)
    }
    let strings =
      archive.parts["xl/sharedStrings.xml"] == nil
      ? [] : try read("xl/sharedStrings.xml").strings
    names = try read("xl/workbook.xml").sheetNames
    var sheets: [String: [String: Cell]] = [:]
    for (index, name) in names.enumerated() {
      sheets[name] = try read("xl/worksheets/sheet\(index + 1).xml").cells.mapValues { raw in
        var cell = Cell(formula: raw.formula)
        switch raw.type {
        case "s": cell.text = Int(raw.value).map { strings[$0] }
        case "str": cell.text = raw.value
        default: cell.number = Double(raw.value)
        }
        return cell
      }
    }
    self.sheets = sheets
  }

  /// A cell; nil where nothing stands.
  package subscript(sheet: String, cell: String) -> Cell? { sheets[sheet]?[cell] }

  /// The cells of a sheet by their names.
  package func cells(of sheet: String) -> [String: Cell] { sheets[sheet] ?? [:] }

  /// The text of every part that begins with a path.
  package func text(of prefix: String) -> String {
    archive.parts.keys.filter { $0.hasPrefix(prefix) }.sorted()
      .map { String(decoding: archive.parts[$0]!, as: UTF8.self) }.joined()
  }
}

/// What is needed of a part, as it is parsed.
private final class Elements: NSObject, XMLParserDelegate {
  struct Raw {
    package var type = ""
    package var value = ""
    package var formula: String?
  }

  private(set) var sheetNames: [String] = []
  private(set) var strings: [String] = []
  private(set) var cells: [String: Raw] = [:]
  private var text = ""
  private var cell = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    switch name {
    case "sheet": sheetNames.append(attributes["name"] ?? "")
    case "si": strings.append("")
    case "c":
      cell = attributes["r"] ?? ""
      cells[cell] = Raw(type: attributes["t"] ?? "")
    default: break
    }
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    switch name {
    case "t" where !strings.isEmpty: strings[strings.count - 1] += text
    case "v": cells[cell]?.value = text
    case "f": cells[cell]?.formula = text
    default: break
    }
  }
}
