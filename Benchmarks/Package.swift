// swift-tools-version: 6.2
import PackageDescription

// Benchmarks are a package of their own, so that nobody who uses the library builds them.

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "Skjuts", path: "..")],
    targets: [
        .executableTarget(
            name: "road-benchmark",
            dependencies: [.product(name: "RoadNetwork", package: "Skjuts")],
            path: "Sources/RoadBenchmark", swiftSettings: house),
        .executableTarget(
            name: "tile-extract", dependencies: ["CZlibForTiles"], path: "Sources/TileExtract", swiftSettings: house),
        .systemLibrary(name: "CZlibForTiles", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    ]
)
