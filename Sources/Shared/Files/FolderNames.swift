import Glibc

/// The names of what is in a folder, in no order; without `.` and `..`.
public func folderNames(_ path: String) throws(FileError) -> [String] {
  guard let folder = opendir(path) else { throw FileError(path: path, code: errno, doing: "opening it") }
  defer { closedir(folder) }
  return try folderNames(folder, path)
}

func folderNames(_ folder: OpaquePointer, _ path: String) throws(FileError) -> [String] {
  var names: [String] = []
  while true {
    // Only so is an error told from the end.
    errno = 0
    guard let entry = readdir(folder) else {
      guard errno == 0 else { throw FileError(path: path, code: errno, doing: "listing it") }
      return names
    }
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
}
