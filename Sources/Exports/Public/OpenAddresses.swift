import Quantities
import TransportModel

/// Which addresses may be shown outside `staff/`: those at which no protected pupil lives, siblings' included.
struct OpenAddresses: Sendable {
    private let secret: Set<String>

    /// The open addresses of `batch`.
    init(_ batch: Batch) {
        let protected = batch.homes.elements.filter { batch.pupils[$0.pupil].isProtected }
        secret = Set(protected.map(\.address).filter { !$0.isEmpty })
    }

    /// The address of `home`, or nothing where a protected pupil lives there too.
    func shown(_ home: Home) -> String { secret.contains(home.address) ? "" : home.address }
}
