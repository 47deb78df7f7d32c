/// A place in a template that each stored object fills with its own value.
public enum Slot: Sendable, Equatable {
  case name
  case namespace
  case uid
  case resourceVersion
  case generation
  case creation
  /// Both fields of a deletion, its time and its grace period, or nothing.
  case deletion
  /// One of the object's own texts, such as a deadline.
  case text(Int)
}

/// How a slot appears in an encoding.
enum Splice: Sendable {
  /// Plain text; the quotes are part of the template.
  case text(Slot)
  /// `,"deletionTimestamp":…`, or nothing.
  case deletionMembers
  /// Length and text.
  case wireText(Slot)
  case wireGeneration
  /// Length and a `Time` message.
  case wireCreation
  /// The fields 9 and 10 of `ObjectMeta`, or nothing.
  case wireDeletion
}
