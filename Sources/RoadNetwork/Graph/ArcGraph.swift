/// A directed graph with weighted arcs in compressed rows: the arcs of node `v` are
/// `firstArc[v]..<firstArc[v + 1]`, in ascending order of what they were made from.
final class ArcGraph: Sendable {
    /// Per node its first arc; one entry more than nodes.
    let firstArc: Column<Int32>
    /// Per arc the node it starts from.
    let sources: Column<Int32>
    /// Per arc the node it leads to.
    let targets: Column<Int32>
    /// Per arc what it costs.
    let weights: Column<UInt32>
    /// Per arc the label that it was made with, such as its edge and direction.
    let labels: Column<Int32>

    /// The number of nodes.
    var nodeCount: Int { firstArc.count - 1 }

    /// An arc before it is put in its row.
    struct Arc {
        var source: Int32
        var target: Int32
        var weight: UInt32
        var label: Int32
    }

    /// The graph of `arcs` over `nodeCount` nodes; arcs of one node keep their order.
    init(nodeCount: Int, arcs: [Arc]) {
        var first = [Int32](repeating: 0, count: nodeCount + 1)
        for arc in arcs { first[Int(arc.source) + 1] += 1 }
        for node in 0..<nodeCount { first[node + 1] += first[node] }
        var next = first
        var sources = [Int32](repeating: 0, count: arcs.count)
        var targets = sources
        var labels = sources
        var weights = [UInt32](repeating: 0, count: arcs.count)
        for arc in arcs {
            let slot = Int(next[Int(arc.source)])
            next[Int(arc.source)] += 1
            sources[slot] = arc.source
            targets[slot] = arc.target
            weights[slot] = arc.weight
            labels[slot] = arc.label
        }
        firstArc = Column(first)
        self.sources = Column(sources)
        self.targets = Column(targets)
        self.weights = Column(weights)
        self.labels = Column(labels)
    }

    /// A graph of its columns.
    init(
        firstArc: Column<Int32>, sources: Column<Int32>, targets: Column<Int32>, weights: Column<UInt32>,
        labels: Column<Int32>
    ) {
        (self.firstArc, self.sources, self.targets) = (firstArc, sources, targets)
        (self.weights, self.labels) = (weights, labels)
    }

    /// The arcs of `graph` with other weights, in its order.
    init(_ graph: ArcGraph, weights: [UInt32]) {
        (firstArc, sources, targets, labels) = (graph.firstArc, graph.sources, graph.targets, graph.labels)
        self.weights = Column(weights)
    }

    /// The arcs that start at `node`.
    func arcs(of node: Int) -> Range<Int> { Int(firstArc[node])..<Int(firstArc[node + 1]) }
}

/// An edge with the direction in which it is used: twice the edge, plus one against its drawing direction.
struct DirectedEdge: Hashable, Sendable {
    let label: Int32

    /// The directed edge with the stored `label`.
    init(label: Int32) { self.label = label }

    /// `edge`, drawn or reversed.
    init(_ edge: Int, isBackward: Bool) { label = Int32(edge * 2 + (isBackward ? 1 : 0)) }

    /// The edge.
    var edge: Int { Int(label >> 1) }
    /// Whether it is used against its drawing direction.
    var isBackward: Bool { label & 1 == 1 }
    /// The same edge the other way round.
    var reversed: DirectedEdge { DirectedEdge(label: label ^ 1) }
}

extension EdgeTable {
    /// The node where `directed` starts.
    func start(of directed: DirectedEdge) -> Int32 {
        directed.isBackward ? heads[directed.edge] : tails[directed.edge]
    }
    /// The node where `directed` ends.
    func end(of directed: DirectedEdge) -> Int32 {
        directed.isBackward ? tails[directed.edge] : heads[directed.edge]
    }
    /// Whether the profile may use `directed`.
    func allows(_ directed: DirectedEdge) -> Bool {
        directions[directed.edge].contains(directed.isBackward ? .backward : .forward)
    }
    /// Every directed edge that the profile may use, in ascending order.
    var usable: [DirectedEdge] {
        (0..<Int32(count * 2)).map { DirectedEdge(label: $0) }.filter(allows)
    }
}
