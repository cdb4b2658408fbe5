internal import Quantities
internal import RoadNetwork
internal import Tables

extension RoadTool {
    /// A way between two places.
    public struct Route: Sendable {
        /// Of a walk with the straight lines to the road at both ends, of a drive on the road alone.
        public let metres: Double
        /// Of a drive.
        public let seconds: Int?
        /// The straight line from the start to the road.
        public let fromRoad: Double
        /// The straight line from the road to the end.
        public let toRoad: Double
        /// Longitudes and latitudes along the way.
        public let line: [(longitude: Double, latitude: Double)]

        /// The way as a GeoJSON feature with its figures as properties.
        public var geoJSON: String {
            var properties: [(String, JSONValue)] = [("metres", .number(metres))]
            if let seconds { properties.append(("seconds", .number(Double(seconds)))) }
            properties += [("from_road_m", .number(fromRoad)), ("to_road_m", .number(toRoad))]
            let coordinates = line.map { JSONValue.array([.number($0.longitude), .number($0.latitude)]) }
            let geometry: [(String, JSONValue)] = [
                ("type", .string("LineString")), ("coordinates", .array(coordinates)),
            ]
            let feature = JSONValue.object([
                ("type", .string("Feature")), ("geometry", .object(geometry)), ("properties", .object(properties)),
            ])
            return String(decoding: feature.compactBytes, as: UTF8.self)
        }
    }

    /// The way from one place to another; places as longitude and latitude.
    /// - Throws: `Problem` where a place has no road in reach or no way leads from one to the other.
    public func route(
        from origin: (longitude: Double, latitude: Double), to destination: (longitude: Double, latitude: Double)
    ) throws(Problem) -> Route {
        let ends = [("start", origin), ("end", destination)]
        var snapped: [SnappedPoint] = []
        for (name, point) in ends {
            guard let place = snap(GeoPoint(longitude: point.longitude, latitude: point.latitude)) else {
                throw Problem(file: "", message: "No road of the network is within 2000 m of the \(name).")
            }
            snapped.append(place)
        }
        let (start, end) = (snapped[0], snapped[1])
        let line =
            options.mode == .foot ? network.walkPath(from: start, to: end) : network.drivingPath(from: start, to: end)
        guard !line.isEmpty else { throw Problem(file: "", message: "No way leads from one place to the other.") }
        var (metres, seconds): (Double, Int?) = (0, nil)
        if options.mode == .foot {
            metres = network.walks(from: [start], to: end)[0]?.distance.metres ?? 0
        } else {
            let matrix = network.drivingMatrix(between: [start, end], factor: options.factor)
            (metres, seconds) = (Double(matrix.metres(from: 0, to: 1)), Int(matrix.seconds(from: 0, to: 1)))
        }
        return Route(
            metres: metres, seconds: seconds, fromRoad: start.distance.metres, toRoad: end.distance.metres,
            line: line.map { ($0.longitude, $0.latitude) })
    }
}
