/// The texts that cells share, one after the other.
final class SharedTexts: XMLHandler {
  static let mostBytes = 1 << 30

  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isText = false
  private var isPhonetic = false

  subscript(index: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(index) else { return nil }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "t" { isText = true } else if name == "rPh" { isPhonetic = true }
  }

  override func text(_ text: UnsafeBufferPointer<UInt8>) {
    if isText, !isPhonetic, bytes.count < Self.mostBytes { bytes.append(contentsOf: text) }
  }

  override func end(_ name: XMLName) {
    if name == "t" {
      isText = false
    } else if name == "rPh" {
      isPhonetic = false
    } else if name == "si" {
      ends.append(bytes.count)
    }
  }
}
