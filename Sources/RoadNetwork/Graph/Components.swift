/// Which nodes of a graph can reach each other.
enum Components {
    /// Per node whether it is in the largest component when directions are ignored and only the arcs count
    /// that `isOpen` accepts; of equal ones that of the lowest node.
    static func largestWeak(_ graph: ArcGraph, isOpen: (Int) -> Bool = { _ in true }) -> [Bool] {
        var root = Array(0..<graph.nodeCount)
        func find(_ node: Int) -> Int {
            var node = node
            while root[node] != node {
                root[node] = root[root[node]]
                node = root[node]
            }
            return node
        }
        for arc in graph.targets.indices where isOpen(arc) {
            let (a, b) = (find(Int(graph.sources[arc])), find(Int(graph.targets[arc])))
            if a != b { root[max(a, b)] = min(a, b) }
        }
        return membersOfLargest(labels: (0..<graph.nodeCount).map(find))
    }

    /// Per node whether it is in the largest strongly connected component over the arcs that `isOpen` accepts (Tarjan 1972,
    /// without recursion).
    static func largestStrong(_ graph: ArcGraph, isOpen: (Int) -> Bool = { _ in true }) -> [Bool] {
        let count = graph.nodeCount
        var index = [Int32](repeating: -1, count: count)
        var low = index
        var label = [Int](repeating: -1, count: count)
        var stack: [Int] = []
        var calls: [(node: Int, arc: Int)] = []
        var next: Int32 = 0
        for start in 0..<count where index[start] < 0 {
            calls.append((start, Int(graph.firstArc[start])))
            while let (node, arc) = calls.last {
                if index[node] < 0 {
                    index[node] = next
                    low[node] = next
                    next += 1
                    stack.append(node)
                }
                if arc < Int(graph.firstArc[node + 1]) {
                    calls[calls.count - 1].arc += 1
                    guard isOpen(arc) else { continue }
                    let target = Int(graph.targets[arc])
                    if index[target] < 0 {
                        calls.append((target, Int(graph.firstArc[target])))
                    } else if label[target] < 0 {
                        low[node] = min(low[node], index[target])
                    }
                    continue
                }
                calls.removeLast()
                if let above = calls.last { low[above.node] = min(low[above.node], low[node]) }
                guard low[node] == index[node] else { continue }
                while let member = stack.popLast() {
                    label[member] = node
                    if member == node { break }
                }
            }
        }
        return membersOfLargest(labels: label)
    }

    private static func membersOfLargest(labels: [Int]) -> [Bool] {
        var sizes = [Int](repeating: 0, count: labels.count)
        for label in labels { sizes[label] += 1 }
        guard let largest = sizes.indices.max(by: { (sizes[$0], $1) < (sizes[$1], $0) }) else { return [] }
        return labels.map { $0 == largest }
    }
}
