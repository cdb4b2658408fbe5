public import Quantities

/// Local corrections to a map that survive the next extract: stretches that are closed, opened, slowed or added.
///
/// They are kept as a small OpenStreetMap XML file of their own, which map editors can draw. Each way of it is one edit:
/// - `edit=close`, `edit=open`: nobody, or everybody, may use the stretch; with `edit:users=foot;bus;bicycle;car` only
///   those are meant.
/// - `edit=slow` with `maxspeed`: the limit that holds.
/// - `edit=add` with `highway` and the usual tags: a new road. Its points join road nodes within 5 m, its ends within
///   15 m.
///
/// A stretch is what lies within 15 m of the drawn way and runs within 20 degrees of its direction, or, with
/// `edit:way=123`, the whole way with that id.
public struct RoadEdits: Sendable {
    let edits: [RoadEdit]
    /// Of the file that they were read from; `nil` without one.
    let fingerprint: ContentHash?

    /// No edits.
    public init() { (edits, fingerprint) = ([], nil) }

    /// The number of edits.
    public var count: Int { edits.count }

    /// Reads the edits at `path`.
    /// - Throws: `RoadNetworkError` with the line of a damaged text, or naming a way whose `edit` is not understood.
    public static func read(contentsOf path: String) throws(RoadNetworkError) -> RoadEdits {
        let file = try MappedFile(path: path)
        defer { withExtendedLifetime(file) {} }
        return try RoadEdits(xml: file.bytes)
    }

    init(xml bytes: UnsafeBufferPointer<UInt8>) throws(RoadNetworkError) {
        var sink = EditSink()
        try OSMXML.decode(bytes, into: &sink)
        var edits: [RoadEdit] = []
        for way in sink.ways where way.tags[.edit] != nil {
            let points = way.refs.compactMap { sink.points[$0] }
            guard let change = RoadEdit.Change(way.tags), points.count >= 2 || way.tags[.editWay] != nil else {
                throw RoadNetworkError(
                    .malformed,
                    "the edit of way \(way.id) is not understood; use close, open, slow with maxspeed, or add with highway"
                )
            }
            edits.append(
                RoadEdit(id: way.id, points: points, way: way.tags[.editWay].flatMap { Int64($0) }, change: change))
        }
        self.edits = edits
        fingerprint = ContentHash(UnsafeRawBufferPointer(bytes))
    }
}

/// An edit that fits the map badly.
public struct UnmatchedEdit: Sendable, Hashable {
    /// The id of its way in the file of edits.
    public let id: Int64
    /// The metres of it for which no road was found; `nil` when the way that it names is not in the extract.
    public let metres: Metres?
}

/// One edit.
struct RoadEdit: Sendable {
    let id: Int64
    let points: [GeoPoint]
    let way: Int64?
    let change: Change

    /// What is done to the stretch.
    enum Change: Sendable {
        case close(Users)
        case open(Users)
        case slow(UInt8)
        case add(RoadWay)

        init?(_ tags: OSMTags) {
            switch tags[.edit] {
            case "close": self = .close(Users(tags[.editUsers]))
            case "open": self = .open(Users(tags[.editUsers]))
            case "slow":
                guard let limit = SpeedLimit.parse(tags[.maxspeed]) else { return nil }
                self = .slow(limit)
            case "add":
                guard let road = RoadWay(id: 0, tags: tags) else { return nil }
                self = .add(road)
            default: return nil
            }
        }
    }

    /// Who is meant.
    struct Users: OptionSet, Sendable {
        let rawValue: UInt8
        static let foot = Users(rawValue: 1)
        static let bus = Users(rawValue: 2)
        static let bicycle = Users(rawValue: 4)
        static let car = Users(rawValue: 8)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(_ text: String?) {
            guard let text else {
                self = [.foot, .bus, .bicycle, .car]
                return
            }
            let known: [Substring: Users] = ["foot": .foot, "bus": .bus, "bicycle": .bicycle, "car": .car]
            self = text.split(separator: ";").compactMap { known[$0] }.reduce(into: []) { $0.formUnion($1) }
        }
    }

    /// `road` with this edit's change.
    func changed(_ road: RoadWay) -> RoadWay {
        var road = road
        func set(_ users: Users, _ directions: Directions) {
            if users.contains(.foot) { road.foot = directions }
            if users.contains(.bus) { road.bus = directions }
            if users.contains(.bicycle) { road.bicycle = directions }
            if users.contains(.car) { road.car = directions }
        }
        switch change {
        case .close(let users): set(users, [])
        case .open(let users): set(users, .both)
        case .slow(let limit):
            (road.limit.forward, road.limit.backward) = (limit, limit)
            if road.winterLimit > limit { road.winterLimit = limit }
        case .add: break
        }
        return road
    }
}

private struct EditSink: OSMSink {
    static var wantsNodes: Bool { true }
    static var wantsWays: Bool { true }
    var points: [Int64: GeoPoint] = [:]
    var ways: [(id: Int64, refs: [Int64], tags: OSMTags)] = []

    mutating func node(id: Int64, longitude: Int32, latitude: Int32, tags: OSMTags) {
        points[id] = GeoPoint(longitude: Double(longitude) / 1e7, latitude: Double(latitude) / 1e7)
    }
    mutating func way(id: Int64, refs: [Int64], tags: OSMTags) { ways.append((id, refs, tags)) }
    mutating func relation(id: Int64, members: [OSMMember], tags: OSMTags) {}
}
