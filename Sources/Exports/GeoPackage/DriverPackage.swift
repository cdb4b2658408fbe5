import Quantities
import TransportModel

/// The drivers' sheets as layers for a map: every place that a vehicle serves, and every step of the way.
///
/// It shows stops where they truly are, as the sheets do, and so is for drivers and staff, not for the public; pupils
/// are in it in numbers alone.
struct DriverPackage: Sendable {
    /// The name of the file.
    static let fileName = "drivers/drivers.gpkg"

    private let source: ExportSource
    private let messages: Messages
    private let places: DriverPlaces

    /// The package of the drives of `source`.
    init(_ source: ExportSource) {
        self.source = source
        messages = Messages.of(source.batch.municipality.languages.first ?? "en")
        places = DriverPlaces(source, messages)
    }

    /// The file.
    func bytes() throws(SQLiteImage.Failure) -> [UInt8] {
        try GeoPackageImage(
            layers: [visits, steps], tables: [], lastChange: source.batch.asOf.description
        ).bytes()
    }

    private var visits: GeoPackageLayer {
        GeoPackageLayer(
            name: "driver_places", about: "Places in driving order",
            style: QGISStyle.marker(colour: "247,201,72,255", outline: "81,60,6,255", size: 3, label: "place"),
            columns: [
                ("block_id", "TEXT"), ("trip_id", "TEXT"), ("sequence", "INTEGER"), ("departure", "TEXT"),
                ("place", "TEXT"), ("side", "TEXT"), ("boarding", "INTEGER"), ("alighting", "INTEGER"),
                ("onboard", "INTEGER"), ("needs", "TEXT"),
            ],
            features: source.drives.flatMap { drive in
                drive.trips.flatMap { trip in
                    trip.visits.compactMap { visit in visit.halt.map { feature(visit, at: $0.point, drive, trip.row) } }
                }
            })
    }

    private func feature(
        _ visit: BlockDrive.Visit, at point: GeoPoint, _ drive: BlockDrive, _ trip: TripRow
    ) -> (shape: GeoPackageLayer.Shape, values: [SQLiteImage.Value]) {
        let row = visit.row
        let side = places.side(of: visit, source.ways).map { messages($0) }
        return (
            .point(point),
            [
                .text(drive.block.blockID), .text(trip.tripID), .integer(row.sequence),
                .text(row.departure.description), .text(places.name(of: row, on: trip).text),
                side.map { .text($0) } ?? .null, .integer(row.boarding), .integer(row.alighting),
                .integer(row.onboard), .text(places.needs(at: row, of: trip)),
            ]
        )
    }

    private var steps: GeoPackageLayer {
        GeoPackageLayer(
            name: "driver_steps", isOfLines: true, about: "The way, step by step",
            style: QGISStyle.line(colour: "11,83,148,255", width: 0.8),
            columns: [
                ("block_id", "TEXT"), ("step", "INTEGER"), ("turn", "TEXT"), ("road", "TEXT"), ("metres", "INTEGER"),
                ("text", "TEXT"),
            ],
            features: source.drives.flatMap(features))
    }

    private func features(of drive: BlockDrive) -> [(shape: GeoPackageLayer.Shape, values: [SQLiteImage.Value])] {
        var heading: Double?
        var found: [(shape: GeoPackageLayer.Shape, values: [SQLiteImage.Value])] = []
        for hop in drive.hops {
            let way = source.ways.way(from: hop.from, to: hop.to)
            let turns = TurnByTurn(way, heading: heading, language: messages.language)
            heading = turns.lastBearing
            for step in turns.steps where step.points.count > 1 {
                found.append(
                    (
                        .line(step.points),
                        [
                            .text(drive.block.blockID), .integer(found.count + 1), .text(step.turn.rawValue),
                            .text(step.road), .integer(Int(step.metres.rounded())), .text(step.text(messages)),
                        ]
                    ))
            }
        }
        return found
    }
}
