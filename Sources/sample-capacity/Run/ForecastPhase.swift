import Shared

/// Forecasts how long build pods wait, and learns how long they waited, if there is a ledger.
extension SampleRun {
  /// Forecasts are made, kept and scored whatever `--estimate` shows. An incomplete sample leaves no trace.
  mutating func makeForecasts(
    _ sample: inout CapacitySample, _ totals: ClusterTotals, _ buildPod: BuildPod, isPartial: Bool
  ) {
    guard let ledger, !isPartial else { return }
    let collector = ledger.collector
    let shown = command.estimate.buildClass ?? BuildClasses.unlabeled
    ledger.noteGone()
    let input = ForecastInput(
      totals, collector, command.estimate, buildPod: buildPod, buildClass: shown,
      isWhole: command.sampling.nodeSelector == nil)
    guard let forecasts = collector.step(input) else {
      report.warnings.append(
        Warning(
          message: "this sample is not newer than the ledger's last one, so it makes no forecast",
          kind: "samples without a forecast"))
      return
    }
    let history = collector.tracker.history
    forecast = SampleForecast(input, forecasts, lastWait: history.lastWait)
    sample.estimate.show(
      ShownForecasts(input.classes, forecasts, history, buildClass: shown, now: input.time),
      asHistory: command.estimate.method == .history)
  }
}
