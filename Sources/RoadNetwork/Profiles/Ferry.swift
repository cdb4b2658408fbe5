/// What is known of a ferry line. Without local edits nobody is carried: whether a ferry counts is the municipality's
/// to say.
struct Ferry: Sendable {
    /// Whom it takes aboard, as far as its tags say.
    private(set) var users: RoadUsers = []
    /// In which directions it runs.
    private(set) var directions: Directions = .both
    /// The seconds of the whole crossing; 0 where they are not known.
    var seconds: UInt16 = 0

    /// No ferry.
    init() {}

    /// What `tags` say. Vehicles need a word of their own, or a class of road that the ferry belongs to.
    init(_ tags: OSMTags) {
        if FootProfile.letsAboard(tags) { users.insert(.foot) }
        let carriesRoad = tags[.ferry].map(RoadClass.isForVehicles) ?? false
        func carries(_ keys: TagKey...) -> Bool {
            for key in keys {
                if let value = tags[key] { return AccessValue.allows(value) }
            }
            return carriesRoad
        }
        if carries(.bus, .psv, .motorVehicle, .vehicle, .access) { users.insert(.bus) }
        if carries(.motorcar, .motorVehicle, .vehicle, .access) { users.insert(.car) }
        if carries(.bicycle, .vehicle, .access) { users.insert(.bicycle) }
        directions = Directions(oneway: tags[.oneway], tags, .ferry)
        seconds = Self.duration(tags[.duration]) ?? 0
    }

    /// The seconds that `value` names: minutes, `hours:minutes`, `hours:minutes:seconds` or `PT1H15M`; `nil` for anything
    /// else, for nothing and for more than 18 hours.
    static func duration(_ value: String?) -> UInt16? {
        guard let value else { return nil }
        let seconds = value.hasPrefix("PT") ? isoDuration(value.dropFirst(2)) : clockDuration(value)
        return seconds.flatMap { (1...64_800).contains($0) ? UInt16($0) : nil }
    }

    private static func clockDuration(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard (1...3).contains(parts.count), !parts.contains(nil) else { return nil }
        let numbers = parts.compactMap { $0 }
        switch numbers.count {
        case 1: return numbers[0] * 60
        case 2: return numbers[0] * 3600 + numbers[1] * 60
        default: return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
        }
    }

    private static func isoDuration(_ text: Substring) -> Int? {
        var (seconds, rest) = (0, text)
        for (letter, unit) in [("H" as Character, 3600), ("M", 60), ("S", 1)] {
            guard let end = rest.firstIndex(of: letter) else { continue }
            guard let count = number(rest[..<end]) else { return nil }
            seconds += count * unit
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? seconds : nil
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
