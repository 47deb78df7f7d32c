import Shared
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ReplyEncodingTests {
  static let types: [(String?, ReplyEncoding?)] = [
    ("application/json", .json), ("Application/JSON; charset=utf-8", .json), (" application/json ", .json),
    ("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", .json),
    ("application/vnd.kubernetes.protobuf", .protobuf),
    ("application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList", .protobuf),
    ("text/html", nil), ("", nil), (";", nil), ("application/jsonp", nil), (nil, nil),
  ]

  @Test("The Content-Type determines the encoding", arguments: types)
  func encoding(type: String?, encoding: ReplyEncoding?) {
    #expect(ReplyEncoding(contentType: type) == encoding)
  }
}
