/// What libyaml's parser meets in a text, one thing after the other.
struct YAMLEvent {
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(anchor: String)
    case scalar(YAMLScalar, anchor: String?)
    case sequenceStart(tag: String?, anchor: String?)
    case sequenceEnd
    case mappingStart(tag: String?, anchor: String?)
    case mappingEnd
  }

  let kind: Kind
  let line: Int
  let column: Int

  func error(_ problem: String) -> YAMLError {
    YAMLError(line: line, column: column, problem: problem)
  }
}
