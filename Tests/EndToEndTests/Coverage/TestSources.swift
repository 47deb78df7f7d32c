import TestSupport

/// The text of the end-to-end tests, which says what they cover.
enum TestSources {
  /// Every literal in a test that runs a program to some end: those named `usage` only show what is refused.
  static let literals: Set<String> = {
    let files = (try? Repository.files(in: "Tests/EndToEndTests", ending: ".swift")) ?? []
    // What asks for coverage must not give it.
    let texts = files.filter { !$0.contains("/Coverage/") }.compactMap { try? Repository.text($0) }
    let tests = texts.flatMap { text in text.split(separator: "@Test(").filter { !$0.contains("func usage(") }
    }
    return Set(tests.flatMap { $0.matches(of: /"([^"\\\n]+)/).map { String($0.1) } })
  }()
}
