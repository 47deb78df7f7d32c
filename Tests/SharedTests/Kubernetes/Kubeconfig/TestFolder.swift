import Glibc
import Shared

/// A temporary folder for one test.
final class TestFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/podkeeper-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw FileError(path: "/tmp", code: errno, action: "create a folder in")
    }
    path = String(cString: made)
  }

  deinit {
    for name in names { remove("\(path)/\(name)") }
    remove(path)
  }

  /// A shell under another name. Plugins are `sh -c …`, because a script that was just written may still be
  /// open for writing in a child process of another test ("text file busy").
  func shell(as name: String) { symlink("/bin/sh", "\(path)/\(name)") }

  /// The lines of a file, empty if the file is missing.
  func lines(_ name: String) -> [String] {
    guard let bytes = try? readFile("\(path)/\(name)") else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
