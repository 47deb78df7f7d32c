import Glibc

/// Runs a command and waits for it. The thread must be allowed to block.
enum Command {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func run(_ name: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in 0...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    let words = ([name] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    let error = posix_spawnp(&child, name, &actions, nil, words, environ)
    guard error == 0 else { throw Failure(description: "\(name): \(String(cString: strerror(error)))") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    guard status == 0 else {
      throw Failure(description: "\(name) \(arguments[0]) ended with status \(status)")
    }
  }
}
