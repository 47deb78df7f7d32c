import Foundation

import TestSupport
import Testing

@testable import Shared
@testable import reap_pods

@Suite("The dialects, compared with the tools' own code", .timeLimit(.minutes(15)))
struct DialectVectorTests {
  struct File: Decodable {
    let created: Int64
    let vectors: [Vector]
  }

  struct Vector: Decodable {
    let key: String
    let text: String
    /// nil if the tool never deletes the pod, or rejects the value.
    let deadline: Int64?

    private enum Key: CodingKey { case key, text, deadline }

    init(key: String, text: String, deadline: Int64?) {
      (self.key, self.text, self.deadline) = (key, text, deadline)
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      key = try values.decode(String.self, forKey: .key)
      text = try values.decode(String.self, forKey: .text)
      deadline = try? values.decodeIfPresent(Int64.self, forKey: .deadline)
    }
  }

  @Test("A pod is deleted a second after the tool's deadline, and never if the tool would keep it")
  func vectors() throws {
    let data = try Data(contentsOf: URL(filePath: Repository.vectors + "/dialects.json"))
    let file = try JSONDecoder().decode(File.self, from: data)
    #expect(file.vectors.count == 63)
    for vector in file.vectors {
      #expect(!isDeleted(vector, file.created, now: vector.deadline ?? .max), "\(vector)")
      if let deadline = vector.deadline {
        #expect(isDeleted(vector, file.created, now: deadline + 1), "\(vector)")
      }
    }
  }

  /// A key, a text and its deadline: a number, `null` for never, or `"error"` for a text that the tool refuses.
  struct Text: Decodable {
    let vector: Vector

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      let (key, text) = (try values.decode(String.self), try values.decode(String.self))
      vector = Vector(key: key, text: text, deadline: try? values.decode(Int64.self))
    }
  }

  struct Texts: Decodable {
    let created: Int64
    let vectors: [Text]
  }

  @Test("No pod is deleted before the tool's deadline, and none whose value the tool refuses")
  func texts() throws {
    let data = try Data(contentsOf: URL(filePath: Repository.vectors + "/dialect-texts.json"))
    let file = try JSONDecoder().decode(Texts.self, from: data)
    #expect(file.vectors.count == 5000)
    let deadlines = file.vectors.filter { $0.vector.deadline != nil }
    // Of 1,182 deadlines, 13 are beyond 64 bits and count as never.
    #expect(deadlines.count == 1169)
    for text in file.vectors {
      let vector = text.vector
      #expect(!isDeleted(vector, file.created, now: vector.deadline ?? 1 << 60), "\(vector)")
    }
    // Most of what the tools read is read here too.
    let later = deadlines.count { isDeleted($0.vector, file.created, now: 1 << 60) }
    #expect(later > 500)
  }

  @Test(
    "A date before 1970 is unreadable and keeps the pod",
    arguments: [
      (KubeJanitor.expiresKey, "0000-01-01"), (KubeJanitor.expiresKey, "0000-02-29T00:00:00Z"),
      (KubeJanitor.expiresKey, "1969-12-31T23:59"), (Kyverno.ttlKey, "0000-01-01"),
      (Kyverno.ttlKey, "1969-12-31T235959Z"),
    ])
  func early(key: String, text: String) {
    #expect(!isDeleted(Vector(key: key, text: text, deadline: nil), 0, now: 1 << 60))
  }

  private func isDeleted(_ vector: Vector, _ created: Int64, now: Int64) -> Bool {
    let texts: SelectedMetadata = [vector.key: vector.text]
    let pod = pod(created: created, annotations: texts, labels: texts)
    let policy = Policy(deletesExpired: false, dialects: Dialect.allCases)
    return judge(pod, policy: policy, live: LiveGenerations(), now: now).isDelete
  }
}
