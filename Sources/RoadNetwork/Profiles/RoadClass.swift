/// What kind of road a way is, most important first.
public enum RoadClass: UInt8, Sendable, CaseIterable, Comparable, BitwiseCopyable {
    case motorway, motorwayLink, trunk, trunkLink, primary, primaryLink, secondary, secondaryLink, tertiary
    case tertiaryLink, unclassified, residential, livingStreet, road, service, busway, track, pedestrian, cycleway
    case footway, path, bridleway, steps, platform, ferry

    /// Whether `lhs` is the more important class.
    public static func < (lhs: RoadClass, rhs: RoadClass) -> Bool { lhs.rawValue < rhs.rawValue }

    private static let byHighway: [String: RoadClass] = [
        "motorway": .motorway, "motorway_link": .motorwayLink, "trunk": .trunk, "trunk_link": .trunkLink,
        "primary": .primary, "primary_link": .primaryLink, "secondary": .secondary,
        "secondary_link": .secondaryLink, "tertiary": .tertiary, "tertiary_link": .tertiaryLink,
        "unclassified": .unclassified, "residential": .residential, "living_street": .livingStreet, "road": .road,
        "service": .service, "busway": .busway, "bus_guideway": .busway, "track": .track, "pedestrian": .pedestrian,
        "cycleway": .cycleway, "footway": .footway, "path": .path, "bridleway": .bridleway, "steps": .steps,
        "platform": .platform,
    ]

    /// Whether the value of a `highway` or `ferry` tag names a road for vehicles.
    static func isForVehicles(_ value: String) -> Bool { byHighway[value].map { $0 <= .service } ?? false }

    /// The class that `tags` give a way; `nil` for what is no road or ferry in use.
    init?(_ tags: OSMTags) {
        if let highway = tags[.highway] {
            guard let known = Self.byHighway[highway] else { return nil }
            self = known
        } else if tags[.route] == "ferry" {
            self = .ferry
        } else {
            return nil
        }
    }
}
