extension SampleRun {
  /// Hands the sample to each destination that was asked for; one's failure stops no other.
  mutating func write(_ sample: CapacitySample, of cluster: SampledCluster) -> [Written] { [] }
}
