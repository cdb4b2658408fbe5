import Quantities
import TransportModel

/// A trip of one day as the block builder sees it: fixed times, ends and load.
struct DayTrip: Sendable {
    /// Standing begins at the first place.
    var start: ClockTime
    /// Standing ends at the last place.
    var end: ClockTime
    /// The matrix positions of its ends.
    var firstPosition: Int, lastPosition: Int
    /// Metres from end to end.
    var metres: Int
    /// The most places taken at one time.
    var load: Load
    /// How many pupils it carries.
    var riders: Int
    /// The vehicle that the routes were planned with.
    var vehicleType: Index<VehicleType>
}

/// Trips that one vehicle drives one after the other: positions in the day's list of trips.
struct TripChain: Hashable, Sendable {
    /// In driving order; never empty.
    var trips: [Int]
}

/// A chain with its vehicle.
struct VehicleDay: Hashable, Sendable {
    /// The trips in driving order.
    var chain: TripChain
    /// The vehicle.
    var vehicleType: Index<VehicleType>
}

/// What a chain means for each vehicle type: drives between its trips, duty, metres and cost.
struct ChainRules: Sendable {
    /// The day's trips.
    let trips: [DayTrip]
    /// The fleet.
    let fleet: IndexedTable<VehicleType>
    /// The matrix position of each type's depot.
    let depots: [Int]
    /// Driving between the places.
    let travel: TravelMatrix

    /// Whether a vehicle can drive `second` after `first`.
    func follows(_ second: DayTrip, after first: DayTrip) -> Bool {
        let drive = travel.seconds(from: first.lastPosition, to: second.firstPosition)
        return drive != TravelMatrix.unreachable && second.start - first.end >= Seconds(drive)
    }

    /// When a vehicle of `type` leaves its depot and is back; `nil` where the chain is too much for it: no places, no
    /// way, or too long a day.
    func duty(of chain: TripChain, by type: Index<VehicleType>) -> ClosedRange<ClockTime>? {
        let vehicle = fleet[type]
        guard chain.trips.allSatisfy({ trips[$0].load.fits(in: vehicle.capacity) }),
            let first = chain.trips.first, let last = chain.trips.last
        else { return nil }
        let out = travel.seconds(from: depots[type.offset], to: trips[first].firstPosition)
        let back = travel.seconds(from: trips[last].lastPosition, to: depots[type.offset])
        guard out != TravelMatrix.unreachable, back != TravelMatrix.unreachable else { return nil }
        let duty = trips[first].start - Seconds(out)...trips[last].end + Seconds(back)
        if let longest = vehicle.longestDay, duty.upperBound - duty.lowerBound > longest { return nil }
        return duty
    }

    /// Metres driven without pupils by a vehicle of `type`.
    func deadhead(of chain: TripChain, by type: Index<VehicleType>) -> Int {
        guard let first = chain.trips.first, let last = chain.trips.last else { return 0 }
        var metres = Int(travel.metres(from: depots[type.offset], to: trips[first].firstPosition))
        metres += Int(travel.metres(from: trips[last].lastPosition, to: depots[type.offset]))
        for (one, next) in zip(chain.trips, chain.trips.dropFirst()) {
            metres += Int(travel.metres(from: trips[one].lastPosition, to: trips[next].firstPosition))
        }
        return metres
    }

    /// Metres driven with pupils.
    func metres(of chain: TripChain) -> Int { chain.trips.reduce(0) { $0 + trips[$1].metres } }

    /// What the day costs with a vehicle of `type`; `nil` where the chain is too much for it.
    func cost(of chain: TripChain, by type: Index<VehicleType>) -> Cost? {
        duty(of: chain, by: type).map {
            fleet[type].cost(
                metres: metres(of: chain) + deadhead(of: chain, by: type), onDuty: $0.upperBound - $0.lowerBound)
        }
    }

    /// The types with vehicles that `chain` is not too much for.
    func types(for chain: TripChain) -> [Index<VehicleType>] {
        fleet.indices.filter { fleet[$0].count > 0 && duty(of: chain, by: $0) != nil }
    }
}
