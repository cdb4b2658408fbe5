/// A lower bound on the vehicles of a problem with fixed bells and single loads: an antichain of schools.
///
/// For any set of schools, take of each the stops that no vehicle can reach in time when it comes from a school of the set
/// with an earlier bell. Two trips that touch such stops can never belong to one vehicle, whatever lies between them (the
/// triangle inequality). So the vehicles are at least the sum of the trips that these stops need, school by school.
struct FixedBellBound {
    private let problem: FixedBellProblem
    /// Numbers of the stops of each school.
    private let stopsOf: [[Int]]
    /// Per school the stops (of later schools) that a vehicle coming from it can still serve.
    private let followers: [[Int32]]
    private let minima: [TripMinimum]
    /// What a stop adds to its school's need, roughly: by load and by time.
    private let loadShare: [Double], timeShare: [Double]

    /// Bounds over the plans of `problem` that serve every stop but those in `leavingOut`.
    init(_ problem: FixedBellProblem, leavingOut: Set<Int> = []) {
        self.problem = problem
        var stopsOf = [[Int]](repeating: [], count: problem.schools.count)
        for stop in problem.stops.indices where !leavingOut.contains(stop) {
            stopsOf[problem.stops[stop].school].append(stop)
        }
        self.stopsOf = stopsOf
        followers = problem.schools.indices.map { Self.followers(of: $0, problem, stopsOf) }
        minima = problem.schools.indices.map { TripMinimum(problem, school: $0, numbers: stopsOf[$0]) }
        loadShare = problem.stops.map { Double($0.pupils) / Double(max(1, problem.capacity)) }
        timeShare = problem.stops.indices.map { stop in
            let school = problem.stops[stop].school
            let near = stopsOf[school].filter { $0 != stop }.map { problem.drive(stop, $0) }.min() ?? 0
            return (problem.stops[stop].service + 1.2 * near) / max(1, problem.longestRide)
        }
    }

    private static func followers(of school: Int, _ problem: FixedBellProblem, _ stopsOf: [[Int]]) -> [Int32] {
        let leaving = problem.schools[school].departure
        let place = problem.stops.count + school
        var result: [Int32] = []
        for (later, hours) in problem.schools.enumerated() where later != school && leaving <= hours.arrival {
            for stop in stopsOf[later] {
                let way =
                    problem.drive(place, stop) + problem.stops[stop].service
                    + problem.drive(stop, problem.stops.count + later)
                // Generous by a twentieth of a second: the clock's tolerance must not break the bound.
                if leaving + way <= hours.arrival + 0.05 { result.append(Int32(stop)) }
            }
        }
        return result
    }

    /// The best bound found; `steps` of the degree walk per number of trips that is tried, at most `tries` sets looked at
    /// closely.
    func prove(steps: Int = 100, tries: Int = 2_000) -> Int {
        guard stopsOf.contains(where: { !$0.isEmpty }) else { return 0 }
        var best = 1
        var counted = TripCounts(self, steps: steps)
        let starts = starts()
        for start in starts {
            var set = SchoolSet(self)
            for school in start { set.toggle(school) }
            set.climb()
            best = max(best, climb(&set, &counted, tries: tries / max(1, starts.count)))
        }
        return best
    }

    /// Puts single schools in or out while that needs more trips, or as many and looks better; the most trips needed.
    private func climb(_ set: inout SchoolSet, _ counted: inout TripCounts, tries: Int) -> Int {
        var value = counted.trips(of: set)
        var left = tries
        var isBetter = true
        while isBetter {
            isBetter = false
            for school in stopsOf.indices where !stopsOf[school].isEmpty && left > 0 {
                let estimate = set.estimate
                set.toggle(school)
                // Far worse by the estimate is not worth a close look.
                guard set.estimate > estimate - 2 else {
                    set.toggle(school)
                    continue
                }
                left -= 1
                let changed = counted.trips(of: set)
                if changed > value || (changed == value && set.estimate > estimate + 1e-9) {
                    (value, isBetter) = (changed, true)
                } else {
                    set.toggle(school)
                }
            }
        }
        return value
    }

