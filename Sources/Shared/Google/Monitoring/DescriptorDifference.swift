/// How a metric descriptor is not what it should be.
public struct DescriptorDifference: Equatable, Sendable {
  /// What only a new descriptor could change; the history would be lost with the old one.
  public var lasting: [String] = []
  /// What an update mends: texts, the unit, labels that are missing.
  public var mendable: [String] = []

  public var isEmpty: Bool { lasting.isEmpty && mendable.isEmpty }
}

extension MetricDescriptor {
  /// What an existing descriptor has that this one does not want. In which order labels come means nothing,
  /// and more labels than these do no harm: they can never be removed.
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
