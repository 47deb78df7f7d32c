extension APICall<Pod?> {
  /// Reads a pod; nil if it does not exist.
  ///
  /// - Parameter retry: nil for the client's policy.
  public static func readPod(
    namespace: String, name: String, wanted: MetadataFilter, metadataOnly: Bool = true,
    retry: RetryPolicy? = nil
  ) -> Self {
    readObject(
      APIAction("get", "pods", namespace: namespace, name: name),
      at: APIPath.pod(namespace: namespace, name: name),
      // A server that cannot send only metadata sends the pod.
      kinds: metadataOnly ? PodDecoder.kinds : ["Pod"],
      accept: metadataOnly ? Accept.metadata : Accept.json, retry: retry
    ) { json in
      var decoder = PodDecoder(wanted)
      return try decoder.decode(json: json)
    }
  }
}
