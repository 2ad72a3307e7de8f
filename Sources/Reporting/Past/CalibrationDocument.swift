import Formats
import History
import Simulation
import Statistics

/// The JSON document of a calibration.
struct CalibrationDocument {
  private let calibration: Calibration
  private let file: String
  private let remarks: [String]

  init(_ calibration: Calibration, file: String, remarks: [String]) {
    (self.calibration, self.file, self.remarks) = (calibration, file, remarks)
  }

  var json: JSONValue {
    [
      "provenance": ["file": .string(file), "version": .string(Simulator.version)],
      "form": .string(calibration.past.form),
      "years": calibration.years.map {
        .array([.number(Double($0.lowerBound)), .number(Double($0.upperBound))])
      } ?? .null,
      "renewal": calibration.renewal.map(json) ?? .null,
      "rates": Table(CalibratedRow.rows(of: calibration)).json(),
      "sizes": Table(SizeRow.rows(of: calibration)).json(),
      "survivors": calibration.survivors.map(json) ?? .null,
      "backtests": .array(calibration.backtests.map(json)),
      "unknown": .array(calibration.unknown.map { .string($0) }),
      "read": .array(remarks.map { .string($0) }),
    ]
  }

  private func json(_ renewal: RenewalPosterior) -> JSONValue {
    [
      "basis": .string(calibration.past.renewals?.basis.rawValue),
      "events": .number(Double(renewal.events)), "losses": .number(Double(renewal.losses)),
      "reference": [
        "arr": .number(renewal.referenceARR),
        "term": .number(renewal.referenceTerm.map(Double.init)),
      ],
      "prior": .string(renewal.prior.words),
      "parameters": Table(renewal.parameters.map { ParameterRow(parameter: $0) }).json(),
      "chances": .array(
        calibration.chances.map {
          [
            "segment": .string($0.segment ?? "all"), "events": .number(Double($0.events)),
            "lost": .number(Double($0.lost)), "mean": .number($0.mean),
            "standard-error": .number($0.standardError), "p10": .number($0.p10),
            "p50": .number($0.p50), "p90": .number($0.p90),
          ]
        }),
    ]
  }

  private func json(_ curve: SurvivorCurve) -> JSONValue {
    func fit(_ fit: SurvivorFit) -> JSONValue {
      [
        "years": .number(Double(fit.years)), "alpha": .number(fit.alpha),
        "beta": .number(fit.beta),
        "log-likelihood-per-customer": .number(fit.logLikelihoodPerCustomer),
        "log-standard-errors": fit.logErrors.map { .array($0.map { .number($0) }) } ?? .null,
        "survival": .array(
          (1...curve.table.years).map { .number(fit.survival(years: $0)) }),
        "residual-lifetime": .array(
          [fit.years, fit.years + 1].map {
            [
              "renewal": .number(Double($0)), "discount": 0.1,
              "years": .number(fit.residualLifetime(renewal: $0, discount: 0.1)),
            ]
          }),
      ]
    }
    return [
      "fit": fit(curve.fit), "fit-of-all-years": fit(curve.whole),
      "forecasts": .array(
        curve.forecasts.map {
          [
            "year": .number(Double($0.year)), "actual": .number($0.actual),
            "predicted": .number($0.predicted), "constant-rate": .number($0.constantRate),
          ]
        }),
    ]
  }

  private func json(_ backtest: Backtest) -> JSONValue {
    [
      "subject": .string(backtest.subject.rawValue),
      "design": .string(backtest.design.words),
      "coverage": Table(CoverageRow.rows(of: backtest)).json(),
      "crps": .array(
        Backtest.Measure.allCases.map { measure in
          let (fit, rivals) = backtest.crps(measure)
          return .object(
            [.init("measure", .string(measure.rawValue)), .init("fit", .number(fit))]
              + rivals.map { .init($0.rival.rawValue, .number($0.crps)) })
        }),
      "sound": .boolean(backtest.isSound),
      "verdict": .array(backtest.verdict.map { .string($0) }),
      "forecasts": Table(ForecastRow.rows(of: backtest)).json(),
    ]
  }
}
