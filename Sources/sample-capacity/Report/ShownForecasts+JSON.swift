import Shared

extension ShownForecasts {
  var classesJSON: JSONValue { .object(classes.map { .init($0.name, $0.json) }) }

  /// How good the forecasts of the build class were.
  var scoreJSON: JSONValue {
    ["last24h": (shown?.lastDay ?? ScoreTally()).published, "all": (shown?.all ?? ScoreTally()).published]
  }
}

extension ShownForecasts.OfClass {
  fileprivate var json: JSONValue {
    [
      "seconds": .optional(forecast?.p50), "p90Seconds": .optional(forecast?.p90),
      "state": .optional(forecast?.state.rawValue), "waits": .count(waits),
      "fit": .optional(others.fit), "golangBuild": .optional(others.golangBuild),
      "hol": .optional(others.hol),
      "score": ["last24h": lastDay.published, "all": all.published],
    ]
  }
}

extension ScoreTally {
  fileprivate var published: JSONValue {
    [
      "scored": .count(scored), "leftOut": .count(leftOut), "p50": published(.p50), "p90": published(.p90),
      "meanLoss": [
        "history": .optional(meanLoss), "fit": .optional(baselineLosses.fit.mean),
        "golangBuild": .optional(baselineLosses.golangBuild.mean), "hol": .optional(baselineLosses.hol.mean),
      ],
    ]
  }

  private func published(_ level: WaitLevel) -> JSONValue {
    let interval = scored > 0 ? wilsonInterval(inside[level], of: scored) : nil
    return [
      "inside": .count(inside[level]), "low": .optional(interval?.low), "high": .optional(interval?.high),
      "loss": .optional(losses[level].mean),
    ]
  }
}
