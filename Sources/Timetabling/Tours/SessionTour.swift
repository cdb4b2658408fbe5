import Quantities
import TransportModel

/// What one vehicle does in one session: trips in order, with empty drives between them.
struct SessionTour: Sendable {
    /// The vehicle; names the depot too.
    var vehicleType: Index<VehicleType>
    /// The trips in driving order; never empty.
    var trips: [SessionTrip]
}

/// A stretch with pupils aboard from its first place to its last.
struct SessionTrip: Sendable {
    /// The places in order; at least two.
    var visits: [TripVisit]

    /// Standing begins at the first place.
    var start: ClockTime { visits[0].arrival }
    /// Standing ends at the last place.
    var end: ClockTime { visits[visits.count - 1].departure }
    /// The matrix position of the first place.
    var firstPosition: Int { visits[0].position }
    /// The matrix position of the last place.
    var lastPosition: Int { visits[visits.count - 1].position }
    /// Positions in `SessionDemand.journeys` of everyone aboard at some time, in boarding order.
    var riders: [Int] { visits.flatMap(\.boarding) }

    /// The most places that are taken at one time.
    func maximumLoad(_ journeys: [Journey]) -> Load {
        var aboard = Load.zero
        var most = Load.zero
        for visit in visits {
            for rider in visit.alighting { aboard = aboard - journeys[rider].load }
            for rider in visit.boarding { aboard += journeys[rider].load }
            most = Load(
                seats: max(most.seats, aboard.seats),
                wheelchairPlaces: max(most.wheelchairPlaces, aboard.wheelchairPlaces))
        }
        return most
    }

    /// Metres driven with pupils aboard.
    func metres(_ travel: TravelMatrix) -> Int {
        zip(visits, visits.dropFirst()).reduce(0) {
            $0 + Int(travel.metres(from: $1.0.position, to: $1.1.position))
        }
    }
}

/// A vehicle standing at a place of a trip.
struct TripVisit: Sendable {
    /// What the place is.
    var place: StopPlace
    /// Its row of the travel matrix.
    var position: Int
    /// Positions in `SessionDemand.journeys` of those who board, ascending.
    var boarding: [Int]
    /// Positions in `SessionDemand.journeys` of those who leave, ascending.
    var alighting: [Int]
    /// The standing time that they need.
    var standing: Seconds
    /// Standing begins.
    var arrival: ClockTime
    /// Standing ends; at least `standing` after `arrival`.
    var departure: ClockTime
}
