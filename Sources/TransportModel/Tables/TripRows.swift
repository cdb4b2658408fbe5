package import Quantities

/// A row of `trips.csv`: one trip on one day of the cycle.
package struct TripRow: PlanTableRow {
    /// Unique in the file.
    package var tripID = ""
    /// The vehicle's day that it belongs to.
    package var blockID = ""
    /// The week of the cycle, from 1.
    package var week = 1
    /// The day of the week.
    package var weekday = Weekday.monday
    /// Which way.
    package var session = Session.toSchool
    /// The vehicle.
    package var vehicleTypeID = ""
    /// Leaves the first place.
    package var depart = ClockTime(0, 0)
    /// Arrives at the last place.
    package var arrive = ClockTime(0, 0)
    /// Metres from the first place to the last.
    package var distance = 0
    /// `arrive` - `depart`.
    package var duration = Seconds.zero
    /// Most pupils aboard at once.
    package var maxLoad = 0

    package init() {}

    package static let fileName = "trips.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("trip_id", \.tripID), .init("block_id", \.blockID), .init("week", \.week), .init("weekday", \.weekday),
        .init("session", \.session), .init("vehicle_type_id", \.vehicleTypeID), .init("depart", \.depart),
        .init("arrive", \.arrive), .init("distance_m", \.distance), .init("duration_s", \.duration),
        .init("max_load", \.maxLoad),
    ]
    package var key: [TableKeyPart] { [.text(tripID)] }

    /// The day of the cycle.
    package var day: CycleDay { CycleDay(week: week, weekday: weekday) }
}

/// A row of `stop_times.csv`: a trip at one place.
package struct StopTimeRow: PlanTableRow {
    /// The trip.
    package var tripID = ""
    /// 1 for the trip's first place.
    package var sequence = 0
    /// What kind of place it is.
    package var place = Kind.stop
    /// The stop_id or the school_id.
    package var placeID = ""
    /// Comes to a stand.
    package var arrival = ClockTime(0, 0)
    /// Leaves.
    package var departure = ClockTime(0, 0)
    /// Pupils who board, who leave, and who are aboard when the vehicle leaves.
    package var boarding = 0, alighting = 0, onboard = 0
    /// Metres since the trip's first place.
    package var distance = 0

    /// What kind of place a vehicle serves.
    package enum Kind: String, CaseIterable, TableValue {
        case stop, school
    }

    package init() {}

    package static let fileName = "stop_times.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("trip_id", \.tripID), .init("sequence", \.sequence), .init("place", \.place),
        .init("place_id", \.placeID), .init("arrival", \.arrival), .init("departure", \.departure),
        .init("boarding", \.boarding), .init("alighting", \.alighting), .init("onboard", \.onboard),
        .init("distance_m", \.distance),
    ]
    package var key: [TableKeyPart] { [.text(tripID), .number(sequence)] }
}

/// A row of `blocks.csv`: one vehicle's whole day, depot out to depot in.
package struct BlockRow: PlanTableRow {
    /// Unique in the file.
    package var blockID = ""
    /// The week of the cycle, from 1.
    package var week = 1
    /// The day of the week.
    package var weekday = Weekday.monday
    /// The vehicle.
    package var vehicleTypeID = ""
    /// Where it starts and ends.
    package var depotID = ""
    /// Leaves the depot.
    package var start = ClockTime(0, 0)
    /// Is back at the depot.
    package var end = ClockTime(0, 0)
    /// How many trips it makes.
    package var trips = 0
    /// All metres driven, `deadhead` included.
    package var distance = 0
    /// Metres driven without pupils.
    package var deadhead = 0
    /// What the day costs.
    package var cost = Cost.zero

    package init() {}

    package static let fileName = "blocks.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("block_id", \.blockID), .init("week", \.week), .init("weekday", \.weekday),
        .init("vehicle_type_id", \.vehicleTypeID), .init("depot_id", \.depotID), .init("start", \.start),
        .init("end", \.end), .init("trips", \.trips), .init("distance_m", \.distance),
        .init("deadhead_m", \.deadhead), .init("cost", \.cost),
    ]
    package var key: [TableKeyPart] { [.text(blockID)] }

    /// The day of the cycle.
    package var day: CycleDay { CycleDay(week: week, weekday: weekday) }
}
