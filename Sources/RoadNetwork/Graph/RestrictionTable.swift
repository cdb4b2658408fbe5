/// Turn restrictions as forbidden sequences of directed edges.
///
/// `no_…` forbids from–via–to; `only_…` forbids every other continuation of from–via. A path is legal if no part of
/// it is a forbidden sequence.
struct RestrictionTable: Sendable {
    private var forbidden: Set<[Int32]> = []
    private var concerned: Set<Int32> = []
    /// The beginnings of forbidden sequences that are at least two edges long, in ascending order: what a bus must
    /// remember to know what it may do next.
    private(set) var memories: [[Int32]] = []

    /// Finds the edges of the restrictions of `extract`; restrictions that do not fit the network are passed over.
    init(_ extract: OSMExtract, _ edges: EdgeTable) {
        guard !extract.restrictions.isEmpty else { return }
        let finder = Finder(extract, edges)
        for restriction in extract.restrictions {
            for sequence in finder.sequences(of: restriction) { forbidden.insert(sequence) }
        }
        var memories: Set<[Int32]> = []
        for sequence in forbidden {
            concerned.formUnion(sequence.dropLast())
            for length in 2..<max(2, sequence.count) { memories.insert(Array(sequence[..<length])) }
        }
        self.memories = memories.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Whether `sequence` as a whole is forbidden.
    func forbids(_ sequence: [Int32]) -> Bool { forbidden.contains(sequence) }

    /// Whether any forbidden sequence goes on after the directed edge with this label.
    func concerns(_ label: Int32) -> Bool { concerned.contains(label) }
}

/// Finds the directed edges that a restriction speaks of.
private struct Finder {
    private let extract: OSMExtract
    private let edges: EdgeTable
    private var edgesOfWay: [Int64: [DirectedEdge]] = [:]
    private var leaving: [[DirectedEdge]]
    private static let longestVia = 40

    init(_ extract: OSMExtract, _ edges: EdgeTable) {
        self.extract = extract
        self.edges = edges
        leaving = Array(repeating: [], count: edges.nodes.count)
        var named: Set<Int64> = []
        for restriction in extract.restrictions {
            named.formUnion(restriction.from)
            named.formUnion(restriction.to)
            if case .ways(let ways) = restriction.via { named.formUnion(ways) }
        }
        for directed in edges.usable {
            leaving[Int(edges.start(of: directed))].append(directed)
            let way = extract.roads[Int(edges.roads[directed.edge])].id
            if named.contains(way) { edgesOfWay[way, default: []].append(directed) }
        }
    }

    func sequences(of restriction: TurnRestriction) -> [[Int32]] {
        let from = restriction.from.flatMap { edgesOfWay[$0] ?? [] }
        let to = Set(restriction.to.flatMap { edgesOfWay[$0] ?? [] })
        switch restriction.via {
        case .node(let id):
            guard let position = extract.nodeIDs.position(of: id) else { return [] }
            return from.filter { Int(edges.nodes[Int(edges.end(of: $0))]) == position }
                .flatMap { forbidden(after: [$0], to: to, restriction) }
        case .ways(let ways):
            return from.flatMap { first in
                paths(from: first, over: ways).flatMap { forbidden(after: $0, to: to, restriction) }
            }
        }
    }

    /// What `restriction` forbids after the path `path`.
    private func forbidden(
        after path: [DirectedEdge], to: Set<DirectedEdge>, _ restriction: TurnRestriction
    ) -> [[Int32]] {
        let last = path.last!
        let next = leaving[Int(edges.end(of: last))]
        let allowed = next.filter { to.contains($0) }
        // A way that goes on beyond the node is meant in the direction that leads away, unless the turn is a U-turn.
        guard !allowed.isEmpty else { return [] }
        let isUTurn = path.count == 1 && restriction.from == restriction.to
        let banned = next.filter { edge in
            if isUTurn && !restriction.isOnly { return edge == last.reversed }
            return to.contains(edge) != restriction.isOnly
        }
        return banned.map { (path + [$0]).map(\.label) }
    }

    /// The paths that begin with `first` and then lead over all of `ways`.
    private func paths(from first: DirectedEdge, over ways: [Int64]) -> [[DirectedEdge]] {
        let wanted = Set(ways)
        var found: [[DirectedEdge]] = []
        func follow(_ path: [DirectedEdge], _ missing: Set<Int64>) {
            if missing.isEmpty { found.append(path) }
            guard path.count <= Self.longestVia, found.count < Self.longestVia else { return }
            for next in leaving[Int(edges.end(of: path.last!))] {
                let way = extract.roads[Int(edges.roads[next.edge])].id
                guard wanted.contains(way), next != path.last!.reversed, !path.contains(next) else { continue }
                follow(path + [next], missing.subtracting([way]))
            }
        }
        follow([first], wanted)
        return found
    }
}
