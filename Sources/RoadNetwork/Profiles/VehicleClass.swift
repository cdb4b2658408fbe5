/// The size of a vehicle, and where it can turn.
public struct VehicleClass: Hashable, Sendable {
    /// Metres from bumper to bumper.
    public var length: Double
    /// Metres without mirrors.
    public var width: Double
    /// Metres.
    public var height: Double
    /// Tonnes, full.
    public var weight: Double
    /// Whether it can turn round at the end of a road that has no turning circle.
    public var turnsAtDeadEnds: Bool

    /// A vehicle; see the properties.
    public init(length: Double, width: Double, height: Double, weight: Double, turnsAtDeadEnds: Bool) {
        self.length = length
        self.width = width
        self.height = height
        self.weight = weight
        self.turnsAtDeadEnds = turnsAtDeadEnds
    }

    /// The longest vehicle that turns at the end of a road without a turning circle, in metres.
    static let longestTurningAtDeadEnds = 12.5

    /// A vehicle of this size; one longer than 12.5 m needs a turning circle to turn.
    public init(length: Double, width: Double, height: Double, weight: Double) {
        self.init(
            length: length, width: width, height: height, weight: weight,
            turnsAtDeadEnds: length <= Self.longestTurningAtDeadEnds)
    }

    /// A school bus of about 45 seats.
    public static let bus = VehicleClass(length: 12, width: 2.55, height: 3.3, weight: 18, turnsAtDeadEnds: true)
    /// A long coach, which needs a turning circle.
    public static let coach = VehicleClass(length: 13.5, width: 2.55, height: 3.6, weight: 20, turnsAtDeadEnds: false)
    /// A minibus of up to 16 seats.
    public static let minibus = VehicleClass(length: 7, width: 2.2, height: 2.8, weight: 5, turnsAtDeadEnds: true)
    /// A taxi.
    public static let taxi = VehicleClass(length: 5, width: 1.9, height: 1.9, weight: 2.5, turnsAtDeadEnds: true)
}

/// The sizes that a way lets through, in centimetres and units of 10 kg; 0 where there is no limit.
struct SizeLimits: Sendable {
    var length: UInt16 = 0
    var width: UInt16 = 0
    var height: UInt16 = 0
    var weight: UInt16 = 0

    /// What `tags` say.
    init(_ tags: OSMTags) {
        length = Self.parse(tags[.maxlength])
        width = Self.parse(tags[.maxwidth])
        height = Self.parse(tags[.maxheight])
        weight = Self.parse(tags[.maxweight])
    }

    /// Whether it lets everything through.
    var isUnlimited: Bool { length == 0 && width == 0 && height == 0 && weight == 0 }

    /// Whether `vehicle` gets through.
    func admits(_ vehicle: VehicleClass) -> Bool {
        func fits(_ size: Double, _ limit: UInt16) -> Bool { limit == 0 || size * 100 <= Double(limit) + 0.5 }
        return fits(vehicle.length, length) && fits(vehicle.width, width) && fits(vehicle.height, height)
            && fits(vehicle.weight, weight)
    }

    /// `3.5`, `3.5 m`, `3.5 t`, `11'6"`; 0 for anything else.
    static func parse(_ value: String?) -> UInt16 {
        guard let value else { return 0 }
        if value.contains("'") {
            let parts = value.split(separator: "'").map { Double($0.filter { $0 != "\"" && $0 != " " }) }
            guard let feet = parts.first.flatMap({ $0 }), feet >= 0, feet < 200 else { return 0 }
            let inches = parts.count > 1 ? parts[1] ?? 0 : 0
            return UInt16(max(0, min(60_000, feet * 30.48 + inches * 2.54)).rounded())
        }
        let parts = value.split(separator: " ")
        guard let number = parts.first.flatMap({ Double($0) }), number > 0, number < 600 else { return 0 }
        guard parts.count == 1 || ["m", "t"].contains(parts[1]) else { return 0 }
        return UInt16((number * 100).rounded())
    }
}
