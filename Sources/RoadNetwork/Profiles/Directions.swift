/// In which directions of a way, as it is drawn, a profile may use it.
struct Directions: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// From the first node to the last.
    static let forward = Directions(rawValue: 1)
    /// From the last node to the first.
    static let backward = Directions(rawValue: 2)
    /// Either way.
    static let both: Directions = [.forward, .backward]
}
