import Synchronization

/// The order of contraction of a graph with what follows from it, made when it is first asked for and shared by all
/// conditions: seasons, hazards and vehicles are only other weights.
final class ContractionOrder: Sendable {
    private let made: Mutex<HierarchyTopology?>

    /// An order that is still to be made, or one that is `known`.
    init(_ known: HierarchyTopology? = nil) { made = Mutex(known) }

    /// The completed graph where it is known.
    var known: HierarchyTopology? { made.withLock { $0 } }

    /// The completed graph, by `make` when it is asked for the first time.
    func topology(_ make: () -> HierarchyTopology) -> HierarchyTopology {
        made.withLock { made in
            if let made { return made }
            let topology = make()
            made = topology
            return topology
        }
    }
}

/// Climbs that are not in use.
final class ClimbPool<Weight: HierarchyWeight>: Sendable {
    private let capacity: Int
    private let free = Mutex<[Climb<Weight>]>([])

    init(capacity: Int) { self.capacity = capacity }

    /// Runs `body` with a climb that nobody else uses meanwhile.
    func withClimb<Result>(_ body: (Climb<Weight>) -> Result) -> Result {
        let climb = free.withLock { $0.popLast() } ?? Climb(capacity)
        defer { free.withLock { $0.append(climb) } }
        return body(climb)
    }
}

/// One-to-one searches that are not in use.
final class HierarchySearchPool<Weight: HierarchyWeight>: Sendable {
    private let free = Mutex<[HierarchySearch<Weight>]>([])

    /// Runs `body` with a search in `metric` that nobody else uses meanwhile.
    func withSearch<Result>(
        _ metric: HierarchyMetric<Weight>, _ body: (HierarchySearch<Weight>) -> Result
    ) -> Result {
        let search = free.withLock { $0.popLast() } ?? HierarchySearch(metric)
        defer { free.withLock { $0.append(search) } }
        return body(search)
    }
}
