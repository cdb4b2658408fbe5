/// Where walking is legal. The article "Profiles" states these rules in full; change both together.
enum FootProfile {
    /// In which directions the way with `tags` of class `roadClass` may be walked.
    static func directions(_ tags: OSMTags, _ roadClass: RoadClass) -> Directions {
        guard isLegal(tags, roadClass) else { return [] }
        switch tags[.onewayFoot] {
        case "yes", "1", "true": return .forward
        case "-1", "reverse": return .backward
        default: return .both
        }
    }

    /// Whether a pedestrian may not pass the node with `tags`.
    static func blocks(_ tags: OSMTags) -> Bool {
        if let foot = tags[.foot] { return isForbidden(foot) }
        if let access = tags[.access], isForbidden(access) { return true }
        if let ford = tags[.ford], ford != "no" { return true }
        return tags[.barrier] != nil && tags[.locked] == "yes"
    }

    /// Whether a ferry with `tags` takes pedestrians aboard.
    static func letsAboard(_ tags: OSMTags) -> Bool {
        if let foot = tags[.foot] { return !isForbidden(foot) }
        return !(tags[.access].map(isForbidden) ?? false)
    }

    private static func isLegal(_ tags: OSMTags, _ roadClass: RoadClass) -> Bool {
        switch roadClass {
        case .motorway, .motorwayLink, .ferry: return false
        case .path, .footway, .track: if isRough(tags) { return false }
        default: break
        }
        if let foot = tags[.foot], isForbidden(foot) { return false }
        if isAllowed(tags[.foot]) { return true }
        if let access = tags[.access], isForbidden(access) { return false }
        if tags[.motorroad] == "yes" || tags.has(.ford, "yes", "stepping_stones") { return false }
        switch roadClass {
        case .busway, .bridleway: return false
        case .track: return !tags.has(.tracktype, "grade4", "grade5")
        default: return true
        }
    }

    private static func isRough(_ tags: OSMTags) -> Bool {
        if tags[.informal] == "yes" || tags.has(.trailVisibility, "bad", "horrible", "no") { return true }
        if tags.has(.smoothness, "very_horrible", "impassable") { return true }
        return tags[.sacScale].map { $0 != "hiking" && $0 != "strolling" } ?? false
    }

    private static func isForbidden(_ value: String) -> Bool {
        switch value {
        case "no", "private", "use_sidepath", "agricultural", "forestry", "delivery", "military", "discouraged",
            "permit":
            true
        default: false
        }
    }

    private static func isAllowed(_ value: String?) -> Bool {
        switch value {
        case "yes", "designated", "permissive", "official", "destination", "customers", "public": true
        default: false
        }
    }
}
