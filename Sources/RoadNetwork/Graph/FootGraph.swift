/// The roads that one may walk, as a graph of junctions; weights in centimetres.
struct FootGraph: Sendable {
    /// The edges.
    let edges: EdgeTable
    /// Arcs in walking direction; labels are directed edges.
    let forward: ArcGraph
    /// The same arcs turned round, for searches towards a target; labels as in `forward`.
    let backward: ArcGraph
    /// Per edge whether it is in the main component.
    let isMain: [Bool]

    /// Builds the graph from those roads of `extract` that count under `conditions`.
    init(_ extract: OSMExtract, _ conditions: RoadConditions = RoadConditions()) {
        let edges = EdgeTable(extract, barrier: conditions.barrier, directions: conditions.directions)
        let arcs = edges.usable.map { directed in
            ArcGraph.Arc(
                source: edges.start(of: directed), target: edges.end(of: directed),
                weight: edges.lengths[directed.edge], label: directed.label)
        }
        forward = ArcGraph(nodeCount: edges.nodes.count, arcs: arcs)
        backward = ArcGraph(
            nodeCount: edges.nodes.count,
            arcs: arcs.map { ArcGraph.Arc(source: $0.target, target: $0.source, weight: $0.weight, label: $0.label) })
        // On foot one-way stretches are rare and short; a vehicle must be able to come and go.
        let main =
            conditions.traveller == .pedestrian
            ? Components.largestWeak(forward) : Components.largestStrong(forward)
        isMain = edges.tails.indices.map { main[Int(edges.tails[$0])] && main[Int(edges.heads[$0])] }
        self.edges = edges
    }
}
