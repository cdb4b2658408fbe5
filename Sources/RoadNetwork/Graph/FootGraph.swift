/// The roads that one may walk, as a graph of junctions; weights in centimetres.
///
/// Every road is in it that the traveller may use under any conditions, so that all conditions share one order of
/// contraction; what they close has no directions and weighs `noWay`.
struct FootGraph: Sendable {
    /// The edges.
    let edges: EdgeTable
    /// Arcs in walking direction; labels are directed edges.
    let forward: ArcGraph
    /// The same arcs turned round, for searches towards a target; labels as in `forward`.
    let backward: ArcGraph
    /// Per edge whether it is open and in the main component.
    let isMain: Column<Bool>

    /// Builds the graph of the roads of `extract` for the traveller of `conditions`.
    init(_ extract: OSMExtract, _ conditions: RoadConditions = RoadConditions()) {
        let edges = EdgeTable(extract, barrier: conditions.barrier, directions: conditions.legalDirections)
        let arcs = edges.usable.map { directed in
            ArcGraph.Arc(
                source: edges.start(of: directed), target: edges.end(of: directed),
                weight: edges.lengths[directed.edge], label: directed.label)
        }
        let forward = ArcGraph(nodeCount: edges.nodes.count, arcs: arcs)
        let backward = ArcGraph(
            nodeCount: edges.nodes.count,
            arcs: arcs.map { ArcGraph.Arc(source: $0.target, target: $0.source, weight: $0.weight, label: $0.label) })
        self.init(edges: edges, forward: forward, backward: backward, extract, conditions)
    }

    /// The roads of `other`, a graph for the same traveller, under `conditions`.
    init(_ other: FootGraph, _ extract: OSMExtract, _ conditions: RoadConditions) {
        self.init(edges: other.edges, forward: other.forward, backward: other.backward, extract, conditions)
    }

    private init(
        edges: EdgeTable, forward: ArcGraph, backward: ArcGraph, _ extract: OSMExtract, _ conditions: RoadConditions
    ) {
        let open = EdgeTable(edges, extract, directions: conditions.directions)
        self.edges = open
        self.forward = ArcGraph(forward, weights: open.weights(of: forward))
        self.backward = ArcGraph(backward, weights: open.weights(of: backward))
        // On foot one-way stretches are rare and short; a vehicle must be able to come and go.
        let main =
            conditions.traveller == .pedestrian
            ? Components.largestWeak(self.forward) { [forward = self.forward] in forward.weights[$0] < .noWay }
            : Components.largestStrong(self.forward) { [forward = self.forward] in forward.weights[$0] < .noWay }
        isMain = Column(
            (0..<open.count).map {
                !open.directions[$0].isEmpty && main[Int(open.tails[$0])] && main[Int(open.heads[$0])]
            })
    }
}

extension EdgeTable {
    /// The lengths of the arcs of `graph`, whose labels are directed edges; `noWay` where they are closed.
    func weights(of graph: ArcGraph) -> [UInt32] {
        graph.labels.map { label in
            let directed = DirectedEdge(label: label)
            return allows(directed) ? lengths[directed.edge] : .noWay
        }
    }
}
