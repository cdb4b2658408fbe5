import Quantities
import TransportModel

/// What it would change to take a home's pupils from one stop of a trip to another place.
struct TripChange: Sendable {
    /// Seconds and metres that vehicles drive more.
    var seconds = 0, metres = 0
    /// The trip that is not driven any more, where the pupil was the only one aboard.
    var endedTrip: String?

    static func + (lhs: TripChange, rhs: TripChange) -> TripChange {
        TripChange(
            seconds: lhs.seconds + rhs.seconds, metres: lhs.metres + rhs.metres,
            endedTrip: lhs.endedTrip ?? rhs.endedTrip)
    }
}

/// Driving seconds and metres between the places of a plan, by their ids.
struct PlaceTravel: Sendable {
    private let positions: [String: Int]
    private let matrix: TravelMatrix

    /// The travel of `matrix`, whose rows are `places`.
    init(places: [String], matrix: TravelMatrix) {
        positions = Dictionary(
            places.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        self.matrix = matrix
    }

    /// The drive between two places; `nil` where it is not known.
    func drive(_ from: String, _ to: String) -> (seconds: Int, metres: Int)? {
        guard let from = positions[from], let to = positions[to] else { return nil }
        let seconds = matrix.seconds(from: from, to: to)
        guard seconds != TravelMatrix.unreachable else { return nil }
        return (Int(seconds), Int(matrix.metres(from: from, to: to)))
    }

    /// What a detour over `place` between two others adds; either may be missing at the end of a trip.
    func detour(_ before: String?, over place: String, _ after: String?) -> TripChange? {
        var change = TripChange()
        for (from, to, sign) in [(before, place, 1), (place, after, 1), (before, after, -1)]
            as [(String?, String?, Int)]
        {
            guard let from, let to else { continue }
            guard let drive = drive(from, to) else { return nil }
            change.seconds += sign * drive.seconds
            change.metres += sign * drive.metres
        }
        return change
    }
}
