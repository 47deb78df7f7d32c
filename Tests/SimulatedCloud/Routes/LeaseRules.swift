/// The rules for leases (kubernetes `pkg/apis/coordination/validation/validation.go`).
enum LeaseRules {
  static func errors(_ lease: JSONValue) -> [FieldError] {
    let spec = lease["spec"]
    var errors: [FieldError] = []
    if let duration = spec?["leaseDurationSeconds"]?.integer, duration <= 0 {
      errors.append(.mustBe("leaseDurationSeconds", duration, "must be greater than 0"))
    }
    if let transitions = spec?["leaseTransitions"]?.integer, transitions < 0 {
      errors.append(.mustBe("leaseTransitions", transitions, "must be greater than or equal to 0"))
    }
    return errors
  }
}

extension FieldError {
  fileprivate static func mustBe(_ name: String, _ number: Int64, _ detail: String) -> FieldError {
    FieldError(
      field: "spec." + name, reason: "FieldValueInvalid", message: "Invalid value: \(number): \(detail)")
  }
}
