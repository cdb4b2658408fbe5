import Foundation
import Quantities
import RoadNetwork

/// The drives between neighbouring stops of an unpacked GTFS feed.
struct TimetableDrives {
    private let stops: [Substring: GeoPoint]
    private let rows: [(trip: Substring, sequence: Int, stop: Substring, arrival: Int, departure: Int)]

    /// Reads `stops.txt` and `stop_times.txt` of the folder `feed`.
    init(feed: String) throws {
        let stopRows = try Self.table("\(feed)/stops.txt", columns: ["stop_id", "stop_lon", "stop_lat"])
        stops = Dictionary(
            stopRows.compactMap { row in
                guard let longitude = Double(row[1]), let latitude = Double(row[2]) else { return nil }
                return (row[0], GeoPoint(longitude: longitude, latitude: latitude))
            }, uniquingKeysWith: { first, _ in first })
        let columns = ["trip_id", "stop_sequence", "stop_id", "arrival_time", "departure_time"]
        rows = try Self.table("\(feed)/stop_times.txt", columns: columns).compactMap { row in
            guard let sequence = Int(row[1]), let arrival = Self.seconds(row[3]), let departure = Self.seconds(row[4])
            else { return nil }
            return (row[0], sequence, row[2], arrival, departure)
        }.sorted { ($0.trip, $0.sequence) < ($1.trip, $1.sequence) }
    }

    /// Every pair of neighbouring stops with the mean time between them over all trips, if it is a minute or more:
    /// timetables are in whole minutes, and a mean over trips evens that out.
    func drives(on network: RoadNetwork) -> [ObservedDrive] {
        var times: [String: (from: Substring, to: Substring, sum: Int, count: Int)] = [:]
        for (row, next) in zip(rows, rows.dropFirst()) where row.trip == next.trip {
            let key = "\(row.stop) \(next.stop)"
            let known = times[key] ?? (row.stop, next.stop, 0, 0)
            times[key] = (row.stop, next.stop, known.sum + next.arrival - row.departure, known.count + 1)
        }
        return times.keys.sorted().compactMap { key in
            let leg = times[key]!
            guard leg.sum >= 60 * leg.count, let from = stops[leg.from], let to = stops[leg.to],
                let origin = network.snap(from, for: .bus, within: 30, kerb: .ownSide),
                let destination = network.snap(to, for: .bus, within: 30, kerb: .ownSide)
            else { return nil }
            return ObservedDrive(
                origin: origin, destination: destination,
                time: Seconds(Int32((Double(leg.sum) / Double(leg.count)).rounded())))
        }
    }

    private static func seconds(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0.filter(\.isNumber)) }
        return parts.count == 3 ? parts[0] * 3600 + parts[1] * 60 + parts[2] : nil
    }

    /// The `columns` of a comma-separated file; commas in quotes do not separate.
    private static func table(_ path: String, columns: [String]) throws -> [[Substring]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map(fields)
        guard let header = lines.first?.map({ $0.filter { $0 != "\u{FEFF}" } }) else { return [] }
        let wanted = columns.compactMap { column in header.firstIndex { $0 == column } }
        guard wanted.count == columns.count else { return [] }
        return lines.dropFirst().filter { $0.count == header.count }.map { line in wanted.map { line[$0] } }
    }

    private static func fields(_ line: Substring) -> [Substring] {
        var isQuoted = false
        return line.split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == "," && !isQuoted
        }.map { $0.first == "\"" && $0.count > 1 ? $0.dropFirst().dropLast() : $0 }
    }
}
