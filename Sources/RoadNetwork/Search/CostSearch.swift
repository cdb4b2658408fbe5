/// Dijkstra's algorithm over 64-bit costs: the plain method, for a few places and as the measure of faster ones.
struct CostSearch {
    /// A cost that stands for "not reached".
    static let unreached = UInt64.max

    /// Per node the least cost.
    private(set) var costs: [UInt64]
    /// Per node the arc its way ends with; -1 for starts and nodes not reached.
    private(set) var parents: [Int32]

    /// Searches `graph`, whose arcs cost `arcCosts` (`noWay` where they are closed), from `starts`; with `targets` only until the costs and ways of all
    /// of these are final, and what is said of other nodes may not be.
    init(
        _ graph: ArcGraph, arcCosts: Column<UInt64>, from starts: [(node: Int, weight: UInt64)],
        until targets: [Int]? = nil
    ) {
        var waiting = Set(targets ?? [])
        costs = Array(repeating: Self.unreached, count: graph.nodeCount)
        parents = Array(repeating: -1, count: graph.nodeCount)
        var isSettled = [Bool](repeating: false, count: graph.nodeCount)
        var queue = LabelQueue()
        for start in starts where start.weight < costs[start.node] {
            costs[start.node] = start.weight
            queue.push(start.weight, Int32(start.node))
        }
        while let label = queue.pop() {
            let node = Int(label)
            guard !isSettled[node] else { continue }
            isSettled[node] = true
            if waiting.remove(node) != nil, waiting.isEmpty { return }
            for arc in graph.arcs(of: node) {
                let target = Int(graph.targets[arc])
                // Both are below `noWay`, twice of which still fits.
                guard arcCosts[arc] < .noWay else { continue }
                let cost = costs[node] + arcCosts[arc]
                guard cost < .noWay, cost < costs[target] else { continue }
                costs[target] = cost
                parents[target] = Int32(arc)
                queue.push(cost, Int32(target))
            }
        }
    }
}
