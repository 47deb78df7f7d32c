import Shared
import Testing

@testable import reap_pods

@Suite("A lease as the source of the live generation", .timeLimit(.minutes(15)))
struct LeaseReadingTests {
  private func lease(
    holder: String? = "g2", duration: Int64? = 30, renewed: Int64? = noon - 10, acquired: Int64? = noon - 3600
  ) -> Lease {
    Lease(holderIdentity: holder, leaseDurationSeconds: duration, renewTime: renewed, acquireTime: acquired)
  }

  private func read(_ lease: Lease) throws -> LiveGenerations {
    try LiveGenerations(lease: lease, source: "lease/a/b", minAge: 120, now: noon)
  }

  @Test("The holder of a lease is live")
  func holder() throws {
    #expect(try read(lease()) == LiveGenerations(generations: ["g2"]))
    #expect(try read(lease(renewed: noon - 30)) == LiveGenerations(generations: ["g2"]))
    #expect(try read(lease(acquired: nil)) == LiveGenerations(generations: ["g2"]))
  }

  @Test("A lease acquired just now is a hand-over", arguments: [(119, true), (120, false)])
  func handOver(ago: Int64, isHandingOver: Bool) throws {
    #expect(try read(lease(acquired: noon - ago)).isHandingOver == isHandingOver)
  }

  @Test("An unusable lease is refused")
  func unusable() {
    let odd = [
      lease(holder: nil), lease(holder: ""), lease(holder: " "), lease(duration: nil), lease(renewed: nil),
      lease(renewed: noon - 31), lease(duration: .max), lease(renewed: noon + 31),
    ]
    for lease in odd { #expect(throws: SourceError.self) { try read(lease) } }
  }

  @Test("The smallest and largest times are handled like any others")
  func extremes() throws {
    for lease in [lease(renewed: .min), lease(renewed: .max), lease(duration: .min)] {
      #expect(throws: SourceError.self) { try read(lease) }
    }
    #expect(try !read(lease(acquired: .min)).isHandingOver)
    #expect(try read(lease(acquired: .max)).isHandingOver)
  }

  @Test("A ConfigMap lists one generation per line, and at least one")
  func configMap() throws {
    for text in ["# alive\ng1\n  g2  # the newer one\n\n", "\u{FEFF}g1\r\ng2"] {
      let live = try LiveGenerations(generationLines: text, source: "s")
      #expect(live == LiveGenerations(generations: ["g1", "g2"]))
    }
    for empty in ["", "\n", "# none\n", "\u{FEFF}"] {
      #expect(throws: SourceError.self) { try LiveGenerations(generationLines: empty, source: "s") }
    }
  }

  @Test(
    "A reference names its object completely",
    arguments: [
      ("lease/a/b", GenerationReference.lease(namespace: "a", name: "b")),
      ("configmap/a/b/c.d", .configMap(namespace: "a", name: "b", key: "c.d")),
    ])
  func reference(text: String, reference: GenerationReference) {
    #expect(GenerationReference(argument: text) == reference)
    #expect(reference.description == text)
  }

  @Test(
    "Any other reference is refused",
    arguments: [
      "", "lease", "lease/a", "lease/a/", "lease//b", "lease/a/b/c", "configmap/a/b", "secret/a/b",
      "lease/ /b", "lease/../b", "lease/a/.", "configmap/a/b%2e/k",
    ])
  func oddReference(text: String) {
    #expect(GenerationReference(argument: text) == nil)
  }
}
