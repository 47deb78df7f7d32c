extension APICall<String?> {
  /// Reads one value of a config map; nil if the config map, or the key in its `data`, does not exist.
  public static func readConfigMap(namespace: String, name: String, key: String) -> Self {
    readObject(
      APIAction("get", "configmaps", namespace: namespace, name: name),
      at: APIPath.configMap(namespace: namespace, name: name), kinds: ["ConfigMap"]
    ) { try $0["data"][key].optionalString() }
  }
}
