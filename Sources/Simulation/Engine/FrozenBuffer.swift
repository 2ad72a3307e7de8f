/// A table that is filled once and then only read, by any number of tasks.
///
/// Plain memory for the same reason as ``LaneBuffer``. It has no way to write after it is made,
/// which is what makes sharing it safe.
final class FrozenBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Element>
  let count: Int

  init(_ values: [Element]) {
    count = values.count
    base = .allocate(capacity: max(1, values.count))
    values.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { base.initialize(from: first, count: source.count) }
    }
  }

  deinit {
    base.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    assert(index >= 0 && index < count)
    return base[index]
  }

  /// The address of the first element.
  @inline(__always)
  var start: UnsafePointer<Element> { UnsafePointer(base) }

  /// The address of an element, to read one of its members without copying the others.
  @inline(__always)
  func pointer(_ index: Int) -> UnsafePointer<Element> {
    assert(index >= 0 && index < count)
    return UnsafePointer(base + index)
  }
}
