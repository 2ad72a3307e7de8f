import Statistics

/// The proposals of a sizing as they are found, and the best of them: of what meets the aim the one
/// with the most value, else what comes closest.
struct SizingFinds {
  private(set) var proposals: [SizedPlan]
  private(set) var best: SizingBench.Trial
  private(set) var bestIndex = 1
  private(set) var isMet: Bool
  private let bench: SizingBench
  private let now: SizingBench.Trial
  private let quota: SizingBench.Trial

  init(_ bench: SizingBench, now: SizingBench.Trial, quota: SizingBench.Trial) {
    self.bench = bench
    self.now = now
    self.quota = quota
    proposals = [now, quota].map { bench.proposal($0, against: now) }
    best = quota
    isMet = bench.isConfirmed(quota.score)
  }

  mutating func add(_ trial: SizingBench.Trial) {
    let proposal = bench.proposal(trial, against: now)
    proposals.append(proposal)
    let meets = bench.isConfirmed(proposal.score)
    let isBetter =
      meets == isMet
      ? meets
        ? proposal.gain.mean > proposals[bestIndex].gain.mean
        : bench.closeness(proposal.score) > bench.closeness(best.score)
      : meets
    guard isBetter else { return }
    best = trial
    bestIndex = proposals.count - 1
    isMet = meets
  }

  /// Whether the best loses no value against the quota alone, as far as its interval tells.
  var isWorthDoing: Bool {
    guard bestIndex > 1 else { return true }
    let loss = bench.difference(best, minus: quota)
    return !(loss.high < 0)
  }
}
