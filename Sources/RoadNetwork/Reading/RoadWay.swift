/// A road or ferry line with what the profiles read from its tags.
struct RoadWay: Sendable {
    /// The OpenStreetMap way id.
    let id: Int64
    /// What kind of road it is.
    let roadClass: RoadClass
    /// Where one may walk on it.
    var foot: Directions
    /// Where a bus may drive on it.
    var bus: Directions
    /// Where one may cycle.
    var bicycle: Directions
    /// Where a car may drive.
    var car: Directions
    /// The months in which it is open to pedestrians and to vehicles.
    let footMonths: Months
    let vehicleMonths: Months
    /// The sizes of vehicles that it lets through.
    let sizes: SizeLimits
    /// The speed limit in winter in km/h; 0 where none is mapped.
    var winterLimit: UInt8
    /// What is known of the speed limit.
    var limit: SpeedLimit
    /// Further properties.
    let flags: Flags
    /// Of a ferry, whom it takes and how long the crossing is.
    var ferry: Ferry
    /// The position of its name in the extract's table of names; -1 without a name.
    var name: Int32
    /// Where its nodes lie in the extract's list of references.
    var refs: Range<Int> {
        get { firstRef..<endOfRefs }
        set { (firstRef, endOfRefs) = (newValue.lowerBound, newValue.upperBound) }
    }
    private var firstRef = 0
    private var endOfRefs = 0

    /// Properties that are there or not.
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt16
        static let roundabout = Flags(rawValue: 1)
        static let tunnel = Flags(rawValue: 2)
        static let bridge = Flags(rawValue: 4)
        static let lit = Flags(rawValue: 8)
        static let motorroad = Flags(rawValue: 16)
        static let unpaved = Flags(rawValue: 32)
        static let sidewalk = Flags(rawValue: 64)
        static let cleared = Flags(rawValue: 128)
        static let notCleared = Flags(rawValue: 256)
        static let privateRoad = Flags(rawValue: 512)
    }

    /// Whether nobody may use it: a road closed to all, or a ferry before an edit opens it.
    var isClosed: Bool { foot.isEmpty && bus.isEmpty && bicycle.isEmpty && car.isEmpty }

    /// Reads `tags`; `nil` for what is no road.
    init?(id: Int64, tags: OSMTags) {
        guard let roadClass = RoadClass(tags), tags[.area] != "yes" || roadClass >= .pedestrian else { return nil }
        self.id = id
        self.roadClass = roadClass
        foot = FootProfile.directions(tags, roadClass)
        bus = BusProfile.directions(tags, roadClass)
        bicycle = BicycleProfile.directions(tags, roadClass)
        car = CarProfile.directions(tags, roadClass)
        ferry = roadClass == .ferry ? Ferry(tags) : Ferry()
        footMonths = Months.open(tags, .accessConditional, .footConditional)
        vehicleMonths =
            BusProfile.isClosedInSchoolHours(tags)
            ? []
            : Months.open(
                tags, .accessConditional, .vehicleConditional, .motorVehicleConditional, .psvConditional,
                .busConditional)
        sizes = SizeLimits(tags)
        winterLimit = Months.winterLimit(tags) ?? 0
        limit = SpeedLimit(tags)
        flags = Self.flags(tags)
        name = -1
    }

    private static func flags(_ tags: OSMTags) -> Flags {
        var flags: Flags = []
        if tags.has(.junction, "roundabout", "circular") { flags.insert(.roundabout) }
        if let tunnel = tags[.tunnel], tunnel != "no" { flags.insert(.tunnel) }
        if let bridge = tags[.bridge], bridge != "no" { flags.insert(.bridge) }
        if let lit = tags[.lit], lit != "no" { flags.insert(.lit) }
        if let service = tags[.winterService] { flags.insert(service == "no" ? .notCleared : .cleared) }
        if tags[.motorroad] == "yes" { flags.insert(.motorroad) }
        if isPrivate(tags) { flags.insert(.privateRoad) }
        if let sidewalk = tags[.sidewalk], sidewalk != "no", sidewalk != "none" { flags.insert(.sidewalk) }
        switch tags[.surface] {
        case "unpaved", "gravel", "fine_gravel", "compacted", "dirt", "ground", "earth", "grass", "sand", "mud":
            flags.insert(.unpaved)
        default: break
        }
        return flags
    }

    /// Whether the road is private: its ownership says so, access or driving is for some alone, or it is a driveway.
    private static func isPrivate(_ tags: OSMTags) -> Bool {
        if let ownership = tags[.ownership] { return ownership == "private" }
        if tags[.service] == "driveway" { return true }
        return [TagKey.access, .vehicle, .motorVehicle, .motorcar].contains { key in
            ["private", "permissive", "destination", "customers"].contains(tags[key])
        }
    }
}

