/// A number that a scenario states, or a range where it is not known: one entry of a catalogue.
///
/// All else about the number follows from its entry: the key of the language and what may stand
/// there, how it is read, what holds where nobody says, its line among the assumptions of a report,
/// and its place in a world.
///
/// ```swift
/// public struct EffectInputs: InputCatalogue {
///   public let overload = Input(
///     "overload", "Odds at twice the capacity.", .positive, default: "0.50..0.85")
/// }
/// ```
public struct Input: Hashable, Sendable {
  /// Which numbers may stand there.
  public enum Values: Hashable, Sendable {
    /// Above 0: odds ratios, multipliers, capacities.
    case positive
    case nonNegative
    /// 0 to 1.
    case share
    /// A share that may exceed 1.
    case proportion
    /// At least 0, in the scenario's currency.
    case money
    /// A time in months, which may be uncertain.
    case months
    /// A time in whole months that is never uncertain.
    case duration
  }

  /// How the number comes to act.
  public enum Use: Hashable, Sendable {
    /// Drawn once per world.
    case drawn
    /// By its mean, before any luck: people are hired for what is expected.
    case mean
    /// As it stands: one number, and no assumption of a report.
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

  /// Nil where the input stands by itself.
  public let group: Group?
  /// Its key within the group, or within what the catalogue is about.
  public let key: String
  /// What it means, in one sentence.
  public let summary: String
  public let values: Values
  /// What holds for everything where nobody says, as the language writes it; nil where it must be
  /// stated for each.
  public let `default`: String?
  /// Where the default comes from; nil where one source is given for the whole catalogue.
  public let source: String?
  public let use: Use

  init(
    _ key: String, in group: Group? = nil, _ summary: String, _ values: Values,
    default text: String?, source: String? = nil, use: Use = .drawn
  ) {
    self.group = group
    self.key = key
    self.summary = summary
    self.values = values
    self.default = text
    self.source = source
    self.use = use
  }

  /// The keys that lead to it from what the catalogue is about: `handover`, `odds`.
  public var path: [String] { (group.map { [$0.key] } ?? []) + [key] }
}

/// A struct whose stored properties are inputs, and nothing else: to add an input is to add a
/// property.
public protocol InputCatalogue: Sendable {
  init()
  /// Every input, in the order in which the properties stand; `Self().inputs`.
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

  /// The index in ``all`` of an input, by its property.
  package static func index(of input: KeyPath<Self, Input>) -> Int {
    guard let offset = MemoryLayout<Self>.offset(of: input) else {
      preconditionFailure("\(input) is no stored property")
    }
    return offset / MemoryLayout<Input>.stride
  }
}
