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
    /// Whether some open arc has no length.
    let hasEmptyArcs: Bool

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
        hasEmptyArcs = self.forward.weights.contains(0)
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

extension FootGraph {
    /// Per node the arc of `backward` on which the shortest way goes on that is `distances` long; -1 at `starts` and
    /// where there is none. Of equal ways that over the nearest, then the lowest node, as Dijkstra's algorithm has it.
    func parents(by distances: [UInt32], from starts: [(node: Int, distance: UInt32)]) -> [Int32] {
        let graph = backward
        var parents = [Int32](repeating: -1, count: graph.nodeCount)
        var isStart = [Bool](repeating: false, count: hasEmptyArcs ? graph.nodeCount : 0)
        distances.withUnsafeBufferPointer { distances in
            parents.withUnsafeMutableBufferPointer { parents in
                graph.weights.withUnsafeBufferPointer { weights in
                    graph.targets.withUnsafeBufferPointer { targets in
                        for node in 0..<graph.nodeCount where distances[node] < .noWay {
                            for arc in graph.arcs(of: node) {
                                let (weight, target) = (weights[arc], Int(targets[arc]))
                                guard weight > 0, distances[node] &+ weight == distances[target] else { continue }
                                let known = Int(parents[target])
                                if known >= 0 {
                                    let other = Int(graph.sources[known])
                                    guard distances[node] < distances[other] else { continue }
                                }
                                parents[target] = Int32(truncatingIfNeeded: arc)
                            }
                        }
                    }
                }
            }
        }
        for start in starts where distances[start.node] == start.distance {
            parents[start.node] = -1
            if hasEmptyArcs { isStart[start.node] = true }
        }
        if hasEmptyArcs { joinAlongEmptyArcs(&parents, distances, isStart) }
        return parents
    }

    /// Gives parents to the nodes that are reached over arcs without length alone.
    private func joinAlongEmptyArcs(_ parents: inout [Int32], _ distances: [UInt32], _ isStart: [Bool]) {
        var border: [Int] = []
        for arc in backward.weights.indices where backward.weights[arc] == 0 {
            let node = Int(backward.sources[arc])
            if parents[node] >= 0 || isStart[node] { border.append(node) }
        }
        while !border.isEmpty {
            var next: [Int] = []
            for node in border where distances[node] < .noWay {
                for arc in backward.arcs(of: node) where backward.weights[arc] == 0 {
                    let target = Int(backward.targets[arc])
                    guard parents[target] < 0, !isStart[target], distances[target] == distances[node] else { continue }
                    parents[target] = Int32(arc)
                    next.append(target)
                }
            }
            border = next.sorted()
        }
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
