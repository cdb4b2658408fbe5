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
        let image = try SQLiteImage()
        // "GPKG" in ASCII and version 1.3.0: what makes an SQLite file a GeoPackage.
        try image.run("PRAGMA page_size = 4096; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300")
        try image.run(GeoPackageSchema.tables)
        try image.insert(
            into: "gpkg_spatial_ref_sys",
            ["srs_name", "srs_id", "organization", "organization_coordsys_id", "definition", "description"],
            GeoPackageSchema.coordinateSystems)
        for layer in [stops, schools, depots, trips] { try add(layer, to: image) }
        try addAttributes(to: image)
        return try image.bytes()
    }

    /// The same for equal plans, where the clock would not be.
    private var lastChange: SQLiteImage.Value { .text("\(plan.asOf)T00:00:00.000Z") }

    private func add(_ layer: GeoPackageLayer, to image: borrowing SQLiteImage) throws(SQLiteImage.Failure) {
        try image.run(layer.schema)
        try image.insert(into: layer.name, ["fid", "geom"] + layer.columns.map(\.name), layer.rows)
        let box = layer.box
        try image.insert(
            into: "gpkg_contents",
            [
                "table_name", "data_type", "identifier", "description", "last_change", "min_x", "min_y", "max_x",
                "max_y", "srs_id",
            ],
            [
                [
                    .text(layer.name), .text("features"), .text(layer.name), .text(layer.about), lastChange,
                    box.map { .real($0.southWest.longitude) } ?? .null,
                    box.map { .real($0.southWest.latitude) } ?? .null,
                    box.map { .real($0.northEast.longitude) } ?? .null,
                    box.map { .real($0.northEast.latitude) } ?? .null, .integer(4326),
                ]
            ])
        try image.insert(
            into: "gpkg_geometry_columns", ["table_name", "column_name", "geometry_type_name", "srs_id", "z", "m"],
            [[.text(layer.name), .text("geom"), .text(layer.geometryType), .integer(4326), .integer(0), .integer(0)]])
    }

    /// Tables without geometry: the vehicles' days, the run, and the styles.
    private func addAttributes(to image: borrowing SQLiteImage) throws(SQLiteImage.Failure) {
        try image.insert(
            into: "blocks",
            [
                "fid", "block_id", "week", "weekday", "vehicle_type_id", "depot_id", "start", "end", "trips",
                "distance_m", "deadhead_m", "cost",
            ],
            plan.blocks.enumerated().map { number, block in
                [
                    .integer(number + 1), .text(block.blockID), .integer(block.week), .text(block.weekday.code),
                    .text(block.vehicleTypeID), .text(block.depotID), .text(block.start.description),
                    .text(block.end.description), .integer(block.trips), .integer(block.distance),
                    .integer(block.deadhead), .real(block.cost.amount),
                ]
            })
        let facts =
            [("skjuts", settings.version), ("seed", String(settings.seed)), ("as_of", plan.asOf.description)]
            + inputs.sorted { $0.key < $1.key }.map { ("sha256 of " + $0.key, $0.value) }
        try image.insert(
            into: "run", ["fid", "name", "value"],
            facts.enumerated().map { [.integer($0.offset + 1), .text($0.element.0), .text($0.element.1)] })
        let layers = [stops, schools, depots, trips]
        try image.insert(
            into: "layer_styles",
            [
                "id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time",
            ],
            layers.enumerated().map { number, layer in
                [
                    .integer(number + 1), .text(""), .text(""), .text(layer.name), .text("geom"),
                    .text(layer.name), .text(layer.style), .text(""), .integer(1), .text(layer.about), .text(""),
                    .null, lastChange,
                ]
            })
        try image.insert(
            into: "gpkg_contents", ["table_name", "data_type", "identifier", "description", "last_change"],
            [("blocks", "Vehicles' days"), ("run", "How the plan was made"), ("layer_styles", "QGIS styles")]
                .map { [.text($0.0), .text("attributes"), .text($0.0), .text($0.1), lastChange] })
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
            name: "trips", about: "Driven lines; hidden around stops that fewer than three pupils use",
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
