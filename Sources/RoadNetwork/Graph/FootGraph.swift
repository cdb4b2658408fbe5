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

    /// Builds the graph from the roads of `extract`.
    init(_ extract: OSMExtract) {
        let edges = EdgeTable(extract, barrier: .blocksFoot) { $0.foot }
        let arcs = edges.usable.map { directed in
            ArcGraph.Arc(
                source: edges.start(of: directed), target: edges.end(of: directed),
                weight: edges.lengths[directed.edge], label: directed.label)
        }
        forward = ArcGraph(nodeCount: edges.nodes.count, arcs: arcs)
        backward = ArcGraph(
            nodeCount: edges.nodes.count,
            arcs: arcs.map { ArcGraph.Arc(source: $0.target, target: $0.source, weight: $0.weight, label: $0.label) })
        let main = Components.largestWeak(forward)
        isMain = edges.tails.map { main[Int($0)] }
        self.edges = edges
    }
}
