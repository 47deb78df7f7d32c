import NIOCore
import NIOHTTP1

/// Answers one request, with the faults injected into it.
struct Delivery: Sendable {
  let service: any Service
  let writer: ResponseWriter
  let identity: Identity

  func answer(_ arrived: ReceivedRequest) async {
    let request = service.log.began(arrived)
    let faults = service.faults.take(request)
    let answer = await service.answer(request, identity, faults: faults)
    // The server does not care about a client that hangs up.
    try? await send(answer, to: request, faults)
    service.log.ended(request, status: answer.status)
  }

  private func send(_ answer: Answer, to request: ReceivedRequest, _ faults: [FaultAction]) async throws {
    for fault in faults { if try await fault.strike(writer) { return } }
    let indented = request.wantsIndentation
    let head = head(answer, request, length: answer.length(indented: indented), faults)
    var interruptions = faults.compactMap(Interruption.init).sorted { $0.offset < $1.offset }
    if case .bytes(let bytes) = answer.body, interruptions.isEmpty {
      service.log.leaves(request)
      return try await writer.write(head: head, whole: ByteBuffer(bytes: bytes))
    }
    try await writer.write(head: head)
    var source = BodySource(answer.body, indented: indented)
    var sent = 0
    let pace = Pace(bytesPerSecond: answer.bytesPerSecond)
    while var chunk = await source.next() {
      try await pace.wait(forByte: sent + chunk.readableBytes)
      while let interruption = interruptions.first, interruption.offset <= sent + chunk.readableBytes {
        let before = chunk.readSlice(length: max(0, interruption.offset - sent)) ?? ByteBuffer()
        sent += before.readableBytes
        try await writer.write(before)
        if try await interruption.happen(writer) { return }
        interruptions.removeFirst()
      }
      sent += chunk.readableBytes
      try await writer.write(chunk)
    }
    for interruption in interruptions { if try await interruption.happen(writer) { return } }
    service.log.leaves(request)
    try await writer.end()
  }

  private func head(
    _ answer: Answer, _ request: ReceivedRequest, length: Int?, _ faults: [FaultAction]
  ) -> HTTPResponseHead {
    let common = service.commonHeaders(request)
    var headers = HTTPHeaders((answer.headers + common).map { ($0.name, $0.value) })
    if let date = faults.reduce(Optional(service.now), { $1.date($0) }) {
      headers.add(name: "Date", value: HTTPDate.text(date))
    }
    if let length, length < writer.lengthLimit { headers.add(name: "Content-Length", value: String(length)) }
    return HTTPResponseHead(
      version: writer.isHTTP2 ? .http2 : .http1_1, status: .init(statusCode: answer.status), headers: headers)
  }
}

extension Answer {
  /// The body's length, if it is known before the body is made.
  func length(indented: Bool) -> Int? {
    switch body {
    case .bytes(let bytes): bytes.count
    case .list(let list): indented && list.isJSON ? nil : list.size
    case .repeated, .events: nil
    }
  }
}
