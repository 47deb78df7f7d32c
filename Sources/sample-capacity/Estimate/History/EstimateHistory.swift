/// What `--estimate history` remembers from one sample to the next: the waits, and how good its forecasts were.
struct EstimateHistory: Equatable, Sendable {
  var waits = WaitHistory()
  var score = ForecastScore()
  /// How long the pod waited that started last, in seconds.
  var lastWait: Double?

  /// Scores the forecasts of pods whose wait is known now, learns from them, and forecasts.
  ///
  /// - Returns: a forecast for each class of the observation, in its order; nil if no node holds such a pod.
  mutating func step(_ seen: WaitObservation) -> [WaitForecast?] {
    for pod in seen.created {
      guard let issued = waits.issuedBefore(pod.time), let made = issued.forecasts[pod.className] else {
        continue
      }
      var forecasts = ComparedForecasts(p50: made.p50, p90: made.p90)
      if let others = issued.baselines[pod.className] { forecasts.baselines = others }
      score.remember(pod, forecasts)
    }
    for pod in seen.started { score.note(pod.uid, wait: pod.wait) }
    for pod in seen.gone { score.noteGone(pod.uid, age: pod.age, now: seen.time) }
    score.judge(now: seen.time)
    lastWait = seen.started.last?.wait ?? lastWait
    return waits.step(seen, headWait: seen.headAge ?? lastWait)
  }
}

extension EstimateHistory {
  /// Forgets a class. Its pods that still wait are not scored any more.
  mutating func forget(_ className: String) {
    waits.classes[className] = nil
    waits.remembered = waits.remembered.filter { $0.value.className != className }
    score.classes[className] = nil
    score.open = score.open.filter { $0.value.className != className }
  }
}
