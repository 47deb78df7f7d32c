import Testing

@testable import Shared

@Suite("Comparing metric descriptors", .timeLimit(.minutes(15)))
struct MetricDescriptorTests {
  static let wanted = MetricDescriptor(.timeToStart, prefix: "custom.googleapis.com/cluster")

  private func found(_ change: (inout MetricDescriptor) -> Void) -> DescriptorDifference {
    var descriptor = Self.wanted
    change(&descriptor)
    return Self.wanted.difference(of: descriptor)
  }

  @Test(
    "A descriptor equals what was sent despite sorted labels, omitted defaults and extra members")
  func shown() throws {
    let label = { (index: Int) in Self.wanted.labels[index].description }
    let shown: JSONValue = [
      "name": "projects/p/metricDescriptors/custom.googleapis.com/cluster/time_to_start",
      "labels": [
        ["key": "service", "description": .string(label(1))],
        ["key": "method", "description": .string(label(2))],
        ["key": "cluster_name", "valueType": "STRING", "description": .string(label(0))],
      ],
      "metricKind": "GAUGE", "valueType": "DOUBLE", "unit": "s",
      "description": .string(Self.wanted.description), "displayName": .string(Self.wanted.displayName),
      "type": "custom.googleapis.com/cluster/time_to_start", "monitoredResourceTypes": ["global"],
      "launchStage": "GA", "metadata": ["samplePeriod": "60s"],
    ]
    let descriptor = try MetricDescriptor(json: JSONCursor(shown))
    #expect(Self.wanted.difference(of: descriptor).isEmpty)
  }

  @Test("A descriptor is read as it was written")
  func roundTrip() throws {
    #expect(try MetricDescriptor(json: JSONCursor(Self.wanted.json)) == Self.wanted)
  }

  @Test("A descriptor made by a first write lacks texts and unit, which an update can add")
  func bare() throws {
    let bare: JSONValue = [
      "type": .string(Self.wanted.type), "metricKind": "GAUGE", "valueType": "DOUBLE",
      "labels": [["key": "cluster_name"], ["key": "method"]],
    ]
    let difference = Self.wanted.difference(of: try MetricDescriptor(json: JSONCursor(bare)))
    #expect(difference.lasting == [])
    #expect(
      difference.mendable == [
        "no unit", "no display name", "no description", "no description of label cluster_name",
        "no label service", "no description of label method",
      ])
  }

  @Test("The kind and the value type can never be updated")
  func lasting() {
    #expect(found { $0.kind = "CUMULATIVE" }.lasting == ["kind \"CUMULATIVE\", not \"GAUGE\""])
    #expect(found { $0.valueType = "INT64" }.lasting == ["value type \"INT64\", not \"DOUBLE\""])
    #expect(
      found { $0.labels[0].valueType = "BOOL" }.lasting
        == ["value type of label cluster_name \"BOOL\", not \"STRING\""])
    #expect(found { $0.valueType = "INT64" }.mendable.isEmpty)
  }

  @Test("Texts and the unit can be updated")
  func mendable() {
    #expect(found { $0.unit = "1" }.mendable == ["unit \"1\", not \"s\""])
    #expect(found { $0.description = "other" }.mendable.count == 1)
    #expect(found { $0.displayName = "other" }.mendable.count == 1)
    #expect(found { $0.labels[1].description = "other" }.mendable.count == 1)
    #expect(found { $0.labels.removeLast() }.mendable == ["no label method"])
    #expect(found { $0.unit = "1" }.lasting.isEmpty)
  }

  @Test("An extra label does no harm")
  func moreLabels() {
    #expect(found { $0.labels.append(.init("zone", description: "")) }.isEmpty)
  }

  @Test("A descriptor without a type, or with a label without a key, is an error")
  func unreadable() {
    #expect(throws: JSONError.self) { try MetricDescriptor(json: JSONCursor([:])) }
    #expect(throws: JSONError.self) {
      try MetricDescriptor(json: JSONCursor(["type": "a", "labels": [["description": "b"]]]))
    }
  }
}
