/// Where cycling is legal, for rules that measure a way by bicycle.
enum BicycleProfile {
    /// In which directions the way with `tags` of class `roadClass` may be cycled.
    static func directions(_ tags: OSMTags, _ roadClass: RoadClass) -> Directions {
        guard isLegal(tags, roadClass) else { return [] }
        if tags[.onewayBicycle] == "no" || tags[.cycleway]?.hasPrefix("opposite") ?? false { return .both }
        return Directions(oneway: tags[.onewayBicycle] ?? tags[.oneway], tags, roadClass)
    }

    /// Whether a bicycle may not pass the node with `tags`.
    static func blocks(_ tags: OSMTags) -> Bool {
        if let access = tags.first(of: .bicycle, .vehicle, .access) { return !AccessValue.allows(access) }
        return tags[.barrier] != nil && tags[.locked] == "yes"
    }

    private static func isLegal(_ tags: OSMTags, _ roadClass: RoadClass) -> Bool {
        let isAllowed = tags[.bicycle].map(AccessValue.allows)
        switch roadClass {
        case .motorway, .motorwayLink, .ferry, .steps, .platform: return false
        case .footway, .pedestrian, .busway, .bridleway: return isAllowed ?? false
        case .track where tags.has(.tracktype, "grade4", "grade5"): return isAllowed ?? false
        default: break
        }
        if let access = tags.first(of: .bicycle, .vehicle, .access) { return AccessValue.allows(access) }
        return tags[.motorroad] != "yes"
    }
}

/// Where a private car may drive, for rules that measure a way by car.
enum CarProfile {
    /// In which directions a car may use the way with `tags` of class `roadClass`.
    static func directions(_ tags: OSMTags, _ roadClass: RoadClass) -> Directions {
        if let access = chain(tags), !AccessValue.allows(access) { return [] }
        switch roadClass {
        case .busway, .pedestrian, .cycleway, .footway, .path, .bridleway, .steps, .platform, .ferry: return []
        case .track where tags.has(.tracktype, "grade3", "grade4", "grade5"): return []
        default: return Directions(oneway: tags[.oneway], tags, roadClass)
        }
    }

    /// Whether a car may not pass the node with `tags`.
    static func blocks(_ tags: OSMTags) -> Bool {
        if let access = chain(tags) { return !AccessValue.allows(access) }
        switch tags[.barrier] {
        case nil, "toll_booth", "border_control", "cattle_grid", "entrance", "height_restrictor", "kerb", "no",
            "sally_port", "gate", "lift_gate", "swing_gate":
            return tags[.barrier] != nil && tags[.locked] == "yes"
        default: return true
        }
    }

    private static func chain(_ tags: OSMTags) -> String? {
        tags.first(of: .motorcar, .motorVehicle, .vehicle, .access)
    }
}

/// What the values of access tags mean to a vehicle.
enum AccessValue {
    /// Whether `value` lets a vehicle through.
    static func allows(_ value: String) -> Bool {
        switch value {
        case "yes", "designated", "permissive", "official", "destination", "public", "customers": true
        default: false
        }
    }
}

extension Directions {
    /// What the value of a one-way tag says; without one, roundabouts and motorways are one-way.
    init(oneway: String?, _ tags: OSMTags, _ roadClass: RoadClass) {
        switch oneway {
        case "yes", "1", "true": self = .forward
        case "-1", "reverse": self = .backward
        case "no", "alternating": self = .both
        case "reversible": self = []
        default:
            let isRound = tags.has(.junction, "roundabout", "circular")
            self = isRound || roadClass == .motorway || roadClass == .motorwayLink ? .forward : .both
        }
    }
}
