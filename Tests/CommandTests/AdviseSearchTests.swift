import Foundation
import Testing

/// A search for owners on scenarios whose best owners are known.
@Suite struct AdviseSearchTests {
  /// Nobody costs anything, tires or leaves, and only two skills differ: account managers renew
  /// better, renewal managers upsell better. So these own those motions at best, and whoever is free
  /// of charge and equally good makes no difference anywhere else.
  private static let scenario = """
    quotient: 1
    currency: USD
    horizon: 1 year
    book:
      generate:
        accounts: 60
        arr: 3m
        segments:
          smb: {share: 70%, mean-arr: 20k, terms: {12 months: 100%}, auto-renewal: 0%}
          large: {share: 30%, mean-arr: 120k, terms: {12 months: 100%}, auto-renewal: 0%}
    outcomes:
      all:
        renewal: {chance: 80%..88%}
        upsell: {per-year: 1, found: 60%, accepted: 90%, won: 40%, size: 20%}
        cross-sell: {per-year: 0.3, found: 60%, accepted: 90%, won: 40%, size: 20%}
        cross-stakeholder: {per-year: 0}
        cross-division: {per-year: 0}
    roles:
      csm: &free {human: false, ote: 0, tools: 0, hiring: 0, severance: 0, burden: 0,
                  vacancy: 0 months, ramp: 0 months, attrition: 0}
      pooled-csm: *free
      renewal-manager: *free
      account-manager: *free
      account-executive: *free
      new-logo-seller: *free
    effects:
      skill:
        account-manager: {renewal: 1.6, upsell: 1, cross-sell: 1, cross-stakeholder: 1, cross-division: 1}
        renewal-manager: {renewal: 1, upsell: 1.8, cross-sell: 1}
        account-executive: &same {renewal: 1, upsell: 1, cross-sell: 1, cross-stakeholder: 1, cross-division: 1}
        new-logo-seller: *same
        digital: *same
        pooled-csm: {renewal: 1, upsell: 1, cross-sell: 1}
      price: {renewal-manager: 1, account-manager: 1, account-executive: 1, new-logo-seller: 1, pooled-csm: 1, digital: 1}
      trusted-advisor: 1
      extra-contact: 1
      relationship-transfer: 1
      overload: 1
      sourcing: 0%
      product-flag: 0%
      auto-renewal: {odds: 1, hours: 100%}
      friction: {upsell: 1}
      handover: {odds: 1, hours: 0}
      new-logo-hour: 0
    baseline: all-csm
    models: [all-csm]

    """

  #if DEBUG
    private static let isOptimised = false
  #else
    private static let isOptimised = true
  #endif

  @Test(.enabled(if: isOptimised)) func findsKnownOwners() throws {
    let command = try Command(files: ["a.yaml": Self.scenario])
    defer { command.remove() }
    let advised = try command("advise", "a.yaml", "--search", "--json", "--quiet")
    #expect(advised.status == 0, "\(advised.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(advised.output.utf8)) as? [String: Any])
    let search = try #require(document["search"] as? [String: Any])
    let cells = try #require(search["cells"] as? [[String: Any]])
    #expect(cells.count == 2 * 7)
    for cell in cells {
      let (motion, found) = (cell["motion"] as? String, cell["found"] as? [String: Any])
      let owner = found?["owner"] as? String
      let others = try #require(cell["others"] as? [[String: Any]])
      let findings = others.compactMap { $0["finding"] as? String }
      switch motion {
      case "renewal":
        #expect(owner == "account-manager")
        #expect(Set(findings) == ["beaten"])
      case "small-upsell", "big-upsell":
        // An upsell of this size lies on one side of the line.
        if Set(findings) != ["no difference"] {
          #expect(owner == "renewal-manager", "\(cell)")
          #expect(findings.contains("beaten"))
        }
      default:
        // Nobody but the CSM serves.
        #expect(Set(findings) == (motion == "service" ? [] : ["no difference"]), "\(cell)")
      }
    }
    let gain = try #require(search["gain"] as? [String: Any])
    #expect(try #require(gain["low"] as? Double) > 0)

    // What was found is a model like any other.
    try command.write(
      Self.scenario.replacing("models: [all-csm]", with: "models: [all-csm, advised/found]"),
      to: "a.yaml")
    let compared = try command("compare", "a.yaml", "--trials", "512", "--no-files", "--quiet")
    #expect(compared.status == 0, "\(compared.errors)")
    #expect(compared.output.hasPrefix("advised/found is ahead of all-csm"), "\(compared.output)")
    let checked = try command("check", "a.yaml", "--set", "effects.handover.odds=0.9")
    #expect(checked.errors.contains("advised/found was found for other inputs"))
  }

  @Test func saysHowToFind() throws {
    let command = try Command(files: [
      "a.yaml": Self.scenario.replacing(
        "models: [all-csm]", with: "models: [all-csm, advised/found]")
    ])
    defer { command.remove() }
    let checked = try command("check", "a.yaml")
    #expect(checked.status == 65)
    #expect(
      checked.errors.contains(
        "nothing has been found yet; `quotient advise a.yaml --search` writes a.found.yaml"))
  }
}
