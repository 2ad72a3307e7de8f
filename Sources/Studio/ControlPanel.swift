import Formats
import Language

/// The controls of a scenario as the page shows them: made once, never replaced by an answer.
struct ControlPanel: Sendable {
  let controls: [ScenarioControl]

  /// In the order of the groups of a scenario.
  var html: String {
    var groups: [(name: String, controls: [ScenarioControl])] = []
    for control in controls {
      let name = control.steps[0]
      if groups.last?.name == name {
        groups[groups.count - 1].controls.append(control)
      } else {
        groups.append((name, [control]))
      }
    }
    return groups.map { group in
      Markup.tag(
        "section", ["class": "group", "aria-label": group.name],
        [.tag("h2", text: "\(group.name), \(group.controls.count)")]
          + group.controls.map(markup)
      ).html
    }.joined()
  }

  private func markup(of control: ScenarioControl) -> Markup {
    let label = control.label
    let quantity = control.quantity
    let track = control.track
    return .tag(
      "div",
      [
        "class": "control \(control.isYours ? "yours" : "default")", "data-key": control.key,
        "data-saved": control.value, "data-unit": quantity?.unit.rawValue,
        "data-kind": control.isBelief ? "belief" : "value",
      ],
      [
        .tag(
          "div", ["class": "head"],
          [
            .tag("span", ["class": "label", "title": control.source ?? control.key], text: label),
            .tag("span", ["class": "mark"], text: control.isYours ? "yours" : "default"),
            .tag(
              "button",
              ["type": "button", "class": "reset", "hidden": "", "title": "as saved"],
              text: "\u{21BA} \(control.value)"),
          ]),
        .tag("div", ["class": "fields"], fields(of: control, label)),
        track.map { slider($0, of: control, label) } ?? .text(""),
        .tag("p", ["class": "message", "role": "alert", "hidden": ""]),
      ])
  }

  private func fields(of control: ScenarioControl, _ label: String) -> [Markup] {
    func field(_ name: String, _ value: String, _ what: String) -> Markup {
      .tag(
        "input",
        [
          "class": name, "value": value, "aria-label": "\(label)\(what)", "autocomplete": "off",
          "spellcheck": "false",
        ])
    }
    switch control.kind {
    case .belief(let low, let high, let quantity):
      return [
        field("low", Literal.text(low, as: quantity.unit), ", P10"), " to ",
        field("high", Literal.text(high, as: quantity.unit), ", P90"),
      ]
    case .number(let value, let quantity):
      return [field("low", Literal.text(value, as: quantity.unit), "")]
    case .text: return [field("low", control.value, "")]
    case .choice(let names):
      return [
        .tag(
          "select", ["class": "low", "aria-label": label],
          names.map { .tag("option", ["selected": $0 == control.value ? "" : nil], text: $0) })
      ]
    }
  }

  private func slider(_ track: Track, of control: ScenarioControl, _ label: String) -> Markup {
    func thumb(_ name: String, _ value: Double, _ what: String) -> Markup {
      .tag(
        "input",
        [
          "type": "range", "class": name, "min": digits(track.low), "max": digits(track.high),
          "step": digits(track.step), "value": digits(value), "aria-label": "\(label)\(what)",
        ])
    }
    let thumbs: [Markup] =
      switch control.kind {
      case .belief(let low, let high, _):
        [thumb("low", low, ", P10"), thumb("high", high, ", P90")]
      case .number(let value, _): [thumb("low", value, "")]
      case .choice, .text: []
      }
    return .tag("div", ["class": "track"], [.tag("div", ["class": "paint"])] + thumbs)
  }

  private func digits(_ value: Double) -> String { JSONWriter.digits(value) ?? "0" }
}

extension ScenarioControl {
  /// `new logo hour`; a role, a segment and the like stay as they are written.
  fileprivate var label: String {
    let names = steps.dropFirst().map { PlainText.of($0) }
    return names.isEmpty ? steps[0] : names.joined(separator: " · ")
  }

  fileprivate var quantity: Quantity? {
    switch kind {
    case .belief(_, _, let quantity), .number(_, let quantity): quantity
    case .choice, .text: nil
    }
  }
}
