/// A number, or a range, that a scenario states: one entry of a catalogue.
///
/// Everything else follows from the entry: the key of the language and the values it accepts, how
/// it is read, its default, its line among the assumptions of a report, and its index in a world.
///
/// ```swift
/// public struct EffectInputs: InputCatalogue {
///   public let overload = Input(
///     "overload", "Odds at twice the capacity.", .positive, default: "0.50..0.85")
/// }
/// ```
public struct Input: Hashable, Sendable {
  /// The numbers it accepts.
  public enum Values: Hashable, Sendable {
    /// Above 0: odds ratios and multipliers.
    case positive
    /// A factor above 0 that is meant to lower odds: a range that ends at 1 or below stays below 1.
    case factor
    /// A number in a plausible range.
    case number(ClosedRange<Double>)
    /// 0 to 1.
    case share
    /// A share in a narrower range.
    case part(ClosedRange<Double>)
    /// A share that may exceed 1.
    case proportion
    /// At least 0, in the scenario's currency.
    case money
    /// A duration in months, which may be uncertain.
    case months
    /// A duration in whole months that is never uncertain.
    case duration
  }

  /// How the number is used.
  public enum Use: Hashable, Sendable {
    /// Drawn once per world.
    case drawn
    /// The same, but read only where what was played is turned into money: another value leaves
    /// every account and every person as they were.
    case settled
    /// By its mean, before any draw: people are hired for what is expected.
    case mean
    /// As stated: a plain number, not listed among the assumptions of a report.
    case plain
  }

  /// A record of the language that holds several inputs.
  public struct Group: Hashable, Sendable {
    public let key: String
    public let summary: String

    init(_ key: String, _ summary: String) {
      self.key = key
      self.summary = summary
    }
  }

  /// Nil if the input stands alone.
  public let group: Group?
  /// Its key within the group, or within the record that the catalogue describes.
  public let key: String
  /// Its meaning, in one sentence.
  public let summary: String
  public let values: Values
  /// The default, as the language writes it; nil if the scenario must state a value.
  public let `default`: String?
  /// Where the default comes from; nil if the whole catalogue has one source.
  public let source: String?
  public let use: Use
  /// How far it is moved where it is stated without a range.
  public let test: TestRange

  init(
    _ key: String, in group: Group? = nil, _ summary: String, _ values: Values,
    default text: String?, source: String? = nil, use: Use = .drawn, test: TestRange? = nil
  ) {
    self.group = group
    self.key = key
    self.summary = summary
    self.values = values
    self.default = text
    self.source = source
    self.use = use
    self.test = test ?? values.test
  }

  /// The keys that lead to it within the record that the catalogue describes: `handover`, `odds`.
  public var path: [String] { (group.map { [$0.key] } ?? []) + [key] }
}

extension Input.Values {
  /// Of most inputs with these values.
  var test: TestRange {
    switch self {
    case .positive, .factor: .effect
    case .share, .part: .odds(1.5)
    case .number, .proportion, .money: .factor(1.25)
    case .months: .factor(1.5)
    case .duration: .whole(1.5)
    }
  }
}

/// A struct whose stored properties are all inputs; to add an input, add a property.
public protocol InputCatalogue: Sendable {
  init()
  /// Every input, in the order of the properties; `Self().inputs`.
  static var all: [Input] { get }
}

extension InputCatalogue {
  /// The stored properties.
  var inputs: [Input] {
    Mirror(reflecting: self).children.map { child in
      guard let input = child.value as? Input else {
        preconditionFailure("\(Self.self).\(child.label ?? "") is no input")
      }
      return input
    }
  }

  /// The index in ``all`` of the input with this property: a constant where it is inlined.
  @inlinable @inline(__always)
  package static func index(of input: KeyPath<Self, Input>) -> Int {
    guard let offset = MemoryLayout<Self>.offset(of: input) else {
      preconditionFailure("\(input) is no stored property")
    }
    return offset / MemoryLayout<Input>.stride
  }
}
