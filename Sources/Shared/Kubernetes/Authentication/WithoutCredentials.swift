extension String {
  /// `***` for what looks like a credential. For what a program that hands them out writes to stderr: when it
  /// fails, it may repeat one that never came to us.
  var withoutCredentials: String {
    let key = #/-----BEGIN [A-Z ]*PRIVATE KEY-----.*/#.dotMatchesNewlines()
    let named = #/((?:token|password|secret|key)["']?\s*[:=]\s*["']?|(?:bearer|basic)\s+)[^\s"',;]+/#
      .ignoresCase()
    // Base64, hexadecimal digits, the parts of a JSON web token.
    let random = #/[A-Za-z0-9_+~\/.\-]*[A-Za-z0-9_+~\-]{20,}[A-Za-z0-9_+~\/.=\-]*/#
    return replacing(key) { _ in "***" }
      .replacing(named) { "\($0.1)***" }
      .replacing(random) { $0.0.count(where: \.isNumber) < 2 ? $0.0 : "***" }
  }
}
