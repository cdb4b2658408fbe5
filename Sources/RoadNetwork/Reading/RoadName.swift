/// What a road is called: its name, the names in Swedish and Finnish where they are mapped, and its number.
public struct RoadName: Hashable, Sendable {
    /// The name that stands on the map; empty where the road has none.
    public let local: String
    /// The names by `name:sv` and `name:fi`; empty where they are not mapped.
    public let swedish: String, finnish: String
    /// The road's number, such as `E 18` or `1130`; empty without one.
    public let number: String

    /// A road without a name.
    public init(local: String = "", swedish: String = "", finnish: String = "", number: String = "") {
        (self.local, self.swedish, self.finnish, self.number) = (local, swedish, finnish, number)
    }

    /// The name in `language` (`sv`, `fi`, ...), else the local one, else the number; empty where there is nothing.
    public func text(in language: String) -> String {
        let own = language.hasPrefix("sv") ? swedish : language.hasPrefix("fi") ? finnish : ""
        return [own, local, swedish, finnish, number].first { !$0.isEmpty } ?? ""
    }
}

extension RoadName {
    private static let separator: Character = "\u{1F}"

    /// What `tags` call the road.
    init(_ tags: OSMTags) {
        self.init(
            local: tags[.name] ?? "", swedish: tags[.nameSwedish] ?? "", finnish: tags[.nameFinnish] ?? "",
            number: tags[.ref] ?? "")
    }

    /// The name that `entry` of a table of names keeps.
    init(entry: String) {
        let parts = entry.split(separator: Self.separator, maxSplits: 3, omittingEmptySubsequences: false)
        func part(_ position: Int) -> String { position < parts.count ? String(parts[position]) : "" }
        self.init(local: part(0), swedish: part(1), finnish: part(2), number: part(3))
    }

    /// How a table of names keeps it: the plain name where that is all.
    var entry: String {
        guard !swedish.isEmpty || !finnish.isEmpty || !number.isEmpty else { return clean(local) }
        return [local, swedish, finnish, number].map(clean).joined(separator: String(Self.separator))
    }

    private func clean(_ text: String) -> String { text.filter { $0 != Self.separator } }
}
