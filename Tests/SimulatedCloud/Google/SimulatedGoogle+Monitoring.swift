extension SimulatedGoogle {
  /// All points that Monitoring holds, in the order of their arrival.
  public var points: [StoredPoint] { state.monitoring.transact { $0.points } }

  public func points(of type: String) -> [StoredPoint] { points.filter { $0.type == type } }

  /// The types that have a descriptor, visible or not yet.
  public var descriptorTypes: [String] { state.monitoring.transact { $0.descriptors.keys.sorted() } }

  /// The descriptor of a type as it is kept.
  public func descriptor(_ type: String) -> JSONValue? {
    state.monitoring.transact { $0.descriptors[type]?.value }
  }

  /// Puts a descriptor in, as if somebody had created it long ago.
  public func add(descriptor json: String) throws {
    let value = try JSONParser.parse(json)
    try DescriptorRules.check(value)
    state.monitoring.transact { _ = $0.put(value, project: project, GoogleBehavior()) }
  }

  /// Removes a descriptor and its points.
  public func removeDescriptor(_ type: String) { state.monitoring.transact { $0.forget(type) } }

  /// Lets each write to a type fail for its series alone; the other series of the request are written.
  ///
  /// - Parameters:
  ///   - code: of gRPC; 13 (INTERNAL) makes the answer 500, others 400.
  ///   - times: how often; nothing for always.
  public func failWrites(
    to type: String, code: Int = 13, message: String = "Internal error encountered.", times: Int? = 1
  ) {
    state.monitoring.transact {
      $0.failures[type] = SeriesFailure(code: code, message: message, times: times)
    }
  }
}
