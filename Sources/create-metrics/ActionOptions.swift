import ArgumentParser

/// What to do with the descriptors.
struct ActionOptions: ParsableArguments {
  @Flag(help: "Change nothing; exit with 1 if a descriptor is missing or differs.")
  var check = false

  @Flag(help: "Fix the unit, display name, description and labels of descriptors that differ.")
  var update = false

  @Flag(help: "Delete the descriptors and the history of their metrics; needs --yes.")
  var delete = false

  @Flag(help: "Confirm --delete.")
  var yes = false

  @Flag(help: "Change nothing; show what would be done.")
  var dryRun = false

  func validate() throws {
    let given = [(check, "--check"), (update, "--update"), (delete, "--delete")].filter(\.0).map(\.1)
    if given.count > 1 {
      throw ValidationError("\(given[0]) and \(given[1]) cannot be combined")
    }
    if delete, !yes, !dryRun {
      throw ValidationError("--delete also deletes all points of the metrics; confirm it with --yes")
    }
    if yes, !delete { throw ValidationError("--yes confirms --delete, which is not given") }
  }

  var goal: Goal {
    if check { return .check }
    return delete ? .delete : .ensure(update: update)
  }
}
