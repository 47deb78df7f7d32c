import Shared
import Testing

@testable import create_metrics

@Suite("The decision about a descriptor", .timeLimit(.minutes(15)))
struct DecisionTests {
  enum Found: String, CaseIterable {
    case nothing
    case equal
    case otherUnit
    case otherValueType

    var descriptor: MetricDescriptor? {
      var descriptor = DecisionTests.wanted
      switch self {
      case .nothing: return nil
      case .equal: break
      case .otherUnit: descriptor.unit = "1"
      case .otherValueType: descriptor.valueType = "INT64"
      }
      return descriptor
    }
  }

  static let wanted = MetricDescriptor(.cpuUsed, prefix: "custom.googleapis.com/cluster")

  static let table: [(Goal, Found, Decision.Step?, DescriptorState)] = [
    (.check, .nothing, nil, .missing),
    (.check, .equal, nil, .unchanged),
    (.check, .otherUnit, nil, .differs),
    (.check, .otherValueType, nil, .differs),
    (.ensure(update: false), .nothing, .create, .missing),
    (.ensure(update: false), .equal, nil, .unchanged),
    (.ensure(update: false), .otherUnit, nil, .differs),
    (.ensure(update: false), .otherValueType, nil, .refused),
    (.ensure(update: true), .nothing, .create, .missing),
    (.ensure(update: true), .equal, nil, .unchanged),
    (.ensure(update: true), .otherUnit, .update, .differs),
    (.ensure(update: true), .otherValueType, nil, .refused),
    (.delete, .nothing, nil, .missing),
    (.delete, .equal, .delete, .unchanged),
    (.delete, .otherUnit, .delete, .unchanged),
    (.delete, .otherValueType, .delete, .unchanged),
  ]

  @Test("Every goal leads to the right decision for every state", arguments: table)
  func decision(goal: Goal, found: Found, step: Decision.Step?, state: DescriptorState) {
    let decision = Decision(goal, wanted: Self.wanted, found: found.descriptor)
    #expect(decision.step == step)
    #expect(decision.state == state)
  }

  @Test("The detail says what differs, and what a change would lose")
  func details() {
    let unit = Decision(.check, wanted: Self.wanted, found: Found.otherUnit.descriptor)
    #expect(unit.detail == "unit \"1\", not \"10^2.%\"")
    let type = Decision(.check, wanted: Self.wanted, found: Found.otherValueType.descriptor)
    #expect(type.detail == "value type \"INT64\", not \"DOUBLE\"; the history would be lost")
  }
}
