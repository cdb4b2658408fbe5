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
