import Shared

/// The rule `retired-generation`: a pod that carries a generation which was named as over, whatever the
/// pod's name, age or deadline.
func judgeRetiredGeneration(_ pod: Pod, policy: Policy) -> Judgement {
  guard let generation = carriedGeneration(pod, key: policy.generationKey),
    policy.retiredGenerations.contains(generation)
  else { return .keep(.notOurs) }
  return .delete(.retiredGeneration, .generation(generation))
}
