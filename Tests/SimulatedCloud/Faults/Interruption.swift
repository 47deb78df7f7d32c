import NIOCore

/// Something that happens in the middle of a body.
struct Interruption: Sendable {
  let offset: Int
  private let action: FaultAction

  init?(_ action: FaultAction) {
    switch action {
    case .stall(let offset, _), .emptyFrames(let offset), .flood(let offset), .cut(let offset, _),
      .statusInBody(let offset):
      self.offset = offset
    default: return nil
    }
    self.action = action
  }

  /// Whether the response is over.
  func happen(_ writer: ResponseWriter) async throws -> Bool {
    switch action {
    case .stall(_, let time):
      try await Task.sleep(for: time)
      return false
    case .emptyFrames:
      while true {
        try await writer.writeNothing()
        try await Task.sleep(for: .milliseconds(1))
      }
    case .flood:
      try await writer.flood()
      return true
    case .cut(_, let cut):
      await cut.happen(writer)
      return true
    case .statusInBody:
      try await writer.write(ByteBuffer(string: Self.status))
      try await writer.end()
      return true
    default: return false
    }
  }

  private static let status = """
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"etcdserver: leader changed",\
    "code":500}
    """
}

extension FaultAction.Cut {
  fileprivate func happen(_ writer: ResponseWriter) async {
    switch self {
    case .streamReset: try? await writer.channel.close()
    case .closed: await writer.connection.close()
    case .dropped: await writer.connection.closeAbruptly()
    case .reset: await writer.connection.reset()
    }
  }
}
