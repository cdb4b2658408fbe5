import Quantities
import Tables
import TransportModel

/// The plan as GeoJSON (RFC 7946): stops, schools and depots as points, trips as lines, and not one pupil.
struct GeoJSONFile: Sendable {
    /// The name of the file.
    static let fileName = "plan.geojson"

    private let plan: PublicPlan
    private let lines: DrivenLines

    /// The file of `plan`.
    init(_ plan: PublicPlan, lines: DrivenLines) {
        self.plan = plan
        self.lines = lines
    }

    /// The document, one feature a line.
    func bytes() -> [UInt8] {
        var text = Array("{\"type\":\"FeatureCollection\",\"features\":[".utf8)
        for (number, feature) in (stops() + places() + trips()).enumerated() {
            text += Array((number == 0 ? "\n" : ",\n").utf8)
            text += feature.compactBytes
        }
        return text + Array("\n]}\n".utf8)
    }

    private func stops() -> [JSONValue] {
        plan.stops.map { stop in
            feature(
                geometry: point(stop.point),
                [
                    ("kind", .string("stop")), ("stop_id", .string(stop.id)), ("name", .string(stop.name.harmless)),
                    ("pupils", stop.pupils.map { .integer($0) } ?? .null), ("is_approximate", .bool(stop.isMasked)),
                ])
        }
    }

    private func places() -> [JSONValue] {
        [("school", plan.schools), ("depot", plan.depots)].flatMap { kind, places in
            places.map { place in
                feature(
                    geometry: point(place.place.point),
                    [
                        ("kind", .string(kind)), ("\(kind)_id", .string(place.id)),
                        ("name", .string(place.name.harmless)),
                    ])
            }
        }
    }

    private func trips() -> [JSONValue] {
        plan.trips.compactMap { trip in
            let line = lines.line(of: trip)
            guard line.count > 1 else { return nil }
            let row = trip.row
            let geometry = JSONValue.object([
                ("type", .string("LineString")), ("coordinates", .array(line.map(position))),
            ])
            return feature(
                geometry: geometry,
                [
                    ("kind", .string("trip")), ("trip_id", .string(row.tripID)), ("block_id", .string(row.blockID)),
                    ("week", .integer(row.week)), ("weekday", .string(row.weekday.code)),
                    ("session", .string(row.session.rawValue)), ("vehicle_type_id", .string(row.vehicleTypeID)),
                    ("depart", .string(row.depart.description)), ("arrive", .string(row.arrive.description)),
                    ("distance_m", .integer(row.distance)),
                ])
        }
    }

    private func feature(geometry: JSONValue, _ properties: [(key: String, value: JSONValue)]) -> JSONValue {
        .object([("type", .string("Feature")), ("geometry", geometry), ("properties", .object(properties))])
    }

    private func point(_ point: GeoPoint) -> JSONValue {
        .object([("type", .string("Point")), ("coordinates", position(point))])
    }

    private func position(_ point: GeoPoint) -> JSONValue {
        .array([.rounded(point.longitude, decimals: 6), .rounded(point.latitude, decimals: 6)])
    }
}
