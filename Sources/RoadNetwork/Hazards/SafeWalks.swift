import Quantities
import Synchronization

/// The safe walks from some places to one target: their lengths by the hierarchy where it is at hand, else by a search,
/// and their lines by that search in any case, so that they are the same everywhere.
final class SafeWalks: Sendable {
    /// The lengths, in the order of the origins; `nil` where there is no safe walk.
    let distances: [Metres?]
    private let tree: WalkTree
    private let hazards: HazardSelection
    private let search: Mutex<SafeTree?>

    /// The safe walks from `origins` to the target of `tree`.
    init(_ tree: WalkTree, _ hazards: HazardSelection, from origins: [SnappedPoint], threads: Int) {
        self.tree = tree
        self.hazards = hazards
        if let metric = hazards.metrics.metric(tree.network, hazards, threads: threads) {
            let sweep = SafeSweep(metric, tree.network, hazards, to: tree.target, from: origins)
            distances = origins.map { sweep.distance(from: $0) }
            search = Mutex(nil)
        } else {
            let searched = SafeTree(tree, hazards)
            distances = origins.map { searched.distance(from: $0) }
            search = Mutex(searched)
        }
    }

    /// The line of the safe walk from `origin`; empty where there is none.
    func path(from origin: SnappedPoint) -> [GeoPoint] {
        let searched = search.withLock { search in
            let searched = search ?? SafeTree(tree, hazards)
            search = searched
            return searched
        }
        return searched.path(from: origin)
    }
}
