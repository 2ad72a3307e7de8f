import Units

extension SyntheticBook {
  /// Everything wrong with the parameters.
  var problems: [BookError.Problem] {
    var problems: [BookError.Problem] = []
    func require(_ isRight: Bool, _ column: String, _ found: Any, _ expected: String) {
      if !isRight {
        problems.append(.init(column: column, found: "\(found)", expected: expected))
      }
    }
    require(
      (1...Self.mostAccounts).contains(accounts), "accounts", accounts,
      "1 to \(Self.mostAccounts)")
    require(
      arr.amount.isFinite && arr.amount >= Double(max(accounts, 1)), "arr", arr.amount,
      "an amount of at least 1 for each account")
    require(
      Set(segments.map(\.name)).count == segments.count, "segments",
      segments.map(\.name).joined(separator: ", "), "every segment once")
    if let problem = SharesCheck.problem(segments.map(\.share), "segments.share") {
      problems.append(problem)
    }
    for segment in segments {
      let path = "segments.\(segment.name)"
      func positive(_ value: Double, _ key: String) {
        require(value > 0 && value.isFinite, "\(path).\(key)", value, "a number above 0")
      }
      func notNegative(_ value: Double, _ key: String) {
        require(value >= 0 && value.isFinite, "\(path).\(key)", value, "a number, 0 or more")
      }
      positive(segment.meanARR, "mean-arr")
      notNegative(segment.cv, "cv")
      positive(segment.salesCycle, "sales-cycle")
      notNegative(segment.salesCycleCV, "sales-cycle-cv")
      require(
        segment.autoRenewal >= 0 && segment.autoRenewal <= 1, "\(path).auto-renewal",
        segment.autoRenewal, "a share from 0 to 1")
      for part in segment.terms.parts {
        require(
          RenewalCalendar.terms.contains(part.value), "\(path).term", part.value,
          "1 to \(RenewalCalendar.terms.upperBound) months")
      }
      if let problem = segment.terms.problem("\(path).term") { problems.append(problem) }
    }
    if let problem = health?.problem("health") { problems.append(problem) }
    return problems
  }
}
