/// What may stand at a place of a document.
///
/// The language is declared once, as a tree of forms; checking, merging, reading, the JSON Schema
/// and the listing all follow from it.
///
/// Wherever a value stands, `{value: X, source: text}` may stand too, and every map may hold
/// `source: text` beside its keys, unless it has a key of its own with that name.
public indirect enum Form: Sendable {
  case scalar(Scalar)
  /// A number, a range, or a named family: see ``WrittenAssumption``.
  case assumption(Quantity)
  /// One of a few names.
  case choice([Choice])
  case record(Record)
  case map(NamedMap)
  /// A map from rising values to forms, such as `{90%: 0%, 100%: 100%}`.
  case scale(from: Scalar, to: Form)
  case list(Form, count: ClosedRange<Int> = 0...10_000)
  /// Told apart by what stands there: text, list or map; among maps by their keys.
  case oneOf([Form])
  /// A definition of the table, for forms that recur or contain themselves.
  case reference(String)

  /// A name that may be written, and what it means.
  public struct Choice: Hashable, Sendable {
    public let name: String
    public let summary: String

    public init(_ name: String, _ summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  public static func quantity(_ quantity: Quantity) -> Form { .scalar(.quantity(quantity)) }
  public static let share = Form.quantity(.share)
  public static let money = Form.quantity(.money)
  public static let text = Form.scalar(.text)
  public static let name = Form.scalar(.name)
  public static let date = Form.scalar(.date)
  public static let duration = Form.scalar(.duration)
  public static let boolean = Form.scalar(.boolean)
}
