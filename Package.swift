// swift-tools-version: 6.2
import PackageDescription

// The house is drawn in CONTRIBUTING.md: a room imports only rooms on lower floors, and rooms on one floor do not
// know each other. The dependency lists below are that drawing; CI builds with undeclared imports as errors.

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func room(_ name: String, _ below: [Target.Dependency], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: below, resources: resources, swiftSettings: house)
}

func tests(of name: String, with more: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + more, resources: resources, swiftSettings: house)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "Skjuts",
    products: [
        .library(name: "SchoolTransport", targets: ["SchoolTransport"]),
        .library(name: "RoadNetwork", targets: ["RoadNetwork"]),
        .library(name: "VehicleRouting", targets: ["VehicleRouting"]),
        .executable(name: "skjuts", targets: ["SkjutsCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    ],
    targets: [
        // Floor 5
        .executableTarget(
            name: "SkjutsCommand",
            dependencies: [
                "SchoolTransport", "Generation", "BenchmarkInstances", "VehicleRouting", "RoadNetwork",
                "TransportModel", "Quantities", argumentParser,
            ],
            swiftSettings: house),

        // Floor 4
        room(
            "SchoolTransport",
            [
                "Inputs", "Eligibility", "StopAssignment", "Timetabling", "PlanChecks", "Exports",
                "TimetableFeeds", "TransportModel", "RoadNetwork", "VehicleRouting", "Coordinates", "Tables",
                "ParallelWork", "Quantities",
            ]),

        // Floor 3
        room("Inputs", ["TransportModel", "Coordinates", "Tables", "Quantities", yams]),
        room("Eligibility", ["TransportModel", "Quantities"]),
        room("StopAssignment", ["TransportModel", "IntegerProgramming", "ParallelWork", "Quantities"]),
        room("Timetabling", ["TransportModel", "VehicleRouting", "ParallelWork", "Quantities"]),
        room("PlanChecks", ["TransportModel", "RoadNetwork", "Tables", "ParallelWork", "Quantities"]),
        room(
            "Exports",
            [
                "TransportModel", "RoadNetwork", "Coordinates", "Tables", "ParallelWork", "Quantities", "CSQLite",
                mustache,
            ],
            resources: [.embedInCode("Templates")]),
        room("Generation", ["TransportModel", "RoadNetwork", "Coordinates", "Tables", "Quantities"]),
        room("BenchmarkInstances", ["VehicleRouting", "Tables", "Quantities"]),
        room("TimetableFeeds", ["Tables", "Quantities"]),

        // Floor 2
        room("TransportModel", ["Tables", "Quantities"]),
        room("RoadNetwork", ["ParallelWork", "Quantities", "CZlib"]),
        room("VehicleRouting", ["IntegerProgramming", "ParallelWork", "Quantities"]),

        // Floor 1
        room("Coordinates", ["Quantities", "CPROJ"]),
        room("IntegerProgramming", ["Quantities", "CGLPK", "CGLPKGuard"]),
        room("Tables", ["Quantities", "CZlib", "CNettle", "CFolderExchange"]),

        // Floor 0
        room("Quantities", []),
        room("ParallelWork", []),
        .target(name: "CGLPKGuard", dependencies: ["CGLPK"], linkerSettings: [.linkedLibrary("glpk")]),
        .target(name: "CFolderExchange"),
        .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),

        .target(
            name: "PlanFixtures", dependencies: ["TransportModel", "Quantities"], path: "Tests/PlanFixtures",
            swiftSettings: house),
        tests(of: "Quantities"),
        tests(of: "ParallelWork"),
        tests(of: "Coordinates", with: ["Quantities"]),
        tests(of: "IntegerProgramming", with: ["Quantities"]),
        tests(of: "Tables", with: ["Quantities"]),
        tests(of: "TransportModel", with: ["PlanFixtures", "Tables", "Quantities"]),
        tests(of: "RoadNetwork", with: ["Quantities"]),
        tests(of: "VehicleRouting", with: ["IntegerProgramming", "Quantities"]),
        tests(of: "Inputs", with: ["TransportModel", "Tables", "Quantities"]),
        tests(of: "Eligibility", with: ["TransportModel", "Inputs", "Quantities"]),
        tests(of: "StopAssignment", with: ["TransportModel", "IntegerProgramming", "Quantities"]),
        tests(of: "Timetabling", with: ["TransportModel", "VehicleRouting", "Quantities"]),
        tests(of: "PlanChecks", with: ["PlanFixtures", "TransportModel", "RoadNetwork", "Tables", "Quantities"]),
        tests(
            of: "Exports",
            with: ["PlanFixtures", "PlanChecks", "TransportModel", "RoadNetwork", "Tables", "Quantities", mustache]),
        tests(of: "Generation", with: ["TransportModel", "RoadNetwork", "Tables", "Quantities"]),
        tests(of: "BenchmarkInstances", with: ["VehicleRouting", "Quantities"]),
        tests(of: "TimetableFeeds", with: ["Tables", "Quantities"]),
        tests(of: "SchoolTransport", with: ["Generation", "TransportModel", "Tables", "Quantities", "Coordinates"]),
    ]
)

// `Fuzz/run` builds these with libFuzzer; nobody else does.
if let sanitizers = Context.environment["SKJUTS_FUZZ"] {
    package.targets.append(.target(name: "FuzzDriver", path: "Fuzz/Targets/FuzzDriver", swiftSettings: house))
    let fuzzed: [(name: String, rooms: [Target.Dependency])] = [
        ("FuzzCSV", ["Tables"]), ("FuzzZIP", ["Tables"]), ("FuzzGeoJSON", ["Inputs"]), ("FuzzYAML", ["Inputs"]),
        ("FuzzRoads", ["RoadNetwork", "Quantities"]),
    ]
    for (name, rooms) in fuzzed {
        package.targets.append(
            .executableTarget(
                name: name, dependencies: rooms + ["FuzzDriver"], path: "Fuzz/Targets/\(name)",
                swiftSettings: house + [.unsafeFlags(["-parse-as-library"])],
                linkerSettings: [.unsafeFlags(["-sanitize=\(sanitizers)"])]))
    }
}
