import ArgumentParser

/// Options for the ledger.
public struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep a ledger of pods and runs in this folder, one folder per cluster (default: none).",
      valueName: "folder"),
    transform: nonBlank)
  public var ledger: String?

  @Option(
    help: ArgumentHelp(
      "Drop days of the ledger that are older than this (default: 30d).", valueName: "duration"),
    transform: duration)
  public var ledgerMaxAge = DurationArgument(seconds: 30 * 86_400)

  @Option(
    help: ArgumentHelp(
      "Drop the oldest days of the ledger while it is larger than this (default: 1536Mi).",
      valueName: "quantity"),
    transform: byteCount)
  public var ledgerMaxBytes = ByteCount(1536 << 20, text: "1536Mi")

  public init() {}

  public func validate() throws {
    if ledgerMaxAge.seconds < 86_400 { throw ValidationError("--ledger-max-age must be at least 1d") }
  }

  public var retention: LedgerRetention {
    LedgerRetention(maxAge: ledgerMaxAge.seconds, maxBytes: ledgerMaxBytes.bytes)
  }
}

/// A number of bytes: `1536Mi`.
public struct ByteCount: Equatable, Sendable, CustomStringConvertible {
  public let bytes: Int
  private let text: String

  init(_ bytes: Int, text: String) {
    self.bytes = bytes
    self.text = text
  }

  public var description: String { text }
}

private func byteCount(_ value: String) throws -> ByteCount {
  let text = try nonBlank(value)
  guard let bytes = try? ParsedQuantity(text).quantity.value, bytes >= 1 << 20 else {
    throw ValidationError("expected a quantity of at least 1Mi, such as 1536Mi")
  }
  return ByteCount(Int(bytes), text: text)
}
