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
    let changes = stretches(a, b).map { stretch in
      (self[a, stretch.a], self[b, stretch.b])
    }
    let (before, after) = (models[a], models[b])
    let hasOtherWork = before.seats.map(\.demandHours) != after.seats.map(\.demandHours)
    let hasOtherPeople = changes.contains { one, other in
      one.rules.owners != other.rules.owners || one.rules.line != other.rules.line
        || one.stage.heads != other.stage.heads
    }
    func isActive(_ cause: Cause) -> Bool {
      switch cause {
      case .plan:
        return changes.contains { one, other in
          Set(before.roles + after.roles).contains {
            one.rules.planName(of: $0) != other.rules.planName(of: $0)
          }
        }
      case .people, .overload: return hasOtherPeople || hasOtherWork
      case .vacancyAndRamp: return hasOtherPeople
      default:
        return changes.contains { one, other in
          zip(one.stage.responsibilities, other.stage.responsibilities).contains { own, others in
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
        return self.blend(causes, a, b, name: "blend-\(index + 1)")
      })
  }

  /// A stage of a model, with its rules.
  private subscript(
    model: Int, stage: Int
  ) -> (stage: CompiledModel.Stage, rules: OwnershipRules) {
    (models[model].stages[stage], rules[model][stage])
  }

  /// Years in which neither of two models changes, each with the index of its stage in both.
  private func stretches(_ a: Int, _ b: Int) -> [(years: Range<Int>, a: Int, b: Int)] {
    let (a, b) = (models[a], models[b])
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

  private func blend(_ causes: Set<Cause>, _ a: Int, _ b: Int, name: String) -> MadeModel {
    let hasPeopleOf = causes.contains(.people) ? b : a
    let people = models[hasPeopleOf]
    var rules: [OwnershipRules] = []
    var stages: [CompiledModel.Stage] = []
    for stretch in stretches(a, b) {
      let (one, other) = (self[a, stretch.a], self[b, stretch.b])
      var seated = causes.contains(.people) ? other : one
      seated.rules.pay = (causes.contains(.plan) ? other : one).rules.pay
      rules.append(seated.rules)
      let stage = seated.stage
      stages.append(
        CompiledModel.Stage(
          years: stretch.years,
          responsibilities: stage.responsibilities.indices.map { segment in
            var blended = stage.responsibilities[segment]
            for cause in Cause.allCases {
              let own = (causes.contains(cause) ? other : one).stage
              blended.take(cause, from: own.responsibilities[segment])
            }
            return blended
          },
          seatOfAccount: stage.seatOfAccount, localCount: stage.localCount, heads: stage.heads,
          // People come and go only where the model whose people they are changes.
          headsBefore: stretch.years.lowerBound == stage.years.lowerBound
            ? stage.headsBefore : stage.heads))
    }
    var seats = people.seats
    if !causes.contains(.overload) {
      for seat in seats.indices {
        seats[seat].demandRatio = seats[seat].demandRatio.map { _ in 0 }
      }
    }
    return MadeModel(
      model: CompiledModel(
        name: name, stages: stages,
        stageOfYear: (0..<timeline.years).map { year in
          stages.firstIndex { $0.years.contains(year) }!
        },
        seats: seats, seatsOfRole: people.seatsOfRole, roles: people.roles),
      rules: rules, people: hasPeopleOf, hasTurnover: causes.contains(.vacancyAndRamp))
  }
}
