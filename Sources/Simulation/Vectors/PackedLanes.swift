/// A copy of a buffer without its usual values: much of a ledger is 0, and most people stay.
struct PackedLanes<Element: BitwiseCopyable & Sendable>: Sendable {
  private let usual: Element
  private let count: Int
  /// By word: a bit for each element, set where it is not the usual one, to the last bit.
  private let mask: [UInt64]
  /// The others, in their order.
  private let others: [Element]

  init(_ buffer: LaneBuffer<Element>, usual: Element) {
    var mask = [UInt64](repeating: 0, count: (buffer.count + 63) / 64)
    var others: [Element] = []
    withUnsafeBytes(of: usual) { usual in
      let usual = usual.assumingMemoryBound(to: UInt64.self)
      let words = UnsafeRawPointer(buffer.base).assumingMemoryBound(to: UInt64.self)
      for index in 0..<buffer.count {
        let own = words + index * usual.count
        var difference: UInt64 = 0
        for word in 0..<usual.count { difference |= own[word] ^ usual[word] }
        if difference != 0 { mask[index / 64] |= 1 << UInt64(index % 64) }
      }
    }
    others.reserveCapacity(mask.reduce(0) { $0 + $1.nonzeroBitCount })
    for (word, bits) in mask.enumerated() {
      var bits = bits
      while bits != 0 {
        others.append(buffer[word * 64 + bits.trailingZeroBitCount])
        bits &= bits - 1
      }
    }
    self.usual = usual
    self.mask = mask
    self.others = others
    count = buffer.count
  }

  var bytes: Int { mask.count * 8 + others.count * MemoryLayout<Element>.stride }

  /// Puts everything back.
  ///
  /// - Precondition: The buffer is as long as the one that was copied.
  func unpack(to buffer: LaneBuffer<Element>) {
    precondition(buffer.count == count)
    buffer.fill(usual)
    others.withUnsafeBufferPointer { others in
      var next = 0
      for (word, bits) in mask.enumerated() {
        var bits = bits
        while bits != 0 {
          buffer[word * 64 + bits.trailingZeroBitCount] = others[next]
          next += 1
          bits &= bits - 1
        }
      }
    }
  }
}
