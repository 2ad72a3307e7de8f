import Formats
import Model
import Statistics

extension Cursor {
  /// The distribution of an assumption; its key is where it was written, so that heirs of `all`
  /// share their draw.
  ///
  /// Always returns a value. If none can be read, an error is reported and the scenario is
  /// discarded.
  func uncertain() -> Assumption {
    guard let (stated, quantity) = statedAssumption() else { return .unread }
    guard let distribution = distribution(stated.value, of: quantity) else {
      return .unread
    }
    return Assumption(stated, distribution)
  }

  /// A time in months: a duration, or an assumption in months.
  func uncertainMonths() -> Assumption { certainMonths ?? uncertain() }

  /// A duration in whole months.
  func wholeMonths() -> Assumption { certainMonths ?? .unread }

  private var certainMonths: Assumption? {
    months().map { Assumption(months: $0, (try? .constant(Double($0.value))) ?? .unread) }
  }

  /// The distribution of a size: as written it is luck; an uncertain mean within it is ignorance.
  func sizeLaw() -> SizeLaw {
    guard let (stated, quantity) = statedAssumption() else { return .unread }
    guard case .family(let family, let parameters) = stated.value, !family.isList,
      parameters[0].isUncertain
    else {
      return distribution(stated.value, of: quantity).map { SizeLaw(distribution: $0) }
        ?? .unread
    }
    guard family == .lognormal || family == .gamma else {
      report(
        .statement("the mean of a \(family.rawValue) law cannot be uncertain"),
        hint: "use lognormal")
      return .unread
    }
    // Relative to its mean the distribution is certain; the mean scales it.
    let law = distribution(
      .family(family, [.fixed(1)] + parameters.dropFirst()), of: .positive)
    let mean = distribution(parameters[0], of: quantity)
    guard let law, let mean else { return .unread }
    return SizeLaw(
      distribution: law,
      scale: Assumption(
        key: "\(stated.path).\(family.rawValue).mean", distribution: mean,
        source: stated.source ?? "", origin: Assumption.Origin(stated)))
  }

  private func statedAssumption() -> (Stated<WrittenAssumption>, Quantity)? {
    guard exists else {
      // Reported when the document was checked against the table.
      return nil
    }
    for case .assumption(let quantity) in forms {
      return assumption().map { ($0, quantity) }
    }
    preconditionFailure("\(path) is no assumption in the table of \(table.title)")
  }

  private func distribution(
    _ assumption: WrittenAssumption, of quantity: Quantity
  ) -> Distribution? {
    if case .family(let family, let parameters) = assumption,
      parameters.contains(where: \.isUncertain)
    {
      report(
        .statement("a parameter of \(family.rawValue) is uncertain itself"),
        hint: "only the mean of a `size` may be a range")
      return nil
    }
    do throws(DistributionError) {
      let distribution = try Distribution(assumption, of: quantity)
      return isWithin(quantity, distribution) ? distribution : nil
    } catch {
      let isRangeFromNothing =
        if case .range(let p10, _, let p90) = assumption {
          p10 == 0 || quantity.unit == .share && p90 == 1
        } else {
          false
        }
      report(
        .statement(
          "\(error.parameter) is \(Literal.text(error.value, as: quantity.unit)),"
            + " expected \(error.expected)"),
        hint: isRangeFromNothing
          ? "write {uniform: [lowest, highest]} for a range with its end" : nil)
      return nil
    }
  }

  /// Whether a distribution stays within a quantity's bounds; reported if not.
  private func isWithin(_ quantity: Quantity, _ distribution: Distribution) -> Bool {
    let isOverOne = quantity.unit == .share && distribution.support.upperBound > 1
    // The points are within the bounds; a law that ends at 0 may come closer to it than they do.
    guard distribution.support.lowerBound < min(quantity.lowest, 0) || isOverOne else {
      return true
    }
    report(
      .statement("the law goes beyond \(quantity.bounds)"),
      hint: quantity.unit == .share ? "use a range, beta or pert" : "use a range or lognormal")
    return false
  }
}

extension Assumption {
  init(_ stated: Stated<WrittenAssumption>, _ distribution: Distribution) {
    self.init(
      key: stated.path, distribution: distribution, source: stated.source ?? "",
      origin: Origin(stated))
  }

  /// Of months, which no template states.
  init(months stated: Stated<Int>, _ distribution: Distribution) {
    self.init(
      key: stated.path, distribution: distribution, source: stated.source ?? "",
      origin: stated.origin == .yours ? .yours : .default)
  }

  /// What reading goes on with after a reported error; such a scenario is never handed out.
  static let unread = Assumption(key: "", distribution: .unread)
}

extension Assumption.Origin {
  /// What the template states is nobody's until its value or its source is changed.
  init(_ stated: Stated<WrittenAssumption>) {
    self =
      switch stated.origin {
      case .yours where ScenarioTemplate.has(stated): .template
      case .yours: .yours
      case .default: .default
      }
  }
}

extension SizeLaw {
  static let unread = SizeLaw(distribution: .unread)
}

extension Distribution {
  /// What reading goes on with after a reported error; such a scenario is never handed out.
  static let unread: Distribution = {
    do {
      return try .constant(0.5)
    } catch {
      preconditionFailure("one half is a number")
    }
  }()

  /// The odds of what is ruled out.
  static let never: Distribution = {
    do {
      return try .constant(0)
    } catch {
      preconditionFailure("nothing is a number")
    }
  }()

  private static func logNormal(
    _ low: Double, _ median: Double?, _ high: Double
  ) throws(DistributionError) -> Distribution {
    if let median { return try logNormal(p10: low, p50: median, p90: high) }
    return try logNormal(p10: low, p90: high)
  }

  /// The distribution of an assumption: a range is logit-normal for shares, lognormal for other
  /// non-negative values, cut off at the quantity's limit, and normal otherwise.
  init(_ assumption: WrittenAssumption, of quantity: Quantity) throws(DistributionError) {
    switch assumption {
    case .fixed(let value): self = try .constant(value)
    case .range(let low, let median, let high):
      switch (quantity.unit == .share, quantity.lowest >= 0, median) {
      case (true, _, let median?): self = try .logitNormal(p10: low, p50: median, p90: high)
      case (true, _, nil): self = try .logitNormal(p10: low, p90: high)
      case (false, true, _):
        let law = try Self.logNormal(low, median, high)
        self = if let limit = quantity.limit, high <= limit { try law.cut(at: limit) } else { law }
      case (false, false, let median?): self = try .normal(p10: low, p50: median, p90: high)
      case (false, false, nil): self = try .normal(p10: low, p90: high)
      }
    case .family(let family, let parameters):
      let p = parameters.compactMap { if case .fixed(let value) = $0 { value } else { nil } }
      precondition(p.count == family.parameters.count, "a parameter that is uncertain itself")
      self =
        switch family {
        case .pert: try .pert(low: p[0], mode: p[1], high: p[2])
        case .triangular: try .triangular(low: p[0], mode: p[1], high: p[2])
        case .uniform: try .uniform(low: p[0], high: p[1])
        case .beta: try .beta(mean: p[0], standardDeviation: p[1])
        case .normal: try .normal(mean: p[0], standardDeviation: p[1])
        case .lognormal: try .logNormal(mean: p[0], cv: p[1])
        case .gamma: try .gamma(mean: p[0], cv: p[1])
        }
    }
  }
}
