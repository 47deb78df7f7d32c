import ArgumentParser
import Shared

/// Which pods are deleted.
struct RuleOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: "Delete pods whose deadline has passed (rule expired; on unless switched off).")
  var expired = true

  @Option(
    help: ArgumentHelp("The annotation that holds a pod's deadline, in unix seconds.", valueName: "key"),
    transform: nonBlank)
  var expiryKey = "delete-at"

  @Option(
    help: ArgumentHelp(
      "A generation that is alive; repeatable. Switches on the rule foreign-generation: pods of ours that "
        + "carry no live generation and are not in use are deleted.",
      valueName: "id"),
    transform: nonBlank)
  var generation: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file with the pods in use, \"name\" or \"namespace/name\" a line; repeatable. Switches on "
        + "foreign-generation too. A file that names no pod must have the line \"# end\".",
      valueName: "file"),
    transform: nonBlank)
  var inUse: [String] = []

  @Option(
    help: ArgumentHelp("An --in-use file older than this is not relied on.", valueName: "duration"))
  var sourceMaxAge = DurationArgument(seconds: 900)

  @Option(
    help: ArgumentHelp("The label, else annotation, with a pod's generation.", valueName: "key"),
    transform: nonBlank)
  var generationKey = "generation"

  @Option(
    help: ArgumentHelp(
      "What the names of our pods begin with: foreign-generation deletes no others.", valueName: "prefix"),
    transform: nonBlank)
  var namePrefix = "buildlet-"

  @Option(
    help: ArgumentHelp("foreign-generation keeps pods younger than this.", valueName: "duration"))
  var minAge = DurationArgument(seconds: 120)

  @Flag(help: "Delete foreign pods even if no pod carries the generation or its key, as after a typo.")
  var allowUnseenGeneration = false

  func validate() throws {
    if inUse.contains("-") { throw ValidationError("--in-use takes a file, not standard input") }
    if !expired, !hasGenerationRule {
      throw ValidationError("--no-expired leaves no rule: give --generation or --in-use")
    }
  }

  var hasGenerationRule: Bool { !generation.isEmpty || !inUse.isEmpty }

  var sources: GenerationSources {
    GenerationSources(generations: generation, inUseFiles: inUse, maxAge: sourceMaxAge.seconds)
  }

  func policy(namedNamespaces: [String]) -> Policy {
    let foreign = ForeignGenerationPolicy(
      generationKey: generationKey, namePrefix: namePrefix, minAge: minAge.seconds)
    return Policy(
      expiryKey: expiryKey, deletesExpired: expired,
      foreignGeneration: hasGenerationRule ? foreign : nil, namedNamespaces: Set(namedNamespaces))
  }

  /// nil: no guard against a typo is wanted.
  var unseenGate: UnseenGenerationGate? {
    guard hasGenerationRule, !allowUnseenGeneration else { return nil }
    return UnseenGenerationGate(key: generationKey, givenByHand: generation)
  }
}
