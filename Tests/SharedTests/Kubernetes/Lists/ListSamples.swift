import TestSupport

@testable import Shared

/// Reads the bytes of a recorded response.
func recordedBytes(_ name: String) throws -> [UInt8] {
  try readFile("\(Repository.recordedAnswers)/\(name)")
}

extension ReplyEncoding {
  /// The encoding that the name of a recorded response implies.
  init(recorded name: String) {
    self = name.hasSuffix(".pb") ? .protobuf : .json
  }
}

/// Keys that occur in the recorded pods.
let sampleKeys = MetadataFilter(annotations: ["delete-at", "podkeeper/keep"], labels: ["generation"])

/// The pods and metadata of a list.
struct ReadPods: Equatable {
  var pods: [Pod] = []
  var metadata = ListMetadata()
}

/// Reads one response as a list call does, except that an invalid item ends it.
struct PodListReader {
  private let encoding: ReplyEncoding
  private var page: ListPage
  private var items: ListItems<PodDecoder>

  /// How many items were decoded.
  var count: Int { items.number }

  init(_ encoding: ReplyEncoding, wanted: MetadataFilter = sampleKeys, expecting kinds: [String] = podLists) {
    self.encoding = encoding
    page = ListPage(kinds: kinds)
    items = ListItems(PodDecoder(wanted))
  }

  mutating func receive(_ bytes: UnsafeRawBufferPointer, pod: (Pod) throws -> Void) throws {
    let type = encoding == .json ? "application/json" : "application/vnd.kubernetes.protobuf"
    try page.receive(bytes, contentType: type) { item, encoding in
      let object: Pod
      do throws(UnreadableItem) { object = try items.object(item, encoding) } catch {
        throw ReplyError.malformed(error.problem)
      }
      try pod(object)
    }
  }

  func finish() throws -> ListMetadata { try page.finish() }
}

/// Reads a whole list in chunks.
func readPods(
  _ body: [UInt8], _ encoding: ReplyEncoding, chunk: Int = 1 << 20, wanted: MetadataFilter = sampleKeys,
  expecting kinds: [String] = podLists
) throws -> ReadPods {
  var reader = PodListReader(encoding, wanted: wanted, expecting: kinds)
  var read = ReadPods()
  for bytes in chunks(body, of: chunk) {
    try bytes.withUnsafeBytes { try reader.receive($0) { read.pods.append($0) } }
  }
  read.metadata = try reader.finish()
  return read
}

func readPods(recorded name: String, chunk: Int = 1 << 20) throws -> ReadPods {
  try readPods(recordedBytes(name), ReplyEncoding(recorded: name), chunk: chunk)
}

func readPods(_ json: String, chunk: Int = 1 << 20) throws -> ReadPods {
  try readPods(Array(json.utf8), .json, chunk: chunk)
}

/// The undecoded items and the metadata of a list.
typealias ReadItems = (items: [[UInt8]], metadata: ListMetadata)

func readItems<Reader: ListReader>(_ chunks: [ArraySlice<UInt8>], _ reader: Reader) throws -> ReadItems {
  var reader = reader
  var items: [[UInt8]] = []
  for bytes in chunks {
    try bytes.withUnsafeBytes { try reader.receive($0) { items.append(Array($0)) } }
  }
  return (items, try reader.finish())
}

/// - Parameter name: implies the encoding.
func readItems(_ chunks: [ArraySlice<UInt8>], recorded name: String) throws -> ReadItems {
  switch ReplyEncoding(recorded: name) {
  case .protobuf: try readItems(chunks, ProtobufListReader(expecting: podLists))
  case .json: try readItems(chunks, JSONListReader(expecting: podLists))
  }
}

func readItems(_ body: [UInt8], recorded name: String) throws -> ReadItems {
  try readItems([body[...]], recorded: name)
}

func readItems(json: String, chunk: Int = 1 << 20) throws -> ReadItems {
  try readItems(chunks(Array(json.utf8), of: chunk), JSONListReader(expecting: podLists))
}

let podLists = ["PodList", "PartialObjectMetadataList"]

func chunks(_ body: [UInt8], of size: Int) -> [ArraySlice<UInt8>] {
  stride(from: 0, to: body.count, by: size).map { body[$0..<min($0 + size, body.count)] }
}
