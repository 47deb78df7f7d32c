/// A refused value of `--to` as errors show it, after a space: whole, or only its kind if the rest may hold a password
/// or a key. Empty if even the kind looks odd.
func shown(place: String) -> String {
  let kind = place.prefix { $0 != ":" }
  guard !kind.isEmpty, kind.count <= 20, kind.allSatisfy({ $0.isASCII && ($0.isLowercase || $0 == "-") })
  else { return "" }
  return place == kind || isHarmless(place, kind: kind) ? " \(place)" : " \(kind):…"
}

/// Whether it can be neither a URL nor a key: a file name, or a short word.
private func isHarmless(_ place: String, kind: Substring) -> Bool {
  guard !["otlp", "http", "https"].contains(kind), !place.contains("//"), place.count <= 100
  else { return false }
  let isPlain = place.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:/ ~,+".contains($0)) }
  return isPlain && (place.count <= 30 || place.contains { $0 == "/" || $0 == "." })
}
