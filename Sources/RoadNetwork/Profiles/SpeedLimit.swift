/// What is known of a way's speed limit.
struct SpeedLimit: Sendable {
    /// The limit forward and backward in km/h; 0 where it is not stated.
    var forward: UInt8 = 0
    var backward: UInt8 = 0
    /// The zone that stands for a limit not stated.
    var zone: SpeedZone = .unknown

    /// What `tags` say.
    init(_ tags: OSMTags) {
        let both = Self.parse(tags.first(of: .maxspeedBus, .maxspeed))
        forward = Self.parse(tags[.maxspeedForward]) ?? both ?? 0
        backward = Self.parse(tags[.maxspeedBackward]) ?? both ?? 0
        for key in [TagKey.maxspeedType, .sourceMaxspeed, .zoneTraffic, .zoneMaxspeed, .maxspeed] {
            guard zone == .unknown, let value = tags[key] else { continue }
            zone = SpeedZone(value)
        }
    }

    /// `50`, `30 mph`, `walk`; `nil` for anything else.
    static func parse(_ value: String?) -> UInt8? {
        guard let value else { return nil }
        if value == "walk" { return 7 }
        let parts = value.split(separator: " ")
        guard let first = parts.first, let number = Double(first), number >= 3, number <= 250 else { return nil }
        switch parts.count == 1 ? "km/h" : parts[1] {
        case "km/h", "kmh", "kph": return UInt8(number.rounded())
        case "mph": return UInt8(min(250, (number * 1.609344).rounded()))
        default: return nil
        }
    }
}

/// A zone that a way's tags name, such as `FI:urban`.
enum SpeedZone: UInt8, Sendable {
    case unknown, urban, rural, motorway, livingStreet

    /// The zone that `value` names after its country, such as `SE:rural` or `urban`.
    init(_ value: String) {
        switch value.split(separator: ":").last {
        case "urban": self = .urban
        case "rural": self = .rural
        case "motorway": self = .motorway
        case "living_street": self = .livingStreet
        default: self = .unknown
        }
    }
}
