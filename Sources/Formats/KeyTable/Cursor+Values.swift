public import Units

extension Cursor {
  /// A number of the quantity that the table declares.
  public func number() -> Stated<Double>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.quantity(let quantity)) = form else { return nil }
      return try quantity.value(text)
    }
  }

  public func money() -> Stated<Money>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.quantity(let quantity)) = form, quantity.unit == .money else {
        return nil
      }
      return Money(try quantity.value(text))
    }
  }

  public func count() -> Stated<Int>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.quantity(let quantity)) = form, quantity.unit == .count else {
        return nil
      }
      return Int(try quantity.value(text))
    }
  }

  /// A number, a range or a family.
  public func assumption() -> Stated<WrittenAssumption>? {
    guard let entry else { return nil }
    for case .assumption(let quantity) in forms {
      do throws(EntryError) {
        return Stated(try WrittenAssumption(entry, of: quantity), at: entry)
      } catch {
        diagnostics.report(error.diagnostic)
        return nil
      }
    }
    preconditionFailure("\(path) is no assumption in the table of \(table.title)")
  }

  /// A text or a name.
  public func text() -> Stated<String>? {
    read { form, text throws(LiteralError) in
      switch form {
      case .scalar(.text), .scalar(.name): text
      default: nil
      }
    }
  }

  /// One of the choices, as the type with these raw values.
  public func choice<Value: NamedChoice>(
    _ type: Value.Type = Value.self
  ) -> Stated<Value>? {
    read { form, text throws(LiteralError) in
      guard case .choice = form else { return nil }
      guard let value = Value(rawValue: text) else { throw form.refusal(of: text) }
      return value
    }
  }

  public func day() -> Stated<Day>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.date) = form else { return nil }
      return try Literal.day(text)
    }
  }

  /// A duration in whole months.
  public func months() -> Stated<Int>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.duration) = form else { return nil }
      return try Literal.months(text)
    }
  }

  /// Whole years.
  public func years() -> Stated<Int>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.years(let bounds)) = form else { return nil }
      return try Literal.years(text, within: bounds)
    }
  }

  public func boolean() -> Stated<Bool>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.boolean) = form else { return nil }
      return try Literal.boolean(text)
    }
  }

  /// The base share of a pay mix.
  public func payMix() -> Stated<Double>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.payMix) = form else { return nil }
      return try Literal.payMix(text)
    }
  }

  /// The share of `8% of base`.
  public func portion() -> Stated<Double>? {
    read { form, text throws(LiteralError) in
      guard case .scalar(.portion(let whole)) = form else { return nil }
      return try Literal.portion(text, of: whole)
    }
  }

  /// The first allowed form that accepts the text.
  ///
  /// `convert` returns nil for a form of another kind. If several kinds are allowed, a text of
  /// another kind yields nil: the caller tries each in turn.
  private func read<Value>(
    _ convert: (Form, String) throws(LiteralError) -> Value?
  ) -> Stated<Value>? {
    guard let entry, let text = entry.text else { return nil }
    var refused: LiteralError?
    for form in forms {
      do throws(LiteralError) {
        if let value = try convert(form, text) { return Stated(value, at: entry) }
      } catch {
        refused = error
      }
    }
    guard forms.count == 1 else { return nil }
    guard let refused else {
      preconditionFailure("\(path) is of another kind in the table of \(table.title)")
    }
    diagnostics.report(entry.diagnostic(refused))
    return nil
  }
}
