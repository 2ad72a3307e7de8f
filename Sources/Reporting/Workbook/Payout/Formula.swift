import Formats
import Plans
import Units

/// A spreadsheet formula and its value.
///
/// Running a plan's ``PayProgram`` over formulas writes down the calculation.
struct Formula: PayNumber {
  indirect enum Term: Hashable {
    case number(Double)
    case constant(PayConstant)
    case cell(Cell)
    case sum(Term, Term)
    case difference(Term, Term)
    case product(Term, Term)
    case quotient(Term, Term)
    case smaller(Term, Term)
    case larger(Term, Term)
    case choose(Term, reaches: Term, Term, else: Term)
    case rounded(Term, Money.Rounding)
  }

  let term: Term
  let value: Double

  init(_ term: Term, _ value: Double) {
    self.term = term
    self.value = value
  }

  init(_ constant: PayConstant) {
    self.init(
      constant.slot < 0 ? .number(constant.value) : .constant(constant), constant.value)
  }

  /// What a cell shows.
  init(_ cell: Cell, _ value: Double) { self.init(.cell(cell), value) }

  static var zero: Formula { Formula(.number(0), 0) }

  private func isNumber(_ number: Double) -> Bool { term == .number(number) }

  // Trivial operations are left out of formulas.
  static func + (a: Formula, b: Formula) -> Formula {
    if a.isNumber(0) { return b }
    return b.isNumber(0) ? a : Formula(.sum(a.term, b.term), a.value + b.value)
  }

  static func - (a: Formula, b: Formula) -> Formula {
    b.isNumber(0) ? a : Formula(.difference(a.term, b.term), a.value - b.value)
  }

  static func * (a: Formula, b: Formula) -> Formula {
    if a.isNumber(0) || b.isNumber(1) { return a }
    if b.isNumber(0) || a.isNumber(1) { return b }
    return Formula(.product(a.term, b.term), a.value * b.value)
  }

  static func / (a: Formula, b: Formula) -> Formula {
    Formula(.quotient(a.term, b.term), a.value / b.value)
  }

  static func smaller(_ a: Formula, _ b: Formula) -> Formula {
    Formula(.smaller(a.term, b.term), Double.smaller(a.value, b.value))
  }

  static func larger(_ a: Formula, _ b: Formula) -> Formula {
    Formula(.larger(a.term, b.term), Double.larger(a.value, b.value))
  }

  static func choose(
    _ value: Formula, reaches bound: Formula, _ then: Formula, else other: Formula
  ) -> Formula {
    if case .number(let value) = value.term, case .number(let bound) = bound.term {
      return reaches(value, bound) ? then : other
    }
    return Formula(
      .choose(value.term, reaches: bound.term, then.term, else: other.term),
      Double.choose(value.value, reaches: bound.value, then.value, else: other.value))
  }

  func rounded(_ rule: Money.Rounding) -> Formula {
    Formula(.rounded(term, rule), value.rounded(rule))
  }
}

extension Formula {
  /// As a cell holds it, without the equals sign.
  ///
  /// - Parameter constants: How a sheet names a plan's numbers, by their index.
  func text(_ constants: [Int: String]) -> String { Writer(constants: constants).text(term) }

  /// Whether it is a literal number.
  var isNumber: Bool {
    switch term {
    case .number, .constant: true
    default: false
    }
  }

  private struct Writer {
    let constants: [Int: String]

    /// Programs allow 64 functions in each other.
    private static let deepest = 40

    func text(_ term: Term, depth: Int = 0) -> String {
      func text(_ term: Term) -> String { self.text(term, depth: depth + 1) }
      switch term {
      case .number(let number): return number.isInfinite ? "\"\"" : "\(number)"
      case .constant(let constant): return constants[constant.slot] ?? "\(constant.value)"
      case .cell(let cell): return cell.fixedName
      case .sum(let a, let b): return "\(text(a))+\(text(b))"
      case .difference(let a, let b): return "\(text(a))-\(factor(b, depth))"
      case .product(let a, let b): return "\(factor(a, depth))*\(factor(b, depth))"
      case .quotient(let a, let b): return "\(factor(a, depth))/\(divisor(b, depth))"
      case .smaller(let a, let b): return "MIN(\(text(a)),\(text(b)))"
      case .larger(let a, let b): return "MAX(\(text(a)),\(text(b)))"
      case .choose(let value, let bound, let then, let other):
        let (value, least) = (text(value), self.least(bound, depth))
        guard depth > Self.deepest else {
          return "IF(\(value)>=\(least),\(text(then)),\(text(other)))"
        }
        return "((\(value)>=\(least))*(\(text(then)))+(\(value)<\(least))*(\(text(other))))"
      case .rounded(let term, let rule): return rounded(text(term), rule)
      }
    }

    /// Whether a value reaches a bound, with the tolerance of a statement.
    private func least(_ bound: Term, _ depth: Int) -> String {
      switch bound {
      case .number(let number): return "\(leastReaching(number))"
      case .constant(let constant) where constants[constant.slot] == nil:
        return "\(leastReaching(constant.value))"
      default:
        let text = factor(bound, depth)
        return "\(text)-ABS(\(text))*0.000000001"
      }
    }

    private func factor(_ term: Term, _ depth: Int) -> String {
      switch term {
      case .sum, .difference: "(\(text(term, depth: depth + 1)))"
      default: text(term, depth: depth + 1)
      }
    }

    private func divisor(_ term: Term, _ depth: Int) -> String {
      switch term {
      case .product, .quotient: "(\(text(term, depth: depth + 1)))"
      default: factor(term, depth)
      }
    }

    private func rounded(_ text: String, _ rule: Money.Rounding) -> String {
      switch rule {
      case .halfAwayFromZero: "ROUND(\(text),2)"
      case .halfToEven:
        "IF(ABS(ABS(\(text))*100-INT(ABS(\(text))*100)-0.5)<0.0000001,"
          + "2*ROUND((\(text))*50,0)/100,ROUND(\(text),2))"
      }
    }
  }
}

/// Gives steps of a calculation their own cells.
struct CellTrace: PayTrace {
  static var followsMeasures: Bool { false }

  /// The cells of steps; a step without a cell becomes part of the next formula.
  var cells: [PayStep: (cell: Cell, style: CellStyle)] = [:]
  private(set) var written: [(cell: Cell, formula: Formula, style: CellStyle)] = []

  mutating func keep(_ step: PayStep, _ value: Formula) -> Formula {
    guard let target = cells[step] else { return value }
    written.append((target.cell, value, target.style))
    return Formula(target.cell, value.value)
  }
}

extension Sheet {
  /// Writes a formula with its value; a literal as a number.
  func write(
    _ formula: Formula, at cell: Cell, _ style: CellStyle, _ constants: [Int: String]
  ) throws(WorkbookError) {
    if formula.isNumber {
      try write(formula.value, at: cell, style)
    } else {
      try write(
        formula: "=\(formula.text(constants))",
        value: formula.value.isFinite ? formula.value : nil, at: cell, style)
    }
  }
}
