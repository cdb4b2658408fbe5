/// Who is meant by an edit or taken by a ferry.
struct RoadUsers: OptionSet, Sendable {
    let rawValue: UInt8
    static let foot = RoadUsers(rawValue: 1)
    static let bus = RoadUsers(rawValue: 2)
    static let bicycle = RoadUsers(rawValue: 4)
    static let car = RoadUsers(rawValue: 8)
    /// Everybody.
    static let all: RoadUsers = [.foot, .bus, .bicycle, .car]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Those whom `text` lists; without a text everybody.
    init(_ text: String?) {
        guard let text else {
            self = .all
            return
        }
        let known: [Substring: RoadUsers] = ["foot": .foot, "bus": .bus, "bicycle": .bicycle, "car": .car]
        self = text.split(separator: ";").compactMap { known[$0] }.reduce(into: []) { $0.formUnion($1) }
    }
}

extension RoadWay {
    /// Lets `users` go in `directions`, and nowhere else.
    mutating func set(_ users: RoadUsers, _ directions: Directions) {
        if users.contains(.foot) { foot = directions }
        if users.contains(.bus) { bus = directions }
        if users.contains(.bicycle) { bicycle = directions }
        if users.contains(.car) { car = directions }
    }
}
