/// A place that an area stands for.
struct AreaPlace: Sendable {
    /// The letter of its element kind and its number, such as `w123`.
    let prefix: UInt8
    let id: Int64
    let features: NodeFeatures
    var name: Int32
    /// Where its outline lies in the list of references; of a relation, the first member that the extract holds.
    var refs: Range<Int>
    /// The outer way of a relation; 0 for a way.
    let outline: Int64
}

/// The first pass: roads, areas and restrictions of one block or file.
struct WayHarvest: OSMSink, Sendable {
    static var wantsNodes: Bool { false }
    static var wantsWays: Bool { true }

    var roads: [RoadWay] = []
    var roadRefs: [Int64] = []
    var areas: [AreaPlace] = []
    var areaRefs: [Int64] = []
    var restrictions: [TurnRestriction] = []
    var names = NameHarvest()
    /// How often a speed zone's value starts with a country's code.
    var countries: [String: Int] = [:]
    /// Whether roads that nobody may use are taken in, for an edit to open.
    private let keepsClosed: Bool

    init(keepsClosed: Bool = false) { self.keepsClosed = keepsClosed }

    mutating func node(id: Int64, longitude: Int32, latitude: Int32, tags: OSMTags) {}

    mutating func way(id: Int64, refs: [Int64], tags: OSMTags) {
        if refs.count >= 2, var road = RoadWay(id: id, tags: tags),
            keepsClosed || !road.isClosed || road.roadClass == .ferry
        {
            road.name = names.position(of: RoadName(tags).entry)
            road.refs = roadRefs.count..<roadRefs.count + refs.count
            roadRefs += refs
            roads.append(road)
            countCountry(tags)
        }
        let features = NodeFeatures(area: tags)
        guard !features.isEmpty, !refs.isEmpty else { return }
        let outline = refs.count > 1 && refs.first == refs.last ? refs.dropLast() : refs[...]
        areas.append(
            AreaPlace(
                prefix: UInt8(ascii: "w"), id: id, features: features,
                name: names.position(of: features.entry(tags)),
                refs: areaRefs.count..<areaRefs.count + outline.count, outline: 0))
        areaRefs += outline
    }

    mutating func relation(id: Int64, members: [OSMMember], tags: OSMTags) {
        if let restriction = TurnRestriction(id: id, members: members, tags: tags) {
            restrictions.append(restriction)
            return
        }
        let features = NodeFeatures(area: tags)
        guard !features.isEmpty,
            let outer = members.first(where: { $0.kind == .way && ($0.role == "outer" || $0.role.isEmpty) })
        else { return }
        areas.append(
            AreaPlace(
                prefix: UInt8(ascii: "r"), id: id, features: features,
                name: names.position(of: features.entry(tags)), refs: 0..<0,
                outline: outer.id))
    }

    private mutating func countCountry(_ tags: OSMTags) {
        for key in [TagKey.maxspeedType, .sourceMaxspeed, .zoneTraffic, .maxspeed] {
            guard let value = tags[key], let colon = value.firstIndex(of: ":") else { continue }
            let code = value[..<colon]
            guard code.utf8.count == 2, code.utf8.allSatisfy({ (65...90).contains($0) }) else { continue }
            countries[String(code), default: 0] += 1
        }
    }

    /// Adds what a later block gave.
    mutating func append(_ other: WayHarvest) {
        let nameMap = other.names.names.map { names.position(of: $0) }
        func renamed(_ name: Int32) -> Int32 { name < 0 ? -1 : nameMap[Int(name)] }
        for var road in other.roads {
            road.name = renamed(road.name)
            road.refs = road.refs.lowerBound + roadRefs.count..<road.refs.upperBound + roadRefs.count
            roads.append(road)
        }
        for var area in other.areas {
            area.name = renamed(area.name)
            area.refs = area.refs.lowerBound + areaRefs.count..<area.refs.upperBound + areaRefs.count
            areas.append(area)
        }
        roadRefs += other.roadRefs
        areaRefs += other.areaRefs
        restrictions += other.restrictions
        countries.merge(other.countries, uniquingKeysWith: +)
    }
}

/// A node that is more than a point of a road.
struct FeatureNode: Sendable {
    let id: Int64
    let longitude: Int32
    let latitude: Int32
    let features: NodeFeatures
    var name: Int32
}

/// The second pass: the positions of the nodes that the first pass met, and nodes with a meaning of their own.
struct NodeHarvest: OSMSink, Sendable {
    static var wantsNodes: Bool { true }
    static var wantsWays: Bool { false }

    /// The node ids to look for, ascending.
    let wanted: [Int64]
    var found: [(position: Int32, longitude: Int32, latitude: Int32)] = []
    var features: [FeatureNode] = []
    var names = NameHarvest()
    private var next = 0

    init(wanted: [Int64]) { self.wanted = wanted }

    mutating func node(id: Int64, longitude: Int32, latitude: Int32, tags: OSMTags) {
        if let position = position(of: id) { found.append((Int32(position), longitude, latitude)) }
        guard !tags.isEmpty else { return }
        let features = NodeFeatures(node: tags)
        guard !features.isEmpty else { return }
        let name = features.isDisjoint(with: .places) ? "" : features.entry(tags)
        self.features.append(
            FeatureNode(
                id: id, longitude: longitude, latitude: latitude, features: features, name: names.position(of: name)))
    }

    mutating func way(id: Int64, refs: [Int64], tags: OSMTags) {}
    mutating func relation(id: Int64, members: [OSMMember], tags: OSMTags) {}

    /// Where `id` stands among the wanted. Files list nodes in ascending order, so the search starts near the last hit.
    private mutating func position(of id: Int64) -> Int? {
        if next < wanted.count, wanted[next] < id {
            var step = 1
            while next + step < wanted.count, wanted[next + step] < id { step *= 2 }
            next = wanted.lowerBound(of: id, in: next..<Swift.min(next + step, wanted.count))
        } else if next > 0, wanted[next - 1] >= id {
            next = wanted.lowerBound(of: id, in: 0..<next)
        }
        return next < wanted.count && wanted[next] == id ? next : nil
    }
}
