/// Memory of the engine: a fixed number of values, owned by one object.
///
/// Plain memory, because reading a class's array in the innermost loop would halve its speed.
final class LaneBuffer<Element: BitwiseCopyable> {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating value: Element, count: Int) {
    base = Self.allocate(count)
    base.initialize(repeating: value, count: max(1, count))
    self.count = count
  }

  init(_ values: [Element]) {
    count = values.count
    base = Self.allocate(count)
    for (index, value) in values.enumerated() { (base + index).initialize(to: value) }
  }

  /// Aligns rows of sixteen trials to cache lines.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Element>.stride, alignment: 64
    ).bindMemory(to: Element.self, capacity: max(1, count))
  }

  deinit {
    base.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  func fill(_ value: Element) {
    base.update(repeating: value, count: count)
  }
}

extension LaneBuffer where Element: SIMD, Element.Scalar: BitwiseCopyable {
  /// The same memory by lane: lane *l* of value *i* is at `i * laneCount + l`.
  @inline(__always)
  var scalars: UnsafeMutablePointer<Element.Scalar> {
    UnsafeMutableRawPointer(base).assumingMemoryBound(to: Element.Scalar.self)
  }
}
