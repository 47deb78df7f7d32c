import Foundation
import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("The folder of undelivered samples", .timeLimit(.minutes(15)))
struct BacklogFolderTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/state/p+cluster"
  }

  /// Waits, because a child process of another test may briefly hold open files, including the lock.
  private func open(_ patience: Duration = .seconds(120)) throws -> BacklogFolder {
    try BacklogFolder("p+cluster", in: StateFolder(folder.path + "/state"), .init(patience))
  }

  @Test("Samples come back oldest first, also in another run, until they are removed")
  func order() throws {
    for second in [3000, 1000, 20_000] { try open().add(.of(Int64(second))) }
    let backlog = try open()
    let items = try backlog.items()
    #expect(items.map(\.time) == [1_000_250_000, 3_000_250_000, 20_000_250_000])
    #expect(items.map(\.points) == [2, 2, 2])
    #expect(try backlog.sample(items[1]) == .of(3000))
    try backlog.remove(items[1])
    try backlog.remove(items[1])
    #expect(try backlog.items() == [items[0], items[2]])
  }

  @Test("Only this user can access it")
  func mode() throws {
    _ = try open()
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test("One run at a time holds it, until that run ends")
  func lock() throws {
    var first: BacklogFolder? = try open()
    let error = #expect(throws: BacklogError.self) { try open(.milliseconds(30)) }
    #expect(error == .locked(path))
    #expect(try first?.items() == [])
    first = nil
    _ = try open()
  }

  @Test("Temporary files of a killed run are removed; unknown files stay and do not count")
  func strangers() throws {
    let file: String
    do {
      let backlog = try open()
      try backlog.add(.of(1000))
      file = path + "/notes.txt"
      for name in [".1-2.json.Ab3dEf", "notes.txt", "007-2.json", "1-2-3.json", "x-1.json"] {
        #expect(FileManager.default.createFile(atPath: path + "/" + name, contents: Data()))
      }
    }
    #expect(try open().items().count == 1)
    #expect(FileManager.default.fileExists(atPath: file))
    #expect(!FileManager.default.fileExists(atPath: path + "/.1-2.json.Ab3dEf"))
  }

  @Test("A file whose contents do not match its name is corrupt, and can be set aside")
  func corrupt() throws {
    let backlog = try open()
    try backlog.add(.of(1000))
    let item = try backlog.items()[0]
    let file = path + "/1000250000-2.json"
    try Data(PendingSample.of(2000).serialized().utf8).write(to: URL(filePath: file))
    #expect(throws: BacklogError.self) { try backlog.sample(item) }
    let place = try backlog.setAside(item)
    #expect(FileManager.default.fileExists(atPath: place))
    #expect(try backlog.items() == [])
  }

  @Test("A name that claims more points than a file can hold is corrupt too")
  func impossible() throws {
    let backlog = try open()
    try backlog.add(.of(1000))
    let names = ["1-9223372036854775807.json", "2-9223372036854775807.json", "9223372036854775807-1.json"]
    for name in names {
      _ = try folder.write("state/p+cluster/\(name)", try PendingSample.of(1000).serialized())
    }
    let items = try backlog.items()
    #expect(items.map(\.isPossible) == [false, false, true, true])
    for item in [items[0], items[1], items[3]] {
      #expect(throws: BacklogError.self) { try backlog.sample(item) }
    }
    #expect(try backlog.setAside(items[0]) == "\(path)/\(names[0]).corrupt")
  }

  @Test("A link among the samples is not followed, and can be set aside")
  func link() throws {
    let backlog = try open()
    let other = try folder.write("other", try PendingSample.of(1000).serialized())
    #expect(symlink(other, path + "/1000250000-2.json") == 0)
    let item = try backlog.items()[0]
    let error = #expect(throws: BacklogError.self) { try backlog.sample(item) }
    #expect(error?.exitStatus == .ioerr)
    _ = try backlog.setAside(item)
    #expect(try backlog.items() == [] && readFile(other).count > 0)
  }
}
