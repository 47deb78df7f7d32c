extension SimulatedGoogle {
  /// All points in Monitoring, in order of arrival.
  public var points: [StoredPoint] { state.monitoring.transact { $0.points } }

  public func points(of type: String) -> [StoredPoint] { points.filter { $0.type == type } }

  /// The types that have a descriptor, visible or not yet.
  public var descriptorTypes: [String] { state.monitoring.transact { $0.descriptors.keys.sorted() } }

  /// The stored descriptor of a type.
  public func descriptor(_ type: String) -> JSONValue? {
    state.monitoring.transact { $0.descriptors[type]?.value }
  }

  /// Adds a descriptor as if it had been created long ago.
  public func add(descriptor json: String) throws {
    let value = try JSONParser.parse(json)
    try DescriptorRules.check(value)
    state.monitoring.transact { _ = $0.put(value, project: project, GoogleBehavior()) }
  }

  /// Removes a descriptor and its points.
  public func removeDescriptor(_ type: String) { state.monitoring.transact { $0.forget(type) } }

  /// Makes writes to a type fail. The other series of a request are written.
  ///
  /// - Parameters:
  ///   - code: the gRPC status code; 13 (INTERNAL) makes the response a 500, others a 400.
  ///   - times: how often; nil for always.
  public func failWrites(
    to type: String, code: Int = 13, message: String = "Internal error encountered.", times: Int? = 1
  ) {
    state.monitoring.transact {
      $0.failures[type] = SeriesFailure(code: code, message: message, times: times)
    }
  }
}
