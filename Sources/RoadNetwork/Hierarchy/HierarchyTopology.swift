/// A graph completed for contraction in a given order: what of customizable contraction hierarchies depends on the
/// network alone and not on its weights (Dibbelt, Strasser & Wagner 2016).
///
/// Nodes are numbered by rank here. An arc joins a node with one of higher rank and stands for both directions.
struct HierarchyTopology: Sendable {
    /// Per node of the graph its rank, and back.
    let rank: Column<Int32>
    let node: Column<Int32>
    /// Per rank its first arc; heads are ascending.
    let firstArc: Column<Int32>
    let heads: Column<Int32>
    /// Per rank its first arc from below, with the arcs and the ranks they come from.
    let firstBelow: Column<Int32>
    let below: Column<Int32>
    let tailsBelow: Column<Int32>
    /// Per arc of the graph the arc that it falls on, twice, plus one if it leads downwards; -1 for loops.
    let slots: Column<Int32>

    /// The number of nodes.
    var count: Int { rank.count }

    /// The next higher node that all ways up from `node` pass; -1 at a root.
    func parent(_ node: Int) -> Int {
        firstArc[node] < firstArc[node + 1] ? Int(heads[Int(firstArc[node])]) : -1
    }

    /// Completes `graph` for contraction in the order of `rank`.
    init(_ graph: ArcGraph, rank: [Int32]) {
        self.rank = Column(rank)
        var node = [Int32](repeating: 0, count: rank.count)
        for (position, place) in rank.enumerated() { node[Int(place)] = Int32(position) }
        self.node = Column(node)
        let (first, heads) = Self.complete(graph, rank)
        let reversed = Self.reversed(first, heads)
        (firstArc, self.heads) = (Column(first), Column(heads))
        (firstBelow, below, tailsBelow) = (Column(reversed.first), Column(reversed.arcs), Column(reversed.tails))
        slots = Column(Self.slots(of: graph, rank, first, heads))
    }

    private static func complete(_ graph: ArcGraph, _ rank: [Int32]) -> (first: [Int32], heads: [Int32]) {
        var above = [[Int32]](repeating: [], count: rank.count)
        for arc in graph.targets.indices {
            let (a, b) = (rank[Int(graph.sources[arc])], rank[Int(graph.targets[arc])])
            if a != b { above[Int(min(a, b))].append(max(a, b)) }
        }
        var first: [Int32] = [0]
        var heads: [Int32] = []
        first.reserveCapacity(rank.count + 1)
        for node in 0..<rank.count {
            var sorted = above[node]
            above[node] = []
            sorted.sort()
            let start = heads.count
            for head in sorted where heads.count == start || heads[heads.count - 1] != head { heads.append(head) }
            first.append(Int32(heads.count))
            // Whatever is above this node must be above the lowest of them: contraction makes them neighbours.
            if heads.count - start > 1 { above[Int(heads[start])] += heads[(start + 1)...] }
        }
        return (first, heads)
    }

    private static func reversed(
        _ first: [Int32], _ heads: [Int32]
    ) -> (first: [Int32], arcs: [Int32], tails: [Int32]) {
        let count = first.count - 1
        var firstBelow = [Int32](repeating: 0, count: count + 1)
        for head in heads { firstBelow[Int(head) + 1] += 1 }
        for node in 0..<count { firstBelow[node + 1] += firstBelow[node] }
        var next = firstBelow
        var arcs = [Int32](repeating: 0, count: heads.count)
        var tails = arcs
        for node in 0..<count {
            for arc in first[node]..<first[node + 1] {
                let slot = Int(next[Int(heads[Int(arc)])])
                next[Int(heads[Int(arc)])] += 1
                arcs[slot] = arc
                tails[slot] = Int32(node)
            }
        }
        return (firstBelow, arcs, tails)
    }

    private static func slots(
        of graph: ArcGraph, _ rank: [Int32], _ first: [Int32], _ heads: [Int32]
    ) -> [Int32] {
        graph.targets.indices.map { arc in
            let (a, b) = (rank[Int(graph.sources[arc])], rank[Int(graph.targets[arc])])
            guard a != b else { return -1 }
            var (low, high) = (Int(first[Int(min(a, b))]), Int(first[Int(min(a, b)) + 1]))
            while high - low > 1 {
                let middle = (low + high) / 2
                if heads[middle] <= max(a, b) { low = middle } else { high = middle }
            }
            return Int32(low * 2 + (a < b ? 0 : 1))
        }
    }
}
