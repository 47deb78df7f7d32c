/// How a metric descriptor differs from the wanted one.
public struct DescriptorDifference: Equatable, Sendable {
  /// What only a new descriptor could change. Deleting the old one would lose the history.
  public var lasting: [String] = []
  /// What an update can fix: the unit, the display name, descriptions, missing labels.
  public var mendable: [String] = []

  public var isEmpty: Bool { lasting.isEmpty && mendable.isEmpty }
}

extension MetricDescriptor {
  /// How an existing descriptor differs from this one. Ignores the order of labels, and additional labels, which can
  /// never be removed.
  public func difference(of found: MetricDescriptor) -> DescriptorDifference {
    var difference = DescriptorDifference()
    difference.lasting += Self.misfit("kind", found.kind, kind)
    difference.lasting += Self.misfit("value type", found.valueType, valueType)
    difference.mendable += Self.misfit("unit", found.unit, unit)
    difference.mendable += Self.misfit("display name", found.displayName, displayName)
    difference.mendable += Self.misfit("description", found.description, description)
    for label in labels {
      guard let other = found.labels.first(where: { $0.key == label.key }) else {
        difference.mendable.append("no label \(label.key)")
        continue
      }
      let name = "of label \(label.key)"
      difference.lasting += Self.misfit("value type \(name)", other.valueType, label.valueType)
      difference.mendable += Self.misfit("description \(name)", other.description, label.description)
    }
    return difference
  }

  private static func misfit(_ what: String, _ found: String, _ wanted: String) -> [String] {
    if found == wanted { return [] }
    return found.isEmpty ? ["no \(what)"] : ["\(what) \"\(found)\", not \"\(wanted)\""]
  }
}
