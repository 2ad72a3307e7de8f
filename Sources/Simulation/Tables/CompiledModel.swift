import Model
import Ownership

/// An ownership model with its people in seats.
struct CompiledModel: Sendable {
  /// A stage of the model: who is responsible, and which seat serves which account.
  struct Stage: Sendable {
    let years: Range<Int>
    /// By segment of the book.
    let responsibilities: [Responsibility]
    /// At `account * localCount + local`: the seat of the account's person in a local role.
    let seatOfAccount: [Int32]
    let localCount: Int
    /// By role: heads in this stage, and in the one before or under the baseline.
    let heads: [Role: Int]
    let headsBefore: [Role: Int]

    /// The seat of an account's person in a local role; nil if nobody is in the role.
    func seat(ofAccount account: Int, local: Int) -> Int? {
      local == Responsibility.nobody ? nil : Int(seatOfAccount[account * localCount + local])
    }
  }

  let name: String
  let stages: [Stage]
  let stageOfYear: [Int]
  var seats: [CompiledSeat]
  /// The seats of a role, which lie side by side.
  let seatsOfRole: [Role: Range<Int>]
  /// Roles in the order of their seats; roles without seats, which the model only releases, are
  /// last.
  let roles: [Role]

  func stage(inYear year: Int) -> Stage { stages[stageOfYear[year]] }
}

/// A position, whoever holds it: people come and go, the seat stays.
struct CompiledSeat: Sendable {
  let role: Role
  /// The person's name if the book gives it, else role and number.
  let name: String
  /// The identity of the seat's luck, the same in every model that has the seat.
  let entity: UInt64
  /// By year: whether the seat exists.
  let isActive: [Bool]
  /// The years in which the seat opens or reopens, and whether a new hire fills it.
  let starts: [(year: Int, isHired: Bool)]
  /// By year: expected hours of work over those of a full-time person; 0 where load has no effect.
  var demandRatio: [Double]
  /// By year: expected hours of work.
  let demandHours: [Double]
}

/// A seat's luck, shared by every model that has the seat: who sits in it, when, and with what
/// talent.
struct SeatLife: Hashable, Sendable {
  let entity: UInt64
  let turnover: Turnover
  /// When the seat opens, and reopens after being given up; ascending.
  let starts: [Start]

  /// How often people leave, how long the seat stays empty, and how long who follows takes to begin.
  struct Turnover: Hashable, Sendable, BitwiseCopyable {
    let attrition: EffectTable.ID
    let vacancy: EffectTable.ID
    let ramp: EffectTable.ID
  }

  struct Start: Hashable, Sendable, BitwiseCopyable {
    let month: Int
    /// Whether the person is a new hire, and ramps.
    let isHired: Bool
  }
}
