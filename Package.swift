// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A program that ships. It has one folder under `Sources` and depends only on `Shared` and ArgumentParser.
func program(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["Shared", .product(name: "ArgumentParser", package: "swift-argument-parser")],
    swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

func nio(_ product: String, package: String = "swift-nio") -> Target.Dependency {
  .product(name: product, package: package)
}

let package = Package(
  name: "podkeeper",
  products: [
    .executable(name: "reap-pods", targets: ["reap-pods"]),
    .executable(name: "sample-capacity", targets: ["sample-capacity"]),
    .executable(name: "create-metrics", targets: ["create-metrics"]),
  ],
  // Exact versions: this package ships programs, and nobody depends on it.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Only the tests and the simulated cloud use these.
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-http2", exact: "1.46.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(
      name: "Shared",
      dependencies: [
        "CCurl", "CJansson", "CLinux", "COpenSSL", "CYAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    program("reap-pods"),
    program("sample-capacity"),
    program("create-metrics"),

    .systemLibrary(
      name: "COpenSSLServer", path: "Tests/COpenSSLServer", pkgConfig: "openssl",
      providers: [.apt(["libssl-dev"])]),
    .target(
      name: "SimulatedCloud",
      dependencies: [
        nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
        "COpenSSLServer", nio("NIOTLS"), nio("NIOHTTP2", package: "swift-nio-http2"),
      ],
      path: "Tests/SimulatedCloud", swiftSettings: strict),
    .executableTarget(
      name: "simulated-cloud",
      dependencies: [
        "SimulatedCloud", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/simulated-cloud", swiftSettings: strict),
    .target(
      name: "TestSupport",
      dependencies: ["SimulatedCloud", .product(name: "Subprocess", package: "swift-subprocess")],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("SharedTests", ["Shared", "SimulatedCloud"]),
    tests("APITests", ["Shared", "SimulatedCloud"]),
    tests("ReapPodsTests", ["Shared", "SimulatedCloud", "reap-pods"]),
    tests("SampleCapacityTests", ["Shared", "SimulatedCloud", "sample-capacity"]),
    tests("CreateMetricsTests", ["Shared", "create-metrics"]),
    tests("SimulatedCloudTests", ["SimulatedCloud"]),
    tests(
      "EndToEndTests",
      ["Shared", "SimulatedCloud", "reap-pods", "sample-capacity", "create-metrics"]),
    tests(
      "OperationsTests",
      ["Shared", "SimulatedCloud", "reap-pods", "sample-capacity", "create-metrics"]),
  ],
  swiftLanguageModes: [.v6]
)
