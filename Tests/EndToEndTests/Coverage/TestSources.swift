import TestSupport

/// The source text of the end-to-end tests, to find out what they cover.
enum TestSources {
  /// Every string literal in the tests, except those named `usage`, which only check what is rejected.
  static let literals: Set<String> = {
    let files = (try? Repository.files(in: "Tests/EndToEndTests", ending: ".swift")) ?? []
    // The coverage tests themselves must not count.
    let texts = files.filter { !$0.contains("/Coverage/") }.compactMap { try? Repository.text($0) }
    let tests = texts.flatMap { text in text.split(separator: "@Test(").filter { !$0.contains("func usage(") }
    }
    return Set(tests.flatMap { $0.matches(of: /"([^"\\\n]+)/).map { String($0.1) } })
  }()
}