/// What a node's tags mean for roads, and which places it stands for.
struct NodeFeatures: OptionSet, Sendable {
    let rawValue: UInt16
    static let blocksFoot = NodeFeatures(rawValue: 1)
    static let blocksBus = NodeFeatures(rawValue: 2)
    static let trafficSignals = NodeFeatures(rawValue: 4)
    static let turningPlace = NodeFeatures(rawValue: 8)
    static let busStop = NodeFeatures(rawValue: 16)
    static let school = NodeFeatures(rawValue: 32)
    static let address = NodeFeatures(rawValue: 64)
    static let building = NodeFeatures(rawValue: 128)
    static let givesWay = NodeFeatures(rawValue: 256)
    static let blocksBicycle = NodeFeatures(rawValue: 512)
    static let blocksCar = NodeFeatures(rawValue: 1024)

    /// What is a place of its own rather than a property of a road.
    static let places: NodeFeatures = [.busStop, .school, .address, .building]

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Reads the tags of a node.
    init(node tags: OSMTags) {
        self = NodeFeatures(area: tags)
        remove(.building)
        if FootProfile.blocks(tags) { insert(.blocksFoot) }
        if BusProfile.blocks(tags) { insert(.blocksBus) }
        if BicycleProfile.blocks(tags) { insert(.blocksBicycle) }
        if CarProfile.blocks(tags) { insert(.blocksCar) }
        switch tags[.highway] {
        case "traffic_signals": insert(.trafficSignals)
        case "stop", "give_way": insert(.givesWay)
        case "turning_circle", "turning_loop": insert(.turningPlace)
        case "bus_stop": insert(.busStop)
        default: break
        }
        if tags[.crossing] == "traffic_signals" { insert(.trafficSignals) }
        if tags.has(.publicTransport, "platform", "stop_position"), tags[.bus] == "yes" { insert(.busStop) }
    }

    /// Reads the tags of a way or relation that encloses a place.
    init(area tags: OSMTags) {
        rawValue = 0
        if tags[.amenity] == "school" { insert(.school) }
        if tags[.houseNumber] != nil { insert(.address) }
        switch tags[.building] {
        case "yes", "house", "residential", "detached", "apartments", "terrace", "semidetached_house", "farm",
            "bungalow", "dormitory", "semi", "static_caravan":
            insert(.building)
        default: break
        }
    }

    /// The name of the place: the street and number of an address that has no name of its own.
    static func name(_ tags: OSMTags) -> String {
        if let name = tags[.name] { return name }
        guard let number = tags[.houseNumber] else { return "" }
        return tags[.street].map { "\($0) \(number)" } ?? number
    }

    /// How a table of names keeps what the place is called: of a bus stop in every language that is mapped.
    func entry(_ tags: OSMTags) -> String {
        let name = NodeFeatures.name(tags)
        guard contains(.busStop) else { return name }
        return RoadName(local: name, swedish: tags[.nameSwedish] ?? "", finnish: tags[.nameFinnish] ?? "").entry
    }
}
