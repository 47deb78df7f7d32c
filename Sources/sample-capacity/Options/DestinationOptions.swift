import ArgumentParser

/// Where the sample goes beside the report.
struct DestinationOptions: ParsableArguments {}
