import ArgumentParser
import Shared

/// Which pods are build pods, and what the ledger records about them.
struct BuildPodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "With --ledger: pods whose names start with this are build pods (default: buildlet-, or with "
        + "--build-selector any name).",
      valueName: "prefix"),
    transform: nonBlank)
  var buildNamePrefix: String?

  @Option(
    help: ArgumentHelp(
      "With --ledger: only pods whose labels match are build pods.", valueName: "selector"),
    transform: labelSelector)
  var buildSelector: LabelSelector?

  @Option(
    help: ArgumentHelp(
      "With --ledger: the label whose value is a build pod's class; at most \(BuildClasses.limit) classes, the "
        + "rest is \"\(BuildClasses.other)\" (default: all are \"\(BuildClasses.unlabeled)\").",
      valueName: "key"),
    transform: metadataKey)
  var buildClassLabel: String?

  @Option(
    help: ArgumentHelp(
      "With --ledger: the annotation that holds a pod's deadline, as for reap-pods (default: delete-at).",
      valueName: "key"),
    transform: metadataKey)
  var expiryKey: String?

  @Option(
    help: ArgumentHelp(
      "With --ledger: the label, or else the annotation, that holds a pod's generation, as for reap-pods "
        + "(default: generation).",
      valueName: "key"),
    transform: metadataKey)
  var generationKey: String?

  @Option(
    help: ArgumentHelp(
      "With --ledger: the annotation that keeps a pod from being deleted (default: podkeeper/keep).",
      valueName: "key"),
    transform: metadataKey)
  var keepKey: String?

  /// The first option that only works with a ledger; nil if none was given.
  var given: String? {
    [
      (buildNamePrefix != nil, "--build-name-prefix"), (buildSelector != nil, "--build-selector"),
      (buildClassLabel != nil, "--build-class-label"), (expiryKey != nil, "--expiry-key"),
      (generationKey != nil, "--generation-key"), (keepKey != nil, "--keep-key"),
    ].first { $0.0 }?.1
  }

  /// A command's `validate()` must call this.
  func validate(beside ledger: LedgerOptions) throws {
    if ledger.ledger == nil, let given { throw ValidationError("\(given) needs --ledger") }
  }

  var selection: BuildPodSelection {
    let usual = RecordedKeys()
    return BuildPodSelection(
      namePrefix: buildNamePrefix ?? (buildSelector == nil ? Pod.usualBuildPrefix : ""),
      selector: buildSelector,
      classLabel: buildClassLabel,
      keys: RecordedKeys(
        expiryKey: expiryKey ?? usual.expiryKey, generationKey: generationKey ?? usual.generationKey,
        keepKey: keepKey ?? usual.keepKey))
  }
}
