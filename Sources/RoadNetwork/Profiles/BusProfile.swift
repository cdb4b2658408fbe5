/// Where a bus may drive. The article "Profiles" states these rules in full; change both together.
enum BusProfile {
    /// In which directions a bus may use the way with `tags` of class `roadClass`.
    static func directions(_ tags: OSMTags, _ roadClass: RoadClass) -> Directions {
        guard isLegal(tags, roadClass) else { return [] }
        if let bus = tags.first(of: .onewayBus, .onewayPSV) {
            switch bus {
            case "no": return .both
            case "yes", "1", "true": return .forward
            case "-1", "reverse": return .backward
            default: break
            }
        }
        if tags.has(.busway, "opposite", "opposite_lane") { return .both }
        return Directions(oneway: tags[.oneway], tags, roadClass)
    }

    /// Whether a bus may not pass the node with `tags`.
    static func blocks(_ tags: OSMTags) -> Bool {
        guard let barrier = tags[.barrier] else { return chain(tags).map { !AccessValue.allows($0) } ?? false }
        if let access = chain(tags) { return !AccessValue.allows(access) }
        switch barrier {
        case "toll_booth", "border_control", "cattle_grid", "entrance", "height_restrictor", "kerb", "bus_trap", "no",
            "sally_port":
            return tags[.locked] == "yes"
        default: return true
        }
    }

    /// Whether a way with `tags` is closed to buses at some hours when school buses are out: a bus that must be there
    /// every day cannot use it. What opens a way at some hours does not open it.
    static func isClosedInSchoolHours(_ tags: OSMTags) -> Bool {
        let isOpened = tags.first(of: .bus, .psv).map(AccessValue.allows) ?? false
        let keys: [TagKey] =
            isOpened
            ? [.psvConditional, .busConditional]
            : [.accessConditional, .vehicleConditional, .motorVehicleConditional, .psvConditional, .busConditional]
        return keys.contains { key in
            ConditionalRules.parse(tags[key]).contains {
                !AccessValue.allows($0.value) && SchoolHours.areMet(by: $0.condition)
            }
        }
    }

    private static func isLegal(_ tags: OSMTags, _ roadClass: RoadClass) -> Bool {
        if let access = chain(tags) {
            guard AccessValue.allows(access) else { return false }
        }
        let isOpened = tags.first(of: .bus, .psv).map(AccessValue.allows) ?? false
        switch roadClass {
        case .busway: return true
        case .service:
            return isOpened || !tags.has(.service, "parking_aisle", "driveway", "drive-through", "emergency_access")
        case .track, .pedestrian: return isOpened
        case .cycleway, .footway, .path, .bridleway, .steps, .platform, .ferry: return false
        default: return true
        }
    }

    /// The most specific access tag: bus, psv, motor_vehicle, vehicle, access.
    private static func chain(_ tags: OSMTags) -> String? {
        tags.first(of: .bus, .psv, .motorVehicle, .vehicle, .access)
    }
}
