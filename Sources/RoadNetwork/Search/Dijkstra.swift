/// Dijkstra's algorithm with all its memory, reused from search to search.
///
/// The queue is a four-ary heap of (distance, node) packed into one number, so that ties are settled in the order of
/// nodes and the result is the same whatever came before. `@unchecked Sendable`: one search uses it at a time.
final class Dijkstra: @unchecked Sendable {
    /// A distance that stands for "not reached".
    static let unreached = UInt32.max

    private let capacity: Int
    private let distances: UnsafeMutablePointer<UInt32>
    private let parents: UnsafeMutablePointer<Int32>
    private var heap = LeastFirstHeap<UInt64>()
    private var touched: [Int32] = []

    /// Room for graphs of up to `capacity` nodes.
    init(capacity: Int) {
        self.capacity = capacity
        distances = .allocate(capacity: max(1, capacity))
        parents = .allocate(capacity: max(1, capacity))
        distances.initialize(repeating: Self.unreached, count: capacity)
        parents.initialize(repeating: -1, count: capacity)
    }

    deinit {
        distances.deallocate()
        parents.deallocate()
    }

    /// The distance of `node` in the last search; `unreached` where it was not met.
    func distance(_ node: Int) -> UInt32 { distances[node] }

    /// The arc that the shortest path to `node` ends with; -1 for a start node and for nodes not met.
    func parent(_ node: Int) -> Int32 { parents[node] }

    /// All distances of the last search over `count` nodes.
    func allDistances(_ count: Int) -> [UInt32] { Array(UnsafeBufferPointer(start: distances, count: count)) }

    /// All parent arcs of the last search over `count` nodes.
    func allParents(_ count: Int) -> [Int32] { Array(UnsafeBufferPointer(start: parents, count: count)) }

    /// Searches `graph` from `starts` (nodes with what it costs to be there).
    /// - Parameter limit: nodes farther than this are not met; less than `noWay`, which closed arcs weigh.
    /// - Parameter settled: called for every node in order of its distance; the search ends when it returns `false`.
    func run(
        on graph: ArcGraph, from starts: [(node: Int, distance: UInt32)], limit: UInt32 = .noWay - 1,
        settled: (_ node: Int, _ distance: UInt32) -> Bool = { _, _ in true }
    ) {
        precondition(graph.nodeCount <= capacity, "the graph is larger than this search has room for")
        forget()
        for start in starts where start.distance <= limit && start.distance < distances[start.node] {
            reach(start.node, start.distance, parent: -1)
        }
        graph.firstArc.withUnsafeBufferPointer { first in
            graph.targets.withUnsafeBufferPointer { targets in
                graph.weights.withUnsafeBufferPointer { weights in
                    while let top = heap.pop() {
                        let node = Int(truncatingIfNeeded: top & 0xFFFF_FFFF)
                        let distance = UInt32(truncatingIfNeeded: top &>> 32)
                        guard distance == distances[node] else { continue }
                        guard settled(node, distance) else { return }
                        for arc in Int(first[node])..<Int(first[node &+ 1]) {
                            let (sum, overflow) = distance.addingReportingOverflow(weights[arc])
                            let target = Int(targets[arc])
                            guard !overflow, sum <= limit, sum < distances[target] else { continue }
                            reach(target, sum, parent: Int32(truncatingIfNeeded: arc))
                        }
                    }
                }
            }
        }
    }

    private func forget() {
        for node in touched {
            distances[Int(node)] = Self.unreached
            parents[Int(node)] = -1
        }
        touched.removeAll(keepingCapacity: true)
        heap.removeAll()
    }

    @inline(__always)
    private func reach(_ node: Int, _ distance: UInt32, parent: Int32) {
        if distances[node] == Self.unreached { touched.append(Int32(truncatingIfNeeded: node)) }
        distances[node] = distance
        parents[node] = parent
        heap.push(UInt64(distance) &<< 32 | UInt64(node))
    }
}
