extension Framework {
  /// The six frameworks, in the order of their sources.
  public static let all: [Framework] = [
    effortRules, twoVectors, valueCapture, expansionClasses, maturity, cure,
  ]

  /// The framework of a name; nil if there is none.
  public static func named(_ name: String) -> Framework? { all.first { $0.name == name } }
}
