import Shared
import Testing

@testable import sample_capacity

@Suite("The file of known pods", .timeLimit(.minutes(15)))
struct KnownPodsTests {
  private func known(_ count: Int) -> KnownPods {
    var known = KnownPods(
      ContiguousArray(
        (0..<count).reversed().map {
          .init(id: PodID(high: UInt64($0 / 3), low: UInt64($0)), state: UInt64($0) << 7)
        }))
    known.time = noon
    known.podsSize = 12_345
    known.seriesDue = noon + 60
    known.classes = BuildClasses(lastSeen: ["default": noon, "linux-amd64": noon - 5])
    return known
  }

  @Test("It can be read again, and a pod takes 24 bytes", arguments: [0, 1, 2, 100])
  func roundTrip(count: Int) {
    let known = known(count)
    #expect(KnownPods(bytes: known.bytes) == known)
    #expect(known.bytes.count == self.known(0).bytes.count + 24 * count)
  }

  @Test("A file that was cut, or in which a byte has changed, is not believed")
  func damage() {
    let bytes = known(3).bytes
    for count in 0..<bytes.count { #expect(KnownPods(bytes: Array(bytes[..<count])) == nil) }
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x10
      #expect(KnownPods(bytes: changed) == nil, "byte \(place)")
    }
    #expect(KnownPods(bytes: bytes + Array(repeating: 0, count: 24)) == nil)
  }

  @Test("Each pod is found, and no other")
  func places() {
    let known = known(50)
    for (place, entry) in known.entries.enumerated() { #expect(known.place(of: entry.id) == place) }
    #expect(known.place(of: PodID(high: 0, low: 50)) == nil)
    #expect(KnownPods().place(of: PodID(high: 0, low: 0)) == nil)
  }

  @Test("A pod that is listed twice is known by its place in the list")
  func placeTable() {
    var (table, entries) = (PlaceTable(), ContiguousArray<KnownPods.Entry>())
    for number in 0..<1000 {
      let id = PodID(high: UInt64(number % 7), low: UInt64(number))
      // Not all that are in the list are noted.
      if number % 3 > 0 {
        let isNew = table.insert(id, after: entries)
        #expect(isNew)
      }
      entries.append(.init(id: id, state: 0))
    }
    for (place, entry) in entries.enumerated() where place % 3 > 0 {
      let isNew = table.insert(entry.id, after: entries)
      #expect(!isNew)
    }
    let isNew = table.insert(PodID(high: 7, low: 0), after: entries)
    #expect(isNew)
  }

  @Test("A UID is kept as its 16 bytes; any other text as a digest")
  func ids() throws {
    let text = "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff"
    let (id, isDigest) = PodID.of(text)
    #expect(!isDigest && id.uuid == text)
    for other in ["", "uid-1", text.uppercased(), text + "0", "0f1e2d3c04b5a-4978-8695-a4b3c2d1e0ff"] {
      #expect(PodID.of(other).isDigest)
    }
    #expect(PodID.of("uid-1").id != PodID.of("uid-2").id)
    #expect(PodID.of("uid-1").id == PodID.of("uid-1").id)
  }
}

@Suite("The classes of build pods", .timeLimit(.minutes(15)))
struct BuildClassesTests {
  @Test(
    "A label is the class, the first 20 of them; no label is \"default\", and what no label may be is \"other\""
  )
  func names() {
    var classes = BuildClasses()
    #expect(classes.name(nil, now: noon) == "default")
    #expect(classes.name("linux-amd64", now: noon) == "linux-amd64")
    for odd in ["", "a b", String(repeating: "x", count: 64), "other", "é"] {
      #expect(classes.name(odd, now: noon) == "other")
    }
    for number in 0..<18 { #expect(classes.name("c\(number)", now: noon) == "c\(number)") }
    #expect(classes.name("c18", now: noon) == "other")
    #expect(classes.name("c17", now: noon) == "c17")
    classes.prune(now: noon + BuildClasses.memory)
    #expect(classes.name("c18", now: noon) == "c18")
  }
}
