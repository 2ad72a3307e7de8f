import Formats
import Model
import Ownership
import Units

/// Reads the parameters of a generated book, and makes it.
struct SyntheticBookReader {
  /// The cursor of `book.generate`.
  let cursor: Cursor
  let start: Day

  func book() -> Book? {
    let segments = cursor["segments"].names.map { segment($0, cursor["segments"].named($0)) }
    guard let accounts = cursor["accounts"].count()?.value, let arr = cursor["arr"].money()?.value
    else { return nil }
    do throws(BookError) {
      return try SyntheticBook(
        accounts: accounts, arr: arr, start: start,
        seed: UInt64(cursor["seed"].count()?.value ?? 1), segments: segments, health: health()
      ).book()
    } catch {
      for problem in error.problems {
        cursor.report(
          .statement("\(problem.column): found \(problem.found), expected \(problem.expected)"))
      }
      return nil
    }
  }

  private func segment(_ name: String, _ cursor: Cursor) -> SyntheticBook.Segment {
    var segment = SyntheticBook.Segment(
      name, tier: cursor["tier"].choice(Tier.self)?.value,
      share: cursor["share"].number()?.value ?? 0,
      meanARR: cursor["mean-arr"].money()?.value.amount ?? 0)
    // Parameters that are not stated keep the type's defaults.
    if cursor["terms"].exists { segment.terms = terms(cursor["terms"]) }
    segment.cv = cursor["arr-cv"].number()?.value ?? segment.cv
    segment.autoRenewal = cursor["auto-renewal"].number()?.value ?? segment.autoRenewal
    segment.salesCycle = cursor["sales-cycle"].number()?.value ?? segment.salesCycle
    segment.salesCycleCV = cursor["sales-cycle-cv"].number()?.value ?? segment.salesCycleCV
    return segment
  }

  private func terms(_ cursor: Cursor) -> Mix<Int> {
    Mix(
      cursor.steps.compactMap { step in
        guard let months = try? Literal.months(step.key), let share = step.value.number()
        else { return nil }
        return (months, share.value)
      })
  }

  private func health() -> Mix<String>? {
    let health = cursor["health"]
    guard health.exists else { return nil }
    return Mix(health.names.map { ($0, health.named($0).number()?.value ?? 0) })
  }
}
