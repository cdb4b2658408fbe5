public import Quantities

/// A place that the map knows.
public struct NetworkPlace: Sendable, Hashable {
    /// The letter of its OpenStreetMap element and its number, such as `n123` or `w123`.
    public let id: String
    /// Its name; empty where the map has none.
    public let name: String
    /// The names by `name:sv` and `name:fi`; empty where they are not mapped.
    public let swedish: String, finnish: String
    /// Where it is.
    public let point: GeoPoint

    init(id: String, names: RoadName, point: GeoPoint) {
        self.id = id
        name = names.local.isEmpty ? names.text(in: "sv") : names.local
        (swedish, finnish) = (names.swedish, names.finnish)
        self.point = point
    }
}

extension RoadNetwork {
    /// Bus stops, in the order of their ids; stops of one name within 150 m, and nameless ones within 40 m, are one
    /// place (the two kerbs) and stand at the stop with the lowest id.
    public func busStops() -> [NetworkPlace] {
        merged(extract.places.filter { $0.features.contains(.busStop) }, named: 150, nameless: 40)
    }

    /// Schools; a school mapped both as a node and as an area is one place.
    public func schools() -> [NetworkPlace] {
        merged(extract.places.filter { $0.features.contains(.school) }, named: 300, nameless: 40)
    }

    /// Buildings in which people may live.
    public func buildings() -> [NetworkPlace] { places(.building) }

    /// Street addresses; the name is the street and the number.
    public func addresses() -> [NetworkPlace] { places(.address) }

    /// Points on residential streets and minor roads, in the order of their nodes.
    public func residentialPoints() -> [NetworkPlace] {
        var seen = [Bool](repeating: false, count: extract.nodeIDs.count)
        var names = [Int32](repeating: -1, count: extract.nodeIDs.count)
        for road in extract.roads {
            guard [.residential, .livingStreet, .unclassified, .tertiary].contains(road.roadClass) else { continue }
            // A road with nothing but a number has no name for people's addresses.
            let name = RoadName(entry: extract.names[road.name]).local.isEmpty ? -1 : road.name
            for position in road.refs where extract.roadNodes[position] >= 0 {
                let node = Int(extract.roadNodes[position])
                if !seen[node] || names[node] < 0 { names[node] = name }
                seen[node] = true
            }
        }
        return seen.indices.filter { seen[$0] }.map { node in
            NetworkPlace(
                id: "n\(extract.nodeIDs[node])",
                names: RoadName(local: RoadName(entry: extract.names[names[node]]).local),
                point: extract.point(Int32(node)))
        }
    }

    /// Road junctions where a bus may stop and a pupil may walk: three or more roads for buses meet, none of them
    /// primary or larger. The name joins the names of the streets.
    public func corners() -> [NetworkPlace] {
        let edges = bus.edges
        var ends = [Int](repeating: 0, count: edges.nodes.count)
        var isCorner = [Bool](repeating: true, count: edges.nodes.count)
        var streets = [[Int32]](repeating: [], count: edges.nodes.count)
        for edge in 0..<edges.count where !edges.directions[edge].isEmpty {
            let road = extract.roads[Int(edges.roads[edge])]
            for node in [Int(edges.tails[edge]), Int(edges.heads[edge])] {
                ends[node] += 1
                if road.roadClass <= .primaryLink || !bus.isMain[edge] { isCorner[node] = false }
                if road.name >= 0, !streets[node].contains(road.name) { streets[node].append(road.name) }
            }
        }
        var walkable = [Bool](repeating: false, count: extract.nodeIDs.count)
        for edge in 0..<foot.edges.count where foot.isMain[edge] {
            for node in [foot.edges.tails[edge], foot.edges.heads[edge]] {
                walkable[Int(foot.edges.nodes[Int(node)])] = true
            }
        }
        return edges.nodes.indices.filter { isCorner[$0] && ends[$0] >= 3 && walkable[Int(edges.nodes[$0])] }.map {
            node in
            let position = edges.nodes[node]
            return NetworkPlace(
                id: "n\(extract.nodeIDs[Int(position)])",
                names: crossing(of: streets[node].map { RoadName(entry: extract.names[$0]) }),
                point: extract.point(position))
        }
    }

    /// The names of streets that meet, joined; of another language only where all streets have a name in it.
    private func crossing(of streets: [RoadName]) -> RoadName {
        func joined(_ name: (RoadName) -> String) -> String {
            Set(streets.map(name).filter { !$0.isEmpty }).sorted().joined(separator: " / ")
        }
        let named = streets.filter { !$0.local.isEmpty }
        return RoadName(
            local: joined(\.local), swedish: named.contains { $0.swedish.isEmpty } ? "" : joined(\.swedish),
            finnish: named.contains { $0.finnish.isEmpty } ? "" : joined(\.finnish))
    }

    private func places(_ kind: NodeFeatures) -> [NetworkPlace] {
        extract.places.filter { $0.features.contains(kind) }.map { place($0) }
    }

    private func place(_ place: ExtractPlace) -> NetworkPlace {
        NetworkPlace(id: place.id, names: RoadName(entry: extract.names[place.name]), point: place.point)
    }

    /// Leaves out every place that has the name of an earlier one within `named` metres, or no name and an earlier
    /// place within `nameless` metres.
    private func merged(_ all: [ExtractPlace], named: Double, nameless: Double) -> [NetworkPlace] {
        var kept: [NetworkPlace] = []
        for place in all.map({ place($0) }) {
            let isKnown = kept.contains { other in
                let distance = place.point.distance(to: other.point)
                if !place.name.isEmpty, !other.name.isEmpty { return place.name == other.name && distance <= named }
                return distance <= nameless
            }
            if !isKnown { kept.append(place) }
        }
        return kept
    }
}