    /// The schools of the intervals of bells that look best.
    private func starts() -> [[Int]] {
        let bells = Set(problem.schools.map(\.arrival)).sorted()
        var candidates: [(estimate: Double, first: Int, last: Int)] = []
        for first in bells.indices {
            var set = SchoolSet(self)
            for last in first..<bells.count {
                for school in problem.schools.indices where problem.schools[school].arrival == bells[last] {
                    set.toggle(school)
                }
                candidates.append((set.estimate, first, last))
            }
        }
        candidates.sort { ($0.estimate, $1.first, $1.last) > ($1.estimate, $0.first, $0.last) }
        return candidates.prefix(24).map { candidate in
            problem.schools.indices.filter {
                (bells[candidate.first]...bells[candidate.last]).contains(problem.schools[$0].arrival)
            }
        }
    }

    /// Counts trips, and remembers per school the last stops that were asked for.
    private struct TripCounts {
        private let bound: FixedBellBound
        private let steps: Int
        private var last: [(chosen: [Int], trips: Int)]

        init(_ bound: FixedBellBound, steps: Int) {
            self.bound = bound
            self.steps = steps
            last = Array(repeating: ([], 0), count: bound.stopsOf.count)
        }

        /// The trips that the set's stops need, school by school.
        mutating func trips(of set: SchoolSet) -> Int {
            var sum = 0
            for school in last.indices where set.isMember[school] {
                let stops = bound.stopsOf[school]
                let chosen = stops.indices.filter { set.blockers[stops[$0]] == 0 }
                if chosen != last[school].chosen {
                    last[school] = (chosen, bound.minima[school].trips(chosen, steps: steps))
                }
                sum += last[school].trips
            }
            return sum
        }
    }

    /// A set of schools with, per stop, how many of them a vehicle could come from.
    private struct SchoolSet {
        private let bound: FixedBellBound
        var isMember: [Bool]
        var blockers: [Int32]
        /// Per school the load and time of its stops that count, whether or not it is in the set.
        private var load: [Double], time: [Double]
        private(set) var estimate = 0.0

        init(_ bound: FixedBellBound) {
            self.bound = bound
            isMember = Array(repeating: false, count: bound.stopsOf.count)
            blockers = Array(repeating: 0, count: bound.problem.stops.count)
            load = bound.stopsOf.map { $0.reduce(0) { $0 + bound.loadShare[$1] } }
            time = bound.stopsOf.map { $0.reduce(0) { $0 + bound.timeShare[$1] } }
        }

        /// Puts `school` in or out.
        mutating func toggle(_ school: Int) {
            isMember[school].toggle()
            let change: Int32 = isMember[school] ? 1 : -1
            for stop in bound.followers[school] {
                let place = Int(stop), later = bound.problem.stops[place].school
                blockers[place] += change
                if blockers[place] == 0 {
                    load[later] += bound.loadShare[place]
                    time[later] += bound.timeShare[place]
                } else if change > 0, blockers[place] == 1 {
                    load[later] -= bound.loadShare[place]
                    time[later] -= bound.timeShare[place]
                }
            }
            estimate = 0
            for member in isMember.indices where isMember[member] { estimate += max(load[member], time[member]) }
        }

        /// Puts single schools in or out while that raises the estimate.
        mutating func climb() {
            var isBetter = true
            while isBetter {
                isBetter = false
                for school in isMember.indices where !bound.stopsOf[school].isEmpty {
                    let before = estimate
                    toggle(school)
                    if estimate > before + 1e-9 { isBetter = true } else { toggle(school) }
                }
            }
        }
    }
}

extension FixedBellProblem {
    /// A lower bound on the vehicles of every plan that serves all stops but those in `leavingOut`: an antichain of
    /// schools with the least number of trips for each, as argued in the article <doc:Bounds>.
    public func provedVehicles(leavingOut: Set<Int> = []) -> Int {
        FixedBellBound(self, leavingOut: leavingOut).prove()
    }
}
