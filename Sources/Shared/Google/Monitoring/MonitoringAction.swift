/// What a request to Cloud Monitoring does, and the role that allows it, for errors.
public struct MonitoringAction: Sendable {
  /// `create the metric descriptor custom.googleapis.com/cluster/cpu_used`
  let text: String
  let role: String

  private static let writer = "roles/monitoring.metricWriter"

  static let writeTimeSeries = MonitoringAction(text: "write time series", role: writer)
  static let listDescriptors = MonitoringAction(text: "list metric descriptors", role: writer)

  static func createDescriptor(_ type: String) -> MonitoringAction {
    MonitoringAction(text: "create the metric descriptor \(type)", role: writer)
  }

  static func deleteDescriptor(_ type: String) -> MonitoringAction {
    MonitoringAction(text: "delete the metric descriptor \(type)", role: "roles/monitoring.editor")
  }
}
