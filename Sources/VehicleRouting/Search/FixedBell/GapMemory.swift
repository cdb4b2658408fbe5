/// Remembers which stops fit into no gap between trips, and where gaps may have become wider since.
///
/// A second one does the same for the trips of a stop's own school: a stop that none of them took is refused until one of
/// them loses a stop, follows another trip or is new. Whatever they gain makes them only fuller.
///
/// A gap is what lies before or behind a trip. A stop that waits in the bank is tried at every step, and what it was told
/// last time still holds but for the few gaps that changed. Inserting a stop into a trip only makes the gaps beside it
/// narrower, so only new trips, new links and stops taken out need to be noted.
final class GapMemory {
    /// Trips beside gaps that may have become wider, in the order of the changes.
    private var changes: [Int32] = []
    /// The number of changes before the first one that is still remembered.
    private var forgotten = 0
    /// Per stop, the number of changes up to which it is known to fit into no gap.
    private let closed: UnsafeMutablePointer<Int>
    private let stops: Int
    /// What this step found out, in case it is kept.
    private var found: [(stop: Int, changes: Int)] = []
    private var stepStart = 0
    /// With more changes than this, looking at every gap is as quick.
    private static let most = 256

    init(stops: Int) {
        self.stops = stops
        closed = .allocate(capacity: max(1, stops))
        closed.initialize(repeating: -1, count: max(1, stops))
    }

    deinit { closed.deallocate() }

    /// Begins a step, which may be taken back.
    func beginStep() {
        if changes.count > 16 * Self.most { forget() }
        stepStart = changes.count
        found.removeAll(keepingCapacity: true)
    }

    /// Keeps what the step found out.
    func keepStep() {
        for entry in found { closed[entry.stop] = entry.changes }
    }

    /// Takes the step's changes back.
    func undoStep() { changes.removeLast(changes.count - stepStart) }

    /// Nothing is known any longer.
    func forget() {
        forgotten += changes.count + 1
        changes.removeAll(keepingCapacity: true)
        found.removeAll(keepingCapacity: true)
        stepStart = 0
    }

    /// Notes that a gap beside a trip may have become wider.
    @inline(__always)
    func widen(_ trip: Int) { changes.append(Int32(trip)) }

    /// Notes that a stop fits into no gap now.
    func close(_ stop: Int) { found.append((stop, forgotten + changes.count)) }

    /// Whether the stop is known to fit into no gap but perhaps those beside trips for which `isOpen` is to be asked;
    /// `nil` when too little is known.
    @inline(__always)
    func isClosed(_ stop: Int, unless isOpen: (Int) -> Bool) -> Bool? {
        let first = closed[stop] - forgotten
        guard first >= 0, changes.count - first <= Self.most else { return nil }
        return changes.withUnsafeBufferPointer { changes in
            for index in first..<changes.count where isOpen(Int(changes[index])) { return false }
            return true
        }
    }
}
