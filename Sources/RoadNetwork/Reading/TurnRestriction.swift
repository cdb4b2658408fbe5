/// A relation that forbids a turn, or all others, to a bus.
struct TurnRestriction: Sendable {
    /// The relation's id.
    let id: Int64
    /// Whether `to` is the only way that may be taken, rather than the one that may not.
    let isOnly: Bool
    /// The ways it starts from.
    let from: [Int64]
    /// The node it turns at, or else the ways it leads over in order.
    let via: Via
    /// The ways it leads to.
    let to: [Int64]

    /// What lies between `from` and `to`.
    enum Via: Sendable {
        case node(Int64)
        case ways([Int64])
    }

    /// A restriction; see the properties.
    init(id: Int64, isOnly: Bool, from: [Int64], via: Via, to: [Int64]) {
        (self.id, self.isOnly, self.from, self.via, self.to) = (id, isOnly, from, via, to)
    }

    /// Reads a relation; `nil` for what is no restriction, is incomplete, or excepts buses.
    init?(id: Int64, members: [OSMMember], tags: OSMTags) {
        guard tags[.type] == "restriction",
            let rule = tags.first(of: .restrictionBus, .restrictionPSV, .restriction) ?? Self.conditional(tags)
        else { return nil }
        let exceptions = tags[.except]?.split(separator: ";").map { $0.filter { $0 != " " } } ?? []
        guard !exceptions.contains(where: { ["bus", "psv", "motor_vehicle", "vehicle"].contains($0) }) else {
            return nil
        }
        guard rule.hasPrefix("no_") || rule.hasPrefix("only_") else { return nil }
        func ways(_ role: String) -> [Int64] { members.filter { $0.role == role && $0.kind == .way }.map(\.id) }
        self.id = id
        isOnly = rule.hasPrefix("only_")
        from = ways("from")
        to = ways("to")
        let nodes = members.filter { $0.role == "via" && $0.kind == .node }.map(\.id)
        let viaWays = ways("via")
        guard !from.isEmpty, !to.isEmpty, viaWays.isEmpty != nodes.isEmpty, nodes.count <= 1 else { return nil }
        via = nodes.first.map { .node($0) } ?? .ways(viaWays)
    }

    /// The rule of a restriction that holds at some hours when school buses are out, or in some months.
    private static func conditional(_ tags: OSMTags) -> String? {
        ConditionalRules.parse(tags[.restrictionConditional]).first {
            SchoolHours.areMet(by: $0.condition) || Months(condition: $0.condition) != nil
        }?.value
    }
}
