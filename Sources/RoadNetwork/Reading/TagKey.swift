/// The OpenStreetMap keys that this module reads; every other key is passed over.
enum TagKey: String, CaseIterable, Sendable {
    case highway, route, junction, name, access, foot, vehicle, bus, psv, oneway, ferry, area, service, surface
    case tracktype, motorroad, maxspeed, lit, tunnel, bridge, ford, informal, smoothness, sidewalk, lanes, width, locked
    case barrier, building, amenity, landuse, type, restriction, except, crossing, layer, seasonal, construction
    case bicycle, cycleway, ref, ownership, duration
    case nameSwedish = "name:sv"
    case nameFinnish = "name:fi"
    case onewayBicycle = "oneway:bicycle"
    case maxheight, maxweight, maxlength, maxwidth, conditional, entrance
    case motorVehicle = "motor_vehicle"
    case motorcar
    case onewayFoot = "oneway:foot"
    case onewayBus = "oneway:bus"
    case onewayPSV = "oneway:psv"
    case maxspeedForward = "maxspeed:forward"
    case maxspeedBackward = "maxspeed:backward"
    case maxspeedBus = "maxspeed:bus"
    case maxspeedType = "maxspeed:type"
    case maxspeedConditional = "maxspeed:conditional"
    case sourceMaxspeed = "source:maxspeed"
    case zoneTraffic = "zone:traffic"
    case zoneMaxspeed = "zone:maxspeed"
    case accessConditional = "access:conditional"
    case footConditional = "foot:conditional"
    case motorVehicleConditional = "motor_vehicle:conditional"
    case busConditional = "bus:conditional"
    case psvConditional = "psv:conditional"
    case vehicleConditional = "vehicle:conditional"
    case winterService = "winter_service"
    case winterRoad = "winter_road"
    case iceRoad = "ice_road"
    case sacScale = "sac_scale"
    case trailVisibility = "trail_visibility"
    case publicTransport = "public_transport"
    case houseNumber = "addr:housenumber"
    case street = "addr:street"
    case restrictionBus = "restriction:bus"
    case restrictionPSV = "restriction:psv"
    case restrictionConditional = "restriction:conditional"
    case busway
    case direction
    case trafficCalming = "traffic_calming"
    case busLanes = "bus:lanes"
    case edit
    case editUsers = "edit:users"
    case editWay = "edit:way"
}

/// The known tags of one element, in file order.
struct OSMTags {
    private(set) var pairs: [(key: TagKey, value: String)] = []

    /// Adds a tag; the first of two equal keys wins.
    mutating func append(_ key: TagKey, _ value: String) { pairs.append((key, value)) }

    /// Forgets all tags but keeps the memory.
    mutating func removeAll() { pairs.removeAll(keepingCapacity: true) }

    /// Whether there is no known tag.
    var isEmpty: Bool { pairs.isEmpty }

    /// The value of `key`, as written.
    subscript(key: TagKey) -> String? {
        for pair in pairs where pair.key == key { return pair.value }
        return nil
    }

    /// The value of the first of `keys` that is present.
    func first(of keys: TagKey...) -> String? {
        for key in keys {
            if let value = self[key] { return value }
        }
        return nil
    }

    /// Whether `key` has one of `values`.
    func has(_ key: TagKey, _ values: String...) -> Bool {
        guard let value = self[key] else { return false }
        return values.contains(value)
    }
}
