import Model
import Ownership

/// A model between two others: in some respects as the one, in the rest as the other.
///
/// ``Cause/isOfPeople`` causes are switched for both: without overload in either, with it in both. So a
/// blend is held against the first model with the same of them.
public struct ModelBlend: Hashable, Sendable {
  /// What is as the second model has it.
  public let causes: Set<Cause>

  public init(_ causes: Set<Cause>) { self.causes = causes }

  /// What the blend is held against.
  public var reference: ModelBlend { ModelBlend(causes.filter(\.isOfPeople)) }
}

extension CompiledScenario {
  /// The causes that change anything between two models, in the order of all of them.
  public func causes(from a: Int, to b: Int) -> [Cause] {
    let (a, b) = (models[a], models[b])
    let changes = stretches(a, b).map { stretch in
      (a.stages[stretch.a], b.stages[stretch.b])
    }
    let hasOtherWork = a.seats.map(\.demandHours) != b.seats.map(\.demandHours)
    let hasOtherPeople = changes.contains { one, other in
      one.rules.owners != other.rules.owners || one.rules.line != other.rules.line
        || one.heads != other.heads
    }
    func isActive(_ cause: Cause) -> Bool {
      switch cause {
      case .plan:
        return changes.contains { one, other in
          Set(a.roles + b.roles).contains {
            one.rules.planName(of: $0) != other.rules.planName(of: $0)
          }
        }
      case .people, .overload: return hasOtherPeople || hasOtherWork
      case .vacancyAndRamp: return hasOtherPeople
      default:
        return changes.contains { one, other in
          zip(one.responsibilities, other.responsibilities).contains { own, others in
            var taken = own
            taken.take(cause, from: others)
            return taken != own
          }
        }
      }
    }
    return Cause.allCases.filter(isActive)
  }

  /// Blends of two models, beside the baseline, which comes first: the same accounts, the same luck,
  /// the same people where they have the same seats.
  public func blending(_ a: Int, with b: Int, _ blends: [ModelBlend]) -> CompiledScenario {
    // What is the same in both acts in both.
    let always = Set(Cause.allCases.filter(\.isOfPeople)).subtracting(causes(from: a, to: b))
    return replacingModels(
      with: blends.enumerated().map { index, blend in
        let causes = blend.causes.union(always)
        return (
          self.blend(causes, models[a], models[b], name: "blend-\(index + 1)"),
          causes.contains(.people) ? b : a, causes.contains(.vacancyAndRamp)
        )
      })
  }

  /// Years in which neither of two models changes, each with the index of its stage in both.
  private func stretches(
    _ a: CompiledModel, _ b: CompiledModel
  ) -> [(years: Range<Int>, a: Int, b: Int)] {
    var stretches: [(years: Range<Int>, a: Int, b: Int)] = []
    for year in 0..<timeline.years {
      let now = (a: a.stageOfYear[year], b: b.stageOfYear[year])
      if let last = stretches.last, last.a == now.a, last.b == now.b {
        stretches[stretches.count - 1].years = last.years.lowerBound..<year + 1
      } else {
        stretches.append((year..<year + 1, now.a, now.b))
      }
    }
    return stretches
  }

  private func blend(
    _ causes: Set<Cause>, _ a: CompiledModel, _ b: CompiledModel, name: String
  ) -> CompiledModel {
    let people = causes.contains(.people) ? b : a
    let stretches = stretches(a, b)
    let stages = stretches.map { stretch in
      let (stage, other) = (a.stages[stretch.a], b.stages[stretch.b])
      let seated = causes.contains(.people) ? other : stage
      var rules = seated.rules
      rules.pay = (causes.contains(.plan) ? other : stage).rules.pay
      return CompiledModel.Stage(
        years: stretch.years, rules: rules,
        responsibilities: seated.responsibilities.indices.map { segment in
          var blended = seated.responsibilities[segment]
          for cause in Cause.allCases {
            blended.take(
              cause, from: (causes.contains(cause) ? other : stage).responsibilities[segment])
          }
          return blended
        },
        seatOfAccount: seated.seatOfAccount, localCount: seated.localCount, heads: seated.heads,
        // People come and go only where the model whose people they are changes.
        headsBefore: stretch.years.lowerBound == seated.years.lowerBound
          ? seated.headsBefore : seated.heads)
    }
    var seats = people.seats
    if !causes.contains(.overload) {
      for seat in seats.indices {
        seats[seat].demandRatio = seats[seat].demandRatio.map { _ in 0 }
      }
    }
    return CompiledModel(
      name: name, stages: stages,
      stageOfYear: (0..<timeline.years).map { year in
        stages.firstIndex { $0.years.contains(year) }!
      },
      seats: seats, seatsOfRole: people.seatsOfRole, roles: people.roles)
  }
}
