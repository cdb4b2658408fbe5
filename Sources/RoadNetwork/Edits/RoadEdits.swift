public import Quantities

/// Local corrections to a map that survive the next extract: stretches that are closed, opened, slowed or added.
///
/// They are kept as a small OpenStreetMap XML file of their own, which map editors can draw. Each way of it is one edit:
/// - `edit=close`, `edit=open`: nobody, or everybody, may use the stretch; with `edit:users=foot;bus;bicycle;car` only
///   those are meant.
/// - `edit=slow` with `maxspeed`, or of a ferry with `duration`: the limit that holds, or how long the crossing is.
/// - `edit=add` with `highway` or `route=ferry` and the usual tags: a new road or ferry. Its points join road nodes
///   within 5 m, its ends within 15 m.
///
/// A stretch is what lies within 15 m of the drawn way and runs within 20 degrees of its direction; with
/// `edit:way=123`, the whole way with that id; with `edit:way=ferries`, all ferries, each for those alone whom its tags
/// say it takes. Ferries are closed until an edit opens them.
public struct RoadEdits: Sendable {
    let edits: [RoadEdit]
    /// Of the file that they were read from; `nil` without one.
    let fingerprint: ContentHash?

    /// No edits.
    public init() { (edits, fingerprint) = ([], nil) }

    /// Whether some edit opens a stretch, which may be one that is closed to everybody in the map.
    var opensRoads: Bool {
        edits.contains { edit in
            if case .open = edit.change { true } else { false }
        }
    }

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
            guard let change = RoadEdit.Change(way.tags), let target = RoadEdit.Target(way.tags),
                points.count >= 2 || target != .line
            else {
                throw RoadNetworkError(
                    .malformed,
                    "the edit of way \(way.id) is not understood; use close, open, slow with maxspeed or duration, or add "
                        + "with highway or route=ferry; edit:way is the number of a way, or ferries"
                )
            }
            edits.append(RoadEdit(id: way.id, points: points, target: target, change: change))
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
    let target: Target
    let change: Change

    /// Which roads are changed.
    enum Target: Sendable, Equatable {
        /// What lies along the drawn line.
        case line
        /// The whole way with this id.
        case way(Int64)
        /// All ferries.
        case ferries

        init?(_ tags: OSMTags) {
            switch tags[.editWay] {
            case nil: self = .line
            case "ferries": self = .ferries
            case .some(let text):
                guard let id = Int64(text) else { return nil }
                self = .way(id)
            }
        }

        /// Whether `road` as a whole is meant.
        func names(_ road: RoadWay) -> Bool {
            switch self {
            case .line: false
            case .way(let id): road.id == id
            case .ferries: road.roadClass == .ferry
            }
        }
    }

    /// What is done to the stretch.
    enum Change: Sendable {
        case close(RoadUsers)
        /// Of a ferry, the seconds of the crossing, where they are given.
        case open(RoadUsers, crossing: UInt16?)
        case slow(UInt8)
        /// A ferry's crossing takes so many seconds.
        case crossing(UInt16)
        case add(RoadWay)

        init?(_ tags: OSMTags) {
            let crossing = Ferry.duration(tags[.duration])
            switch tags[.edit] {
            case "close": self = .close(RoadUsers(tags[.editUsers]))
            case "open": self = .open(RoadUsers(tags[.editUsers]), crossing: crossing)
            case "slow":
                if let limit = SpeedLimit.parse(tags[.maxspeed]) {
                    self = .slow(limit)
                } else if let crossing {
                    self = .crossing(crossing)
                } else {
                    return nil
                }
            case "add":
                guard var road = RoadWay(id: 0, tags: tags), road.roadClass == .ferry || !road.isClosed else {
                    return nil
                }
                if road.roadClass == .ferry { road.set(road.ferry.users, road.ferry.directions) }
                self = .add(road)
            default: return nil
            }
        }
    }

    /// `road` with this edit's change.
    func changed(_ road: RoadWay) -> RoadWay {
        var road = road
        switch change {
        case .close(let users): road.set(users, [])
        case .open(let users, let crossing):
            if target == .ferries {
                road.set(users.intersection(road.ferry.users), road.ferry.directions)
            } else {
                road.set(users, .both)
            }
            if let crossing, road.roadClass == .ferry { road.ferry.seconds = crossing }
        case .slow(let limit):
            (road.limit.forward, road.limit.backward) = (limit, limit)
            if road.winterLimit > limit { road.winterLimit = limit }
            // The limit counts from here on, whatever the timetable of the crossing was.
            road.ferry.seconds = 0
        case .crossing(let seconds): if road.roadClass == .ferry { road.ferry.seconds = seconds }
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
