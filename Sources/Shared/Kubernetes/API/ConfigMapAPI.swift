extension APICall<String?> {
  /// Reads one text of a config map; nil if there is none of that name, or no such key in its `data`.
  public static func readConfigMap(namespace: String, name: String, key: String) -> Self {
    readObject(
      APIAction("get", "configmaps", namespace: namespace, name: name),
      at: APIPath.configMap(namespace: namespace, name: name), kinds: ["ConfigMap"]
    ) { try $0["data"][key].optionalString() }
  }
}
