import Quantities

/// A layer of features of one kind.
struct GeoPackageLayer: Sendable {
    /// The name of the table.
    let name: String
    /// Whether its features are lines, else points.
    var isOfLines = false
    /// What it holds, for people.
    let about: String
    /// How QGIS draws it.
    let style: String
    /// Its columns beside `fid` and `geom`.
    let columns: [(name: String, type: String)]
    /// Its features.
    let features: [(shape: Shape, values: [SQLiteImage.Value])]

    /// What a feature looks like.
    enum Shape {
        case point(GeoPoint)
        case line([GeoPoint])

        /// The points of the shape.
        var points: [GeoPoint] {
            switch self {
            case .point(let point): [point]
            case .line(let points): points
            }
        }
    }

    /// `POINT` or `LINESTRING`.
    var geometryType: String {
        isOfLines ? "LINESTRING" : "POINT"
    }

    /// The statement that makes the table.
    var schema: String {
        let own = columns.map { ", \($0.name) \($0.type)" }.joined()
        return "CREATE TABLE \(name) (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom \(geometryType)\(own))"
    }

    /// The rows of the table.
    var rows: [[SQLiteImage.Value]] {
        features.enumerated().map { number, feature in
            [.integer(number + 1), .blob(GeoPackageLayer.blob(feature.shape))] + feature.values
        }
    }

    /// The boxes of the features for a spatial index, each after its number.
    var boxes: [[SQLiteImage.Value]] {
        features.enumerated().compactMap { number, feature in
            GeoPackageLayer.box(feature.shape.points).map { box in
                [
                    .integer(number + 1), .real(box.southWest.longitude), .real(box.northEast.longitude),
                    .real(box.southWest.latitude), .real(box.northEast.latitude),
                ]
            }
        }
    }

    /// The box around all features; `nil` where there are none.
    var box: (southWest: GeoPoint, northEast: GeoPoint)? {
        GeoPackageLayer.box(features.flatMap(\.shape.points))
    }

    private static func box(_ points: [GeoPoint]) -> (southWest: GeoPoint, northEast: GeoPoint)? {
        guard let first = points.first else { return nil }
        return points.reduce(into: (first, first)) { box, point in
            box.0.longitude = min(box.0.longitude, point.longitude)
            box.0.latitude = min(box.0.latitude, point.latitude)
            box.1.longitude = max(box.1.longitude, point.longitude)
            box.1.latitude = max(box.1.latitude, point.latitude)
        }
    }

    /// A shape as a GeoPackage writes it: a header with the box of lines, then little-endian WKB.
    static func blob(_ shape: Shape) -> [UInt8] {
        var bytes: [UInt8] = Array("GP".utf8)
        let points = shape.points
        let isPoint = if case .point = shape { true } else { false }
        bytes += [0, isPoint ? 0b001 : 0b011]
        bytes.append(littleEndian: Int32(4326))
        if !isPoint, let box = box(points) {
            for value in [box.0.longitude, box.1.longitude, box.0.latitude, box.1.latitude] {
                bytes.append(littleEndian: value.bitPattern)
            }
        }
        bytes.append(1)
        bytes.append(littleEndian: UInt32(isPoint ? 1 : 2))
        if !isPoint { bytes.append(littleEndian: UInt32(points.count)) }
        for point in points {
            bytes.append(littleEndian: point.longitude.bitPattern)
            bytes.append(littleEndian: point.latitude.bitPattern)
        }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
