package import Quantities
internal import Tables

/// The stops and stop times of a published timetable in GTFS, a ZIP archive or an unpacked folder.
package struct TimetableFeed: Sendable {
    /// A time that a vehicle needs between two neighbouring stops.
    package struct Leg: Hashable, Sendable {
        /// The stop it leaves.
        package var from: GeoPoint
        /// The stop it comes to.
        package var to: GeoPoint
        /// From the departure to the arrival: the mean over all trips, rounded.
        package var time: Seconds
    }

    /// Why a feed could not be read.
    package struct Problem: Error, Hashable, Sendable {
        /// The file of the feed that it concerns, and its line where there is one.
        package var file: String
        package var line: Int?
        /// What was read, what is wrong and what to do.
        package var message: String
    }

    /// Rows of both tables that could not be understood and were left out.
    package private(set) var rowsLeftOut = 0

    private var stops: [String: GeoPoint] = [:]
    private var times: [StopTime] = []

    private struct StopTime {
        var trip: Int32
        var sequence: Int32
        var stop: Int32
        var arrival: Int32
        var departure: Int32
    }
    private var stopNames: [String] = []

    /// Reads `stops.txt` and `stop_times.txt` of the feed at `path`. Where it has `routes.txt` and `trips.txt`, trips of
    /// trams, trains and ferries are left out.
    package init(path: String) throws(Problem) {
        let files = try FeedFiles(path: path)
        try readStops(files.table("stops.txt", columns: ["stop_id", "stop_lat", "stop_lon"]))
        let others = try tripsOffTheRoad(files)
        readTimes(
            try files.table(
                "stop_times.txt", columns: ["trip_id", "stop_sequence", "stop_id", "arrival_time", "departure_time"]),
            leavingOut: others)
    }

    /// The trips that are not by bus.
    private func tripsOffTheRoad(_ files: FeedFiles) throws(Problem) -> Set<String> {
        guard files.has("routes.txt"), files.has("trips.txt") else { return [] }
        let routes = try files.table("routes.txt", columns: ["route_id", "route_type"])
        // Bus, trolleybus; coaches and buses of the extended types.
        let road = [3...3, 11...11, 200...209, 700...716, 800...800]
        let others = Set(
            routes.rows.filter { row in
                guard let type = Int(row["route_type"]) else { return false }
                return !road.contains { $0.contains(type) }
            }.map { $0["route_id"] })
        guard !others.isEmpty else { return [] }
        let trips = try files.table("trips.txt", columns: ["route_id", "trip_id"])
        return Set(trips.rows.filter { others.contains($0["route_id"]) }.map { $0["trip_id"] })
    }

    private mutating func readStops(_ table: CSVTable) throws(Problem) {
        for row in table.rows {
            guard let longitude = Double(row["stop_lon"]), let latitude = Double(row["stop_lat"]),
                abs(longitude) <= 180, abs(latitude) <= 90, stops[row["stop_id"]] == nil
            else {
                rowsLeftOut += 1
                continue
            }
            stops[row["stop_id"]] = GeoPoint(longitude: longitude, latitude: latitude)
        }
        guard !stops.isEmpty else {
            throw Problem(file: "stops.txt", message: "No stop with a position can be read from it.")
        }
    }

    private mutating func readTimes(_ table: CSVTable, leavingOut others: Set<String>) {
        var trips: [String: Int32] = [:]
        var stopNumbers: [String: Int32] = [:]
        for row in table.rows where !others.contains(row["trip_id"]) {
            guard let sequence = Int32(row["stop_sequence"]), let arrival = Self.seconds(row["arrival_time"]),
                let departure = Self.seconds(row["departure_time"]), stops[row["stop_id"]] != nil
            else {
                // Times between timed points may be blank; the legs there are unknown, which is no fault of the feed.
                if !row["arrival_time"].isEmpty { rowsLeftOut += 1 }
                continue
            }
            let (trip, stop) = (row["trip_id"], row["stop_id"])
            if stopNumbers[stop] == nil {
                stopNumbers[stop] = Int32(stopNames.count)
                stopNames.append(stop)
            }
            trips[trip] = trips[trip] ?? Int32(trips.count)
            times.append(
                StopTime(
                    trip: trips[trip]!, sequence: sequence, stop: stopNumbers[stop]!, arrival: arrival,
                    departure: departure))
        }
        times.sort { ($0.trip, $0.sequence) < ($1.trip, $1.sequence) }
    }

    /// Every pair of stops that some trip serves one after the other, by the ids of the stops, with the mean time over
    /// all trips, if it is a minute or more: timetables are in whole minutes, and a mean evens that out.
    package func legs() -> [Leg] {
        struct Sum {
            var seconds = 0
            var count = 0
        }
        struct Pair: Hashable {
            var from: Int32
            var to: Int32
        }
        var sums: [Pair: Sum] = [:]
        for (time, next) in zip(times, times.dropFirst()) where time.trip == next.trip && time.stop != next.stop {
            let seconds = Int(next.arrival) - Int(time.departure)
            guard seconds >= 0 else { continue }
            sums[Pair(from: time.stop, to: next.stop), default: Sum()].seconds += seconds
            sums[Pair(from: time.stop, to: next.stop), default: Sum()].count += 1
        }
        return sums.filter { $0.value.seconds >= 60 * $0.value.count }
            .sorted {
                (stopNames[Int($0.key.from)], stopNames[Int($0.key.to)])
                    < (stopNames[Int($1.key.from)], stopNames[Int($1.key.to)])
            }
            .map { pair, sum in
                Leg(
                    from: stops[stopNames[Int(pair.from)]]!, to: stops[stopNames[Int(pair.to)]]!,
                    time: Seconds(Int32((Double(sum.seconds) / Double(sum.count)).rounded())))
            }
    }

    /// Seconds after midnight of `7:05:00`, up to three days; `nil` for anything else.
    private static func seconds(_ text: String) -> Int32? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2],
            (0..<72).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds)
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }
}
