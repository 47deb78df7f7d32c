/// A report for programs, without the members that all reports end with. JSON, JSON lines and YAML are made from it.
public struct ReportJSON {
  /// The part of a report that may be long. Its elements are made one by one, so that they need no memory.
  public struct List {
    let key: String
    let count: Int
    /// Whether each element stands on a line of its own in JSON, so that the text needs no memory either.
    let breaksLines: Bool
    let element: (Int) -> JSONValue

    public init(
      _ key: String, count: Int, breaksLines: Bool = false, element: @escaping (Int) -> JSONValue
    ) {
      self.key = key
      self.count = count
      self.breaksLines = breaksLines
      self.element = element
    }
  }

  public let schema: String
  /// After the schema.
  public var head: [JSONValue.Member]
  public var list: List?
  /// After the list.
  public var tail: [JSONValue.Member]
  /// The last line of JSON lines has this instead of `head` and `tail`.
  public var summary: JSONValue

  public init(
    schema: String, head: [JSONValue.Member], list: List?, tail: [JSONValue.Member] = [], summary: JSONValue
  ) {
    self.schema = schema
    self.head = head
    self.list = list
    self.tail = tail
    self.summary = summary
  }

  private var allHead: [JSONValue.Member] { [.init("schema", .string(schema))] + head }

  private func elements(_ list: List) -> [JSONValue] { (0..<list.count).map(list.element) }

  func writeJSON(ending: [JSONValue.Member], to output: StandardOutput) throws {
    guard let list, list.breaksLines else {
      let middle = list.map { [JSONValue.Member($0.key, .array(elements($0)))] } ?? []
      return try output.write(line: JSONValue.object(allHead + middle + tail + ending).serialized())
    }
    try output.write(line: "\(try JSONValue.object(allHead).serialized().dropLast()),\"\(list.key)\":[")
    for index in 0..<list.count {
      try output.write(line: try list.element(index).serialized() + (index == list.count - 1 ? "" : ","))
    }
    try output.write(line: "],\(try JSONValue.object(tail + ending).serialized().dropFirst())")
  }

  func writeJSONLines(ending: [JSONValue.Member], to output: StandardOutput) throws {
    if let list {
      for index in 0..<list.count { try output.write(line: try list.element(index).serialized()) }
    }
    let last: [JSONValue.Member] = [.init("schema", .string(schema)), .init("summary", summary)]
    try output.write(line: JSONValue.object(last + ending).serialized())
  }

  func writeYAML(ending: [JSONValue.Member], to output: StandardOutput) throws {
    var yaml = YAMLWriter()
    var lines = LineCollector(output)
    try yaml.add(allHead)
    if let list {
      yaml.beginSequence(list.key)
      for index in 0..<list.count {
        try yaml.addElement(list.element(index))
        try lines.write(yaml.take())
      }
      yaml.endSequence()
    }
    try yaml.add(tail + ending)
    yaml.end()
    try lines.write(yaml.take())
    try lines.end()
  }
}

/// Writes whole lines of a text that arrives in pieces.
private struct LineCollector {
  private let output: StandardOutput
  private var rest = ""

  init(_ output: StandardOutput) { self.output = output }

  mutating func write(_ piece: String) throws(FileError) {
    var lines = (rest + piece).split(separator: "\n", omittingEmptySubsequences: false)
    rest = String(lines.removeLast())
    for line in lines { try output.write(line: String(line)) }
  }

  func end() throws(FileError) {
    if !rest.isEmpty { try output.write(line: rest) }
  }
}
