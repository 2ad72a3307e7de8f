/// How the people of a model fared in some trials: what adds up exactly, and is not by trial.
struct ModelOutcomes: Hashable, Sendable {
  var roles: [RoleYear: RoleOutcome] = [:]
  /// By person, as ``BlockLayout/people`` has them.
  var people: [PersonOutcome] = []
}
