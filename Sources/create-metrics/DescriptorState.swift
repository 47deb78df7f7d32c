/// What became of a descriptor, as the report says it.
enum DescriptorState: String, CaseIterable, Sendable {
  case created
  case updated
  case deleted
  case unchanged
  case wouldCreate = "would-create"
  case wouldUpdate = "would-update"
  case wouldDelete = "would-delete"
  case differs
  case missing
  case refused
  case failed
}
