import Shared
import Testing

@Suite("Secrets", .timeLimit(.minutes(15)))
struct SecretTests {
  @Test("A secret is never printed")
  func hidden() {
    let secret = Secret("hunter2")
    var dumped = ""
    dump([secret], to: &dumped)
    for text in ["\(secret)", "\([secret])", String(describing: secret), String(reflecting: secret), dumped] {
      #expect(!text.contains("hunter2"))
    }
  }
}
