import Shared

/// What the ledger says about a run besides its report: the names of its options, and the settings of its gates.
struct RunRecord: Equatable {
  /// Without their values.
  let flags: [String]
  /// In percent.
  let maxShare: Int
  let limit: Int?
  /// The gate that stopped the run.
  var refused: String?

  /// - Parameter arguments: the command line, with the program's name.
  init(arguments: [String], maxShare: Int, limit: Int?, refused: String? = nil) {
    flags = arguments.dropFirst().compactMap(Self.name)
    self.maxShare = maxShare
    self.limit = limit
    self.refused = refused
  }

  func gates(_ report: ReapReport) -> JSONValue {
    var members = LedgerMembers()
    members.set("clockOffset", report.clock?.offset)
    members.set("maxShare", Int64(maxShare))
    members.set("limit", limit.map(Int64.init))
    members.set("refused", refused)
    return .object(members.list)
  }

  /// The name of an option; nil for a value.
  private static func name(_ argument: String) -> String? {
    let name = argument.prefix { $0 != "=" }
    let letters = name.drop { $0 == "-" }
    guard name.hasPrefix("-"), let first = letters.utf8.first, !first.isASCIIDigit,
      letters.utf8.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") })
    else { return nil }
    return String(name)
  }
}

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}

extension Policy {
  /// The active rules with their keys, durations and numbers. Generations are only counted.
  var json: JSONValue {
    var members = LedgerMembers()
    members.set("expired", deletesExpired)
    members.set("expiryKey", expiryKey)
    members.set("generationKey", generationKey)
    if let rule = foreignGeneration {
      members.set(
        "foreignGeneration", ["namePrefix": .string(rule.namePrefix), "minAge": .integer(rule.minAge)])
    }
    if !retiredGenerations.isEmpty {
      members.set("retiredGenerations", Int64(retiredGenerations.count))
    }
    members.set("finishedAfter", finishedAfter)
    members.set("pendingAfter", pendingAfter)
    if let rule = stuckTerminating {
      members.set("forceAfter", rule.after)
      members.set("forceNotReady", rule.evenNotReady)
    }
    if !dialects.isEmpty { members.set("dialects", .array(dialects.map { .string($0.rawValue) })) }
    return .object(members.list)
  }
}
