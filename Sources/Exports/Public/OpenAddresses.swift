import Quantities
import TransportModel

/// Which addresses and places may be shown outside `staff/`: those where no protected pupil lives, siblings' included.
struct OpenAddresses: Sendable {
    private let secret: Set<String>
    private let secretPlaces: Set<Place>

    /// The open addresses of `batch`.
    init(_ batch: Batch) {
        let protected = batch.homes.elements.filter { batch.pupils[$0.pupil].isProtected }
        secret = Set(protected.map(\.address).filter { !$0.isEmpty })
        secretPlaces = Set(protected.map(\.place))
    }

    /// The address of `home`, or nothing where a protected pupil lives there too.
    func shown(_ home: Home) -> String { secret.contains(home.address) ? "" : home.address }

    /// Whether a map may show where `home` is.
    func mayShowPlace(of home: Home) -> Bool {
        !secret.contains(home.address) && !secretPlaces.contains(home.place)
    }
}
