extension APICall<Pod?> {
  /// Reads one pod; nil if there is none.
  ///
  /// - Parameter retry: nil: the client's own policy.
  public static func readPod(
    namespace: String, name: String, wanted: MetadataFilter, metadataOnly: Bool = true,
    retry: RetryPolicy? = nil
  ) -> Self {
    readObject(
      APIAction("get", "pods", namespace: namespace, name: name),
      at: APIPath.pod(namespace: namespace, name: name),
      // A server that cannot send metadata only sends the pod.
      kinds: metadataOnly ? PodDecoder.kinds : ["Pod"],
      accept: metadataOnly ? Accept.metadata : Accept.json, retry: retry
    ) { json in
      var decoder = PodDecoder(wanted)
      return try decoder.decode(json: json)
    }
  }
}
