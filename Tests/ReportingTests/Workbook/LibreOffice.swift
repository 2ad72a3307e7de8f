import Foundation
import TestSupport

/// A spreadsheet program, if installed, that opens a workbook and recalculates it.
enum LibreOffice {
  static let path = ["/usr/bin/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static var isThere: Bool { path != nil }

  struct Failed: Error {}

  /// The workbook as the program saves it again.
  static func recalculated(_ bytes: [UInt8]) throws -> Spreadsheet {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "quotient-office-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let profile = folder.appending(path: "profile/user")
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
    try Data(settings.utf8).write(to: profile.appending(path: "registrymodifications.xcu"))
    let source = folder.appending(path: "book.xlsx")
    try Data(bytes).write(to: source)
    let process = Process()
    process.executableURL = URL(filePath: path!)
    process.arguments = [
      "-env:UserInstallation=\(folder.appending(path: "profile").absoluteString)", "--headless",
      "--convert-to", "xlsx:Calc MS Excel 2007 XML",
      "--outdir", folder.appending(path: "out").path, source.path,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let saved = folder.appending(path: "out/book.xlsx")
    guard process.terminationStatus == 0, let data = try? Data(contentsOf: saved) else {
      throw Failed()
    }
    return try Spreadsheet([UInt8](data))
  }

  /// Otherwise it would trust the values stored with the formulas.
  private static let settings = """
    <?xml version="1.0" encoding="UTF-8"?>
    <oor:items xmlns:oor="http://openoffice.org/2001/registry">
    <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
    </oor:items>
    """
}
