import Glibc
import TestSupport
import Testing

@testable import Shared

@Suite("Files that are replaced atomically", .timeLimit(.minutes(15)))
struct AtomicFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/run.prom" }

  init() throws { folder = try TemporaryFolder() }

  private func names() -> [String] {
    guard let stream = opendir(folder.path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test("The file holds all bytes, and no temporary file is left", arguments: [0, 1, 300_000])
  func bytes(count: Int) throws {
    let bytes = [UInt8](repeating: 7, count: count)
    try AtomicFile.write(bytes, to: path)
    #expect(try readFile(path) == bytes)
    #expect(names() == ["run.prom"])
  }

  @Test("An existing file is replaced, including its mode")
  func replaced() throws {
    let old = try folder.write("run.prom", "old and longer")
    chmod(old, 0o600)
    try AtomicFile.write(Array("new".utf8), to: path)
    #expect(try readFile(path) == Array("new".utf8))
    #expect(mode(path) == 0o644)
  }

  @Test("A pipe, a device or a socket is not replaced")
  func notRegular() throws {
    let pipe = try NamedPipe(in: TemporaryFolder())
    let error = #expect(throws: AtomicFileError.self) { try AtomicFile.write([1], to: pipe.path) }
    #expect(error?.exitStatus == .cantcreat)
    #expect(error?.description.contains("it is not a regular file") == true)
    var status = stat()
    #expect(lstat(pipe.path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test("Writing goes to a hidden file beside the old file, which stays intact")
  func beside() throws {
    _ = try folder.write("run.prom", "old")
    try AtomicFile.write(to: path) { descriptor throws(FileError) in
      #expect(try! readFile(path) == Array("old".utf8))
      let other = names().filter { $0 != "run.prom" }
      #expect(other.count == 1)
      #expect(other.allSatisfy { $0.hasPrefix(".run.prom.") && $0.count == ".run.prom.".count + 6 })
      try writeAll([1], to: descriptor, path: path)
    }
    #expect(try readFile(path) == [1])
  }

  @Test("A failed write leaves only the old file and exits with 74")
  func cannotBeWritten() throws {
    _ = try folder.write("run.prom", "old")
    let error = try #require(throws: AtomicFileError.self) {
      try AtomicFile.write(to: path) { _ throws(FileError) in
        throw FileError(path: "run.prom", code: ENOSPC, action: "write to")
      }
    }
    #expect(error.kind == .cannotBeWritten)
    #expect(error.exitStatus == .ioerr)
    #expect(error.description == "cannot write to run.prom: No space left on device")
    #expect(try readFile(path) == Array("old".utf8))
    #expect(names() == ["run.prom"])
  }

  @Test(
    "A file that cannot be created is an error that says why and exits with 73",
    arguments: [
      ("folder", EISDIR, "replace"),
      (String(repeating: "n", count: 250), ENAMETOOLONG, "create a temporary file beside"),
    ])
  func cannotBeMade(name: String, code: Int32, action: String) throws {
    _ = try folder.write("file", "")
    mkdir(folder.path + "/folder", 0o755)
    let path = "\(folder.path)/\(name)"
    let error = try #require(throws: AtomicFileError.self) { try AtomicFile.write([], to: path) }
    #expect(error == AtomicFileError(.cannotBeMade, path, code, action: action))
    #expect(error.exitStatus == .cantcreat)
    #expect(names().sorted() == ["file", "folder"])
  }

  @Test(
    "A folder that is none is named",
    arguments: [
      ("none", ENOENT, "the folder FOLDER/none does not exist"),
      ("file", ENOTDIR, "FOLDER/file is not a folder"),
    ])
  func noFolder(name: String, code: Int32, problem: String) throws {
    _ = try folder.write("file", "")
    let path = "\(folder.path)/\(name)/run.prom"
    let error = try #require(throws: AtomicFileError.self) { try AtomicFile.write([], to: path) }
    #expect((error.kind, error.cause.code, error.exitStatus) == (.cannotBeMade, code, .cantcreat))
    #expect(error.description == "cannot write \(path): \(problem.replacing("FOLDER", with: folder.path))")
  }

  @Test("A bare name is in the working directory, and /name is in the root")
  func folders() {
    let error = #expect(throws: AtomicFileError.self) { try AtomicFile.write([], to: "/") }
    #expect(error?.kind == .cannotBeMade)
    #expect(throws: AtomicFileError.self) { try AtomicFile.write([], to: "..") }
  }
}
