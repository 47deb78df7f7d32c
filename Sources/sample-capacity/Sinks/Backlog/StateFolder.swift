import Shared

/// The folder of `--state`, with a subfolder for each backlog.
struct StateFolder {
  private let state: PrivateFolder

  /// Opens the folder. Creates it for this user only if it is missing.
  ///
  /// - Parameter say: called once per volume, after creating a folder in it.
  /// - Throws: `.untrusted` if others can write to it.
  init(_ path: String, say: (String) -> Void = { _ in }) throws(BacklogError) {
    do throws(PrivateFolderError) { state = try PrivateFolder(path) } catch { throw BacklogError(error) }
    if state.isNewInVolume {
      say(
        "\(path) is a volume that anyone can write to; keeping samples in \(state.folder.path), for this user only"
      )
    }
  }

  /// Opens a folder in it. Creates it for this user only if it is missing.
  func subfolder(_ name: String) throws(BacklogError) -> OpenFolder {
    do throws(PrivateFolderError) { return try state.subfolder(name) } catch { throw BacklogError(error) }
  }

  /// Returns nil if it does not exist.
  func subfolder(ifThere name: String) throws(BacklogError) -> OpenFolder? {
    do throws(PrivateFolderError) { return try state.subfolder(ifThere: name) } catch {
      throw BacklogError(error)
    }
  }
}
