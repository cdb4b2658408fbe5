/// The least time between leaving one place and arriving at another, whatever a vehicle does in between.
///
/// Driving tables may break the triangle inequality, by rounding alone. A bound must not: here the direct drive competes
/// with every detour over other places, each of which costs at least the shortest standing time there (Floyd 1962 with
/// weights on the nodes). So leaving visits out of a tour never makes it look later than these times say.
struct ReachTimes: Sendable {
    /// Beyond this many places the cubic computation takes too long.
    static let mostPlaces = 3_000

    private let places: Int
    private let seconds: [Int32]
    private let day: DayInstance

    /// The times of `day`, in collecting direction; `nil` when there are too many places.
    init?(_ day: DayInstance) {
        guard day.places <= Self.mostPlaces else { return nil }
        self.day = day
        places = day.places
        var seconds = day.seconds
        let standing = Self.shortestStanding(day)
        let count = day.places
        seconds.withUnsafeMutableBufferPointer { table in
            for via in 0..<count {
                guard let stay = standing[via] else { continue }
                Self.relax(table, via, stay, count)
            }
        }
        self.seconds = seconds
    }

    /// Lets every pair go over `via`, staying there for `stay`.
    private static func relax(_ table: UnsafeMutableBufferPointer<Int32>, _ via: Int, _ stay: Int32, _ count: Int) {
        let base = table.baseAddress!
        let onward = base + via * count
        for from in 0..<count where from != via {
            let row = base + from * count
            let start = row[via]
            guard start < Int32(DayInstance.noWay) else { continue }
            let first = start &+ stay
            for to in 0..<count { row[to] = min(row[to], first &+ onward[to]) }
            row[from] = 0
        }
    }

    /// Per place the least standing time of a visit; `nil` where no tour stops (the depots).
    private static func shortestStanding(_ day: DayInstance) -> [Int32?] {
        var result = [Int32?](repeating: nil, count: day.places)
        func take(_ place: Int, _ time: Int) {
            let time = Int32(clamping: max(0, time))
            result[place] = min(result[place] ?? time, time)
        }
        for rider in day.riders {
            take(rider.stop, rider.service)
            take(day.groups[rider.group].place, day.schoolService(rider.group, unloading: rider.unloading))
        }
        return result
    }

    /// From arriving at `a` and standing there for `service` to arriving at `b`, at least. Two things done at one place
    /// share its fixed part.
    func gap(_ a: Int, service: Int, _ b: Int) -> Int {
        a == b ? max(0, service - day.sharedDwell(a)) : service + Int(seconds[a * places + b])
    }
}
