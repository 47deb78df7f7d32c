import Testing

@testable import sample_capacity

@Suite("The names of resources", .timeLimit(.minutes(15)))
struct ResourceNameTests {
  @Test(
    "A name that a pod can request is taken",
    arguments: ["cpu", "memory", "ephemeral-storage", "hugepages-2Mi", "nvidia.com/gpu"])
  func known(name: String) { #expect(ResourceName.problem(name) == nil) }

  @Test(
    "For any other name, the error names the nearest",
    arguments: [
      ("mem", "did you mean memory?"), ("memroy", "did you mean memory?"), ("CPU", "did you mean cpu?"),
      ("gpu", "did you mean nvidia.com/gpu?"), ("storage", "use cpu, memory"), ("/gpu", "did you mean"),
      ("hugepages-", "did you mean hugepages-2Mi?"), ("pods", "use cpu, memory"),
    ])
  func unknown(name: String, suggestion: String) {
    #expect(ResourceName.problem(name)?.contains(suggestion) == true, "\(ResourceName.problem(name) ?? "")")
  }
}
