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
        seconds.withUnsafeMutableBufferPointer { table in
            for first in stride(from: 0, to: day.places, by: Self.block) {
                Self.relax(table.baseAddress!, first..<min(day.places, first + Self.block), standing, day.places)
            }
        }
        self.seconds = seconds
    }

    /// Places that become available together: their rows stay in the cache while all other rows pass.
    private static let block = 24

    /// Lets every pair go over the places of `block`: first their own rows, which then know all paths over the block,
    /// then every other row over these.
    private static func relax(
        _ table: UnsafeMutablePointer<Int32>, _ block: Range<Int>, _ standing: [Int32?], _ count: Int
    ) {
        for via in block {
            guard let stay = standing[via] else { continue }
            for from in block { relaxRow(table, from, via, stay, count) }
        }
        for from in 0..<count where !block.contains(from) {
            for via in block {
                guard let stay = standing[via] else { continue }
                relaxRow(table, from, via, stay, count)
            }
        }
    }

    private static func relaxRow(
        _ table: UnsafeMutablePointer<Int32>, _ from: Int, _ via: Int, _ stay: Int32, _ count: Int
    ) {
        let row = table + from * count, onward = table + via * count
        guard from != via, row[via] < Int32(DayInstance.noWay) else { return }
        let first = row[via] &+ stay
        // Eight places at a time: a plain loop with its conditional store would stay scalar.
        let lanes = SIMD8<Int32>.scalarCount
        for to in stride(from: 0, to: count - count % lanes, by: lanes) {
            let known = UnsafeMutableRawPointer(row + to)
            let present = known.loadUnaligned(as: SIMD8<Int32>.self)
            let detour = UnsafeRawPointer(onward + to).loadUnaligned(as: SIMD8<Int32>.self) &+ first
            known.storeBytes(of: present.replacing(with: detour, where: detour .< present), as: SIMD8<Int32>.self)
        }
        for to in count - count % lanes..<count { row[to] = min(row[to], first &+ onward[to]) }
        row[from] = 0
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
