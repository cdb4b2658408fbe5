import Quantities
import TransportModel

/// The plan as a GeoPackage (OGC 12-128r18, version 1.3): layers for QGIS with their styles inside, and not one pupil.
struct GeoPackageFile: Sendable {
    /// The name of the file.
    static let fileName = "plan.gpkg"

    private let plan: PublicPlan
    private let lines: DrivenLines
    private let settings: RunSettings
    private let inputs: [String: String]

    /// The package of `plan`, made by the run of `settings` from files with these SHA-256 sums.
    init(_ plan: PublicPlan, lines: DrivenLines, settings: RunSettings, inputs: [String: String]) {
        self.plan = plan
        self.lines = lines
        self.settings = settings
        self.inputs = inputs
    }

    /// The file.
    func bytes() throws(SQLiteImage.Failure) -> [UInt8] {
        try GeoPackageImage(
            layers: [stops, schools, depots, trips], tables: [blocks, run], lastChange: plan.asOf.description
        ).bytes()
    }

    private var blocks: GeoPackageTable {
        GeoPackageTable(
            name: "blocks", about: "Vehicles' days",
            columns: [
                ("block_id", "TEXT"), ("week", "INTEGER"), ("weekday", "TEXT"), ("vehicle_type_id", "TEXT"),
                ("depot_id", "TEXT"), ("start", "TEXT"), ("end", "TEXT"), ("trips", "INTEGER"),
                ("distance_m", "INTEGER"), ("deadhead_m", "INTEGER"), ("cost", "DOUBLE"),
            ],
            rows: plan.blocks.map { block in
                [
                    .text(block.blockID), .integer(block.week), .text(block.weekday.code), .text(block.vehicleTypeID),
                    .text(block.depotID), .text(block.start.description), .text(block.end.description),
                    .integer(block.trips), .integer(block.distance), .integer(block.deadhead),
                    .real(block.cost.amount),
                ]
            })
    }

    private var run: GeoPackageTable {
        let facts =
            [("skjuts", settings.version), ("seed", String(settings.seed)), ("as_of", plan.asOf.description)]
            + inputs.sorted { $0.key < $1.key }.map { ("sha256 of " + $0.key, $0.value) }
        return GeoPackageTable(
            name: "run", about: "How the plan was made", columns: [("name", "TEXT"), ("value", "TEXT")],
            rows: facts.map { [.text($0.0), .text($0.1)] })
    }
}

// MARK: - Layers

extension GeoPackageFile {
    private var stops: GeoPackageLayer {
        GeoPackageLayer(
            name: "stops", about: "Stops; without a number of pupils where fewer than three use them",
            style: QGISStyle.marker(colour: "247,201,72,255", outline: "81,60,6,255", size: 3, label: "name"),
            columns: [("stop_id", "TEXT"), ("name", "TEXT"), ("pupils", "INTEGER"), ("is_approximate", "BOOLEAN")],
            features: plan.stops.map { stop in
                (
                    .point(stop.point),
                    [
                        .text(stop.id), .text(stop.name.harmless), stop.pupils.map { .integer($0) } ?? .null,
                        .integer(stop.isMasked ? 1 : 0),
                    ]
                )
            })
    }

    private var schools: GeoPackageLayer {
        places(plan.schools, name: "schools", about: "Schools, where buses meet them", colour: "185,28,28,255")
    }

    private var depots: GeoPackageLayer {
        places(plan.depots, name: "depots", about: "Depots in use", colour: "27,36,48,255")
    }

    private func places(_ places: [PublicPlace], name: String, about: String, colour: String) -> GeoPackageLayer {
        GeoPackageLayer(
            name: name, about: about,
            style: QGISStyle.marker(colour: colour, outline: "255,255,255,255", size: 4, label: "name"),
            columns: [("\(name.dropLast())_id", "TEXT"), ("name", "TEXT")],
            features: places.map { (.point($0.place.point), [.text($0.id), .text($0.name.harmless)]) })
    }

    private var trips: GeoPackageLayer {
        GeoPackageLayer(
            name: "trips", isOfLines: true, about: "Driven lines; hidden around stops that fewer than three pupils use",
            style: QGISStyle.line(colour: "11,83,148,255", width: 0.6),
            columns: [
                ("trip_id", "TEXT"), ("block_id", "TEXT"), ("week", "INTEGER"), ("weekday", "TEXT"),
                ("session", "TEXT"), ("vehicle_type_id", "TEXT"), ("depart", "TEXT"), ("arrive", "TEXT"),
                ("distance_m", "INTEGER"), ("duration_s", "INTEGER"),
            ],
            features: plan.trips.compactMap { trip in
                let line = lines.line(of: trip)
                guard line.count > 1 else { return nil }
                let row = trip.row
                return (
                    .line(line),
                    [
                        .text(row.tripID), .text(row.blockID), .integer(row.week), .text(row.weekday.code),
                        .text(row.session.rawValue), .text(row.vehicleTypeID), .text(row.depart.description),
                        .text(row.arrive.description), .integer(row.distance), .integer(Int(row.duration.rawValue)),
                    ]
                )
            })
    }
}
