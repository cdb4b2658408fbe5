internal import ArgumentParser
internal import Foundation
internal import SchoolTransport

/// `skjuts matrix NETWORK --from PLACES`
struct MatrixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Metres and driving seconds between places, as a table for other tools.",
        discussion: """
            Places are CSV files with the columns id, x, y (or id, lon, lat). The table has from, to, metres and, for
            vehicles, seconds, a row per pair, blank where there is no way. NETWORK is an OpenStreetMap file or a bundle.

            Examples:
              skjuts matrix tampere.osm.pbf --from stops.csv > matrix.csv
              skjuts matrix Data/sample --mode foot --from homes.csv --to schools.csv --crs EPSG:3067 --output walks.csv
              skjuts matrix tampere.osm.pbf --from stops.csv --vehicle coach --season winter --factor 1.12

            Exit status: 0, 1 where a place has no road in reach, 2 no table, 64 bad arguments.
            """)

    @OptionGroup var roads: RoadOptions

    @Option(name: .long, help: "Where the ways start: a CSV file.", completion: .file(extensions: ["csv"]))
    var from: String

    @Option(name: .long, help: "Where they end. Default: the same places.", completion: .file(extensions: ["csv"]))
    var to: String?

    @Option(name: .long, help: "The coordinate system of x and y.")
    var crs = "EPSG:4326"

    @Option(name: .shortAndLong, help: "Where the table goes. Default: standard output.", completion: .file())
    var output: String?

    func validate() throws {
        for path in [from, to].compactMap({ $0 }) { try RoadOptions.requireFile(path) }
    }

    func run() throws {
        try RoadOptions.answering {
            let origins = try RoadTool.Places(contentsOf: from, crs: crs)
            let destinations = try to.map { path throws(RoadTool.Problem) in
                try RoadTool.Places(contentsOf: path, crs: crs)
            }
            let table = try roads.open().matrix(from: origins, to: destinations ?? origins)
            if let output {
                try Data(table.csv).write(to: URL(fileURLWithPath: output), options: .atomic)
            } else {
                FileHandle.standardOutput.write(Data(table.csv))
            }
            for id in table.withoutRoad {
                RoadOptions.complain("\(id): no road of the network is within 2000 m of this place")
            }
            if !table.withoutRoad.isEmpty { throw ExitCode(1) }
        }
    }
}

/// `skjuts route NETWORK --from LON,LAT --to LON,LAT`
struct RouteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "The shortest legal walk or the fastest drive between two places.",
        discussion: """
            Examples:
              skjuts route tampere.osm.pbf --mode foot --from 23.7610,61.4978 --to 23.7900,61.4990
              skjuts route tampere.osm.pbf --from 23.7610,61.4978 --to 23.7900,61.4990 --format geojson > route.geojson

            Exit status: 0, 2 no way, 64 bad arguments.
            """)

    /// How a route is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, geojson }

    @OptionGroup var roads: RoadOptions

    @Option(name: .long, help: "Where it starts: longitude,latitude.")
    var from: LongitudeLatitude

    @Option(name: .long, help: "Where it ends: longitude,latitude.")
    var to: LongitudeLatitude

    @Option(name: .long, help: "How it is printed: text, or geojson with the line.")
    var format: Format = .text

    func run() throws {
        try RoadOptions.answering {
            let route = try roads.open().route(from: from.pair, to: to.pair)
            guard format == .text else { return print(route.geoJSON) }
            print("metres       \(Self.metres(route.metres))")
            if let seconds = route.seconds { print("seconds      \(seconds)") }
            print("from_road_m  \(Self.metres(route.fromRoad))")
            print("to_road_m    \(Self.metres(route.toRoad))")
        }
    }

    private static func metres(_ value: Double) -> String { String(format: "%.1f", value) }
}

/// `skjuts calibrate NETWORK --gtfs FEED`
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Fits driving times to the stop times of a published timetable and reports the error.",
        discussion: """
            Every pair of neighbouring bus stops of the GTFS feed (a .zip file or its folder) that takes a minute or more is
            driven on the network, from kerb to kerb. The factor that it prints goes into municipality.yaml; the nightly
            plan multiplies all driving times with it. Timetables count the time at stops in, so the factor errs on the slow
            side. NETWORK is an OpenStreetMap file or a bundle.

            Examples:
              skjuts calibrate tampere.osm.pbf --gtfs tampere-gtfs.zip
              skjuts calibrate Data/sample --gtfs feed --season winter

            Exit status: 0, 2 nothing to fit with, 64 bad arguments.
            """)

    @OptionGroup var roads: RoadOptions

    @Option(name: .long, help: "The timetable: a GTFS .zip file or its folder.", completion: .file(extensions: ["zip"]))
    var gtfs: String

    func validate() throws { try RoadOptions.requireFile(gtfs) }

    func run() throws {
        try RoadOptions.answering {
            let report = try roads.open().calibrate(feed: gtfs)
            print("legs of a minute or more  \(report.legs)")
            print("used                      \(report.used)")
            print("no way or odd             \(report.rejected)")
            print("rows not understood       \(report.rowsLeftOut)")
            print("mean error before         \(Self.percent(report.errorBefore))")
            print("mean error after          \(Self.percent(report.errorAfter))")
            print("")
            print("municipality.yaml:")
            print("service:")
            print("  driving_factor: \(String(format: "%.3f", report.factor))")
        }
    }

    private static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
