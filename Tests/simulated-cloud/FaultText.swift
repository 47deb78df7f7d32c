import ArgumentParser
import SimulatedCloud

/// Parses faults on the command line.
enum FaultText {
  static let help = """
    WHAT is one of status=CODE[,RETRY-AFTER], delay=SECONDS, status-afterwards=CODE, stall=BYTES,SECONDS, cut=BYTES (the stream), \
    close=BYTES (the connection), drop=BYTES (without close_notify), status-in-body=BYTES, reset, \
    skewed-date=SECONDS, no-date, replace-pod, update-pod, terminate-pod, restore-pod, \
    expired-token, garbage, redirect=URL, \
    gzip-bomb=BYTES, bomb=BYTES.
    """

  static func action(_ word: String) -> FaultAction? {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    let values = parts.count > 1 ? parts[1].split(separator: ",", maxSplits: 1).map(String.init) : []
    let number = values.first.flatMap(Int.init)
    switch parts[0] {
    case "status": return number.map { .status($0, retryAfter: values.count > 1 ? values[1] : nil) }
    case "status-afterwards": return number.map { .statusAfterwards($0) }
    case "delay": return values.first.flatMap(Double.init).map { .delay(.seconds($0)) }
    case "stall":
      guard let number, values.count > 1, let seconds = Double(values[1]) else { return nil }
      return .stall(after: number, for: .seconds(seconds))
    case "cut": return number.map { .cut(after: $0, .streamReset) }
    case "close": return number.map { .cut(after: $0, .closed) }
    case "drop": return number.map { .cut(after: $0, .dropped) }
    case "status-in-body": return number.map { .statusInBody(after: $0) }
    case "skewed-date": return number.map { .skewedDate(Int64($0)) }
    case "gzip-bomb": return number.map { .bomb(.gzip, bytes: $0) }
    case "bomb": return number.map { .bomb(.chunked, bytes: $0) }
    case "redirect": return parts.count > 1 ? .redirect(to: parts[1]) : nil
    default: return simple[parts[0]]
    }
  }

  private static let simple: [String: FaultAction] = [
    "reset": .reset, "no-date": .noDate, "replace-pod": .replacePod, "update-pod": .updatePod,
    "terminate-pod": .terminatePod, "restore-pod": .restorePod,
    "expired-token": .expiredToken, "garbage": .garbage,
  ]
}

extension Fault: ExpressibleByArgument {
  public init?(argument: String) {
    var fault: Fault?
    var (method, path, times, skipping): (String?, String?, Int?, Int) = (nil, nil, nil, 0)
    for word in argument.split(separator: " ").map(String.init) {
      if word.hasPrefix("/") {
        path = word
      } else if word.hasPrefix("x"), let number = Int(word.dropFirst()) {
        times = number
      } else if word.hasPrefix("+"), let number = Int(word.dropFirst()) {
        skipping = number
      } else if word.allSatisfy(\.isUppercase) {
        method = word
      } else {
        guard let action = FaultText.action(word) else { return nil }
        fault = Fault(action)
      }
    }
    guard var fault else { return nil }
    (fault.method, fault.path, fault.times, fault.skipping) = (method, path, times, skipping)
    self = fault
  }
}
