import Advice
import Analysis
import Formats
import Model
import Ownership
import Statistics

/// A search for owners in the JSON document.
enum SearchShape {
  static func json(_ search: OwnershipSearch) -> JSONValue {
    [
      "start": .string(search.start),
      "seed": .number(Double(search.seed)), "scoring-seed": .number(Double(search.scoringSeed)),
      "models-simulated": .number(Double(search.simulated)),
      "gain": difference(search.gain),
      "gain-over-start": search.overStart.map(difference) ?? .null,
      "steps": .array(
        search.steps.map {
          [
            "segment": .string($0.cell.segment), "motion": .string($0.cell.motion.rawValue),
            "from": $0.from.map(assignment) ?? .null, "to": assignment($0.to),
            "gain": difference($0.gain),
          ]
        }),
      "cells": .array(search.cells.map(cell)),
      "frameworks": .array(search.verdicts.map(framework)),
    ]
  }

  private static func cell(_ cell: OwnershipSearch.Cell) -> JSONValue {
    [
      "segment": .string(cell.cell.segment), "motion": .string(cell.cell.motion.rawValue),
      "today": cell.today.map(assignment) ?? .null, "found": assignment(cell.found),
      "alone": cell.alone.map(difference) ?? .null,
      "together": cell.together.map(difference) ?? .null,
      "others": .array(
        cell.others.map {
          guard case .object(let members) = assignment($0.assignment) else { return .null }
          return .object(
            members + [
              .init("finding", .string(Verdict.finding($0.gain).rawValue)),
              .init("gain", difference($0.gain)),
            ])
        }),
    ]
  }

  private static func framework(_ verdict: FrameworkVerdict) -> JSONValue {
    [
      "framework": .string(verdict.framework.name),
      "over-baseline": verdict.overBaseline.map(difference) ?? .null,
      "over-found": verdict.overFound.map(difference) ?? .null,
      "cells": .array(
        verdict.cells.map {
          [
            "segment": .string($0.advice.segment), "motion": .string($0.advice.motion.rawValue),
            "owner": .string($0.advice.role?.rawValue), "found": .string($0.found.owner.rawValue),
            "verdict": .string($0.finding.rawValue),
            "gain": $0.gain.map(difference) ?? .null,
            "turns-on": .string($0.turnsOn?.key), "at": .number($0.turnsOn?.value),
          ]
        }),
    ]
  }

  private static func assignment(_ assignment: Assignment) -> JSONValue {
    [
      "owner": .string(assignment.owner.rawValue), "source": .string(assignment.source?.rawValue),
    ]
  }

  private static let paired = JSONShape<PairedDifference>("difference", Shapes.paired { $0 })

  private static func difference(_ difference: PairedDifference) -> JSONValue {
    paired.json(difference)
  }
}
