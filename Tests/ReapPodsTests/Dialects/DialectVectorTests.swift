import Foundation
import Shared
import TestSupport
import Testing

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

  private func isDeleted(_ vector: Vector, _ created: Int64, now: Int64) -> Bool {
    let texts: SelectedMetadata = [vector.key: vector.text]
    let pod = pod(created: created, annotations: texts, labels: texts)
    let policy = Policy(deletesExpired: false, dialects: Dialect.allCases)
    return judge(pod, policy: policy, live: LiveGenerations(), now: now).isDelete
  }
}
