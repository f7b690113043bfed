// swift-tools-version: 6.2
import PackageDescription

/// Settings that every target of the house shares: warnings are errors, imports are internal by
/// default, and `any` is written out.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target at `Sources/<name>`.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], data: [Resource]? = nil,
  extra: [SwiftSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: data, swiftSettings: house + extra)
}

/// An importer at `Sources/Importers/<name>`: one source of exports, lowered to the neutral graph.
func importer(_ name: String, _ others: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: ["Documents", "PacketSets", "Topology"] + others,
    path: "Sources/Importers/\(name)", swiftSettings: house)
}

/// A test target at `Tests/<name>`; its fixtures are read where they stand, as a bundle would bring in
/// the whole of Foundation.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude,
    swiftSettings: house)
}

// Data flows one way; the targets stand in that order and depend only on those above them.
let package = Package(
  name: "bailey",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "bailey", targets: ["bailey"]),
    .library(name: "Topology", targets: ["Topology"]),
    .library(name: "Reachability", targets: ["Reachability"]),
    .library(name: "TierPolicy", targets: ["TierPolicy"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    library("PacketSets"),
    library("Documents", ["CLibXML2", "CLibYAML", "CZlib"], extra: [.strictMemorySafety()]),
    library("Topology", ["PacketSets", "Documents"]),
    importer("AWSImport"),
    importer("AzureImport"),
    importer("GCPImport"),
    importer("HostImport"),
    importer("ComposeImport", ["HostImport"]),
    importer("EvidenceImport", ["HostImport", "ComposeImport"]),
    library(
      "Composition",
      [
        "PacketSets", "Documents", "Topology", "AWSImport", "AzureImport", "GCPImport",
        "ComposeImport", "HostImport", "EvidenceImport",
      ]),
    library("Reachability", ["PacketSets", "Documents", "Topology"]),
    library("TierPolicy", ["PacketSets", "Documents", "Topology", "Reachability"]),
    library("Connectivity", ["PacketSets", "Documents", "Topology", "Reachability"]),
    library(
      "Lint", ["PacketSets", "Documents", "Topology", "Reachability", "Connectivity"]),
    library("Certificates", ["PacketSets", "Documents", "Topology"]),
    library(
      "Repairs",
      ["PacketSets", "Documents", "Topology", "Reachability", "TierPolicy"]),
    library(
      "Hardening",
      ["PacketSets", "Documents", "Topology", "Reachability", "EvidenceImport"],
      data: [.embedInCode("References/references.tsv")]),
    library("Diagrams", ["PacketSets", "Documents", "Topology", "Reachability"]),
    library(
      "Reports",
      ["PacketSets", "Documents", "Topology", "Reachability", "TierPolicy", "Diagrams"]),
    .executableTarget(
      name: "bailey",
      dependencies: [
        "PacketSets", "Documents", "Topology", "Composition", "Reachability", "TierPolicy",
        "Connectivity", "Lint", "Certificates", "Repairs", "Hardening", "EvidenceImport",
        "Diagrams",
        "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: house),
    library("TestSupport", ["PacketSets", "Documents", "Topology"]),
    .executableTarget(
      name: "BaileyBench",
      dependencies: [
        "PacketSets", "Documents", "Topology", "AWSImport", "Composition", "Reachability",
        "TierPolicy", "Connectivity", "Diagrams", "TestSupport",
      ], swiftSettings: house),

    tests("PacketSetsTests", ["PacketSets", "TestSupport"]),
    tests("DocumentsTests", ["Documents", "TestSupport"]),
    tests("TopologyTests", ["Topology", "PacketSets", "TestSupport"]),
    tests(
      "AWSImportTests",
      [
        "AWSImport", "Reachability", "Documents", "PacketSets", "Topology",
        "TestSupport",
      ]),
    tests(
      "AzureImportTests",
      [
        "AzureImport", "Reachability", "Documents", "PacketSets", "Topology",
        "TestSupport",
      ]),
    tests(
      "GCPImportTests",
      [
        "GCPImport", "Composition", "Reachability", "Documents", "PacketSets", "Topology",
        "TestSupport",
      ]),
    tests(
      "ComposeImportTests",
      [
        "ComposeImport", "Composition", "Reachability", "Documents", "PacketSets", "Topology",
        "TestSupport",
      ]),
    tests(
      "HostImportTests", ["HostImport", "Documents", "PacketSets", "Topology", "TestSupport"],
      exclude: ["Fixtures"]),
    tests(
      "CompositionTests", ["Composition", "Documents", "PacketSets", "Topology", "TestSupport"]),
    tests(
      "ReachabilityTests", ["Reachability", "Documents", "PacketSets", "Topology", "TestSupport"]
    ),
    tests(
      "TierPolicyTests",
      ["TierPolicy", "Reachability", "Documents", "PacketSets", "Topology", "TestSupport"]),
    tests(
      "ConnectivityTests",
      ["Connectivity", "Reachability", "Documents", "PacketSets", "Topology", "TestSupport"]),
    tests(
      "RepairsTests",
      [
        "Repairs", "TierPolicy", "Reachability", "Documents", "PacketSets", "Topology",
        "TestSupport",
      ]),
    tests(
      "EvidenceImportTests",
      ["EvidenceImport", "ComposeImport", "Documents", "Topology", "TestSupport"],
      exclude: ["Fixtures"]),
    tests(
      "HardeningTests",
      [
        "Hardening", "EvidenceImport", "Composition", "Reachability", "Documents", "PacketSets",
        "Topology", "TestSupport",
      ], exclude: ["Fixtures"]),
    tests(
      "LintTests",
      ["Lint", "Reachability", "Documents", "PacketSets", "Topology", "TestSupport"]),
    tests(
      "CertificatesTests",
      ["Certificates", "Reachability", "Documents", "PacketSets", "Topology", "TestSupport"]),
    tests(
      "DiagramsTests",
      ["Diagrams", "Reachability", "Documents", "PacketSets", "Topology", "TestSupport"]),
    tests(
      "LibraryTests",
      ["TierPolicy", "Reachability", "Documents", "PacketSets", "Topology", "TestSupport"]),
    tests(
      "ReportsTests",
      [
        "Reports", "TierPolicy", "Reachability", "Diagrams", "Documents", "PacketSets",
        "Topology", "TestSupport",
      ]),
    tests(
      "SampleTests",
      [
        "Composition", "Reports", "TierPolicy", "Reachability", "Diagrams", "Documents",
        "Connectivity", "Lint", "Certificates", "PacketSets", "Topology", "TestSupport",
      ]),
    tests(
      "ConformanceTests",
      [
        "Composition", "Reachability", "TierPolicy", "Documents", "PacketSets", "Topology",
        "TestSupport",
      ]),
  ]
)
