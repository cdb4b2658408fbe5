public import Quantities

/// What is proved about every plan of a routing problem that serves all requests.
public struct ProvedBound: Sendable {
    /// No such plan needs fewer vehicles.
    public var vehicles: Int
    /// No such plan costs less.
    public var cost: Cost
    /// Requests of which no two can share a vehicle; `vehicles` is at least their number.
    public var incompatible: [Int]

    /// A bound of these parts.
    public init(vehicles: Int, cost: Cost, incompatible: [Int]) {
        self.vehicles = vehicles
        self.cost = cost
        self.incompatible = incompatible
    }
}

extension RoutingProblem {
    /// Lower bounds on vehicles and cost over all plans that serve every request but those in `leavingOut` (such as
    /// requests that no vehicle can carry at all).
    ///
    /// The arguments are in the article <doc:Bounds>. The answer is the same for equal `steps` and `seed`; more steps can
    /// only raise it. `report` hears of each number of vehicles that is proved on the way. Throws when the problem
    /// contradicts itself.
    public func provedBound(
        leavingOut: Set<Int> = [], steps: Int = 20_000, seed: UInt64 = 1, report: (Int) -> Void = { _ in }
    ) throws(RoutingError) -> ProvedBound {
        let day = try DayInstance(self)
        let requests = self.requests.indices.filter { !leavingOut.contains($0) }
        return VehicleBound(day, requests).prove(steps: steps, seed: seed, report: report)
    }
}

/// Proves bounds: sets of requests that need different vehicles, and loads that are aboard at one moment.
struct VehicleBound {
    private let day: DayInstance
    private let requests: [Int]

    /// Bounds over the plans of `day` that serve `requests`.
    init(_ day: DayInstance, _ requests: [Int]) {
        self.day = day
        self.requests = requests
    }

    /// The best bounds found within `steps` steps of the search for incompatible requests.
    func prove(steps: Int, seed: UInt64, report: (Int) -> Void = { _ in }) -> ProvedBound {
        guard !requests.isEmpty else { return ProvedBound(vehicles: 0, cost: .zero, incompatible: []) }
        var vehicles = 1
        var incompatible: [Int] = []
        if let reach = ReachTimes(day) {
            let pairs = comparePairs(PairTest(day, reach))
            var search = CliqueSearch(pairs.conflicts, seed: seed)
            incompatible = search.run(steps: steps).map { requests[$0] }
            vehicles = max(vehicles, incompatible.count, aboardAtOnce(reach, pairs.conflicts))
            report(vehicles)
            vehicles = max(vehicles, TogetherBound(day, reach, requests, pairs).vehicles(steps: steps))
        }
        return ProvedBound(
            vehicles: vehicles, cost: CostBound(day, requests).cost(vehicles: vehicles), incompatible: incompatible)
    }

    /// What positions of `requests` can do with each other.
    struct Pairs {
        /// They can never share a vehicle.
        var conflicts: PairTable
        /// One of them can be carried after the other.
        var chains: PairTable
    }

    private func comparePairs(_ test: PairTest) -> Pairs {
        var pairs = Pairs(
            conflicts: PairTable(count: requests.count), chains: PairTable(count: requests.count))
        for (a, first) in requests.enumerated() {
            for b in requests.indices[(a + 1)...] {
                if test.follows(first, requests[b]) || test.follows(requests[b], first) {
                    pairs.chains.insert(a, b)
                }
                if !test.canShare(first, requests[b]) { pairs.conflicts.insert(a, b) }
            }
        }
        return pairs
    }

    // MARK: - Loads aboard at one moment

    /// Requests that are surely being collected or aboard at a moment ride in vehicles that hold them side by side: the
    /// packing bound of their loads, the best over all moments. Requests that conflict with every one of them and among
    /// each other need vehicles on top.
    private func aboardAtOnce(_ reach: ReachTimes, _ table: PairTable) -> Int {
        let spans = requests.indices.map { position -> (from: Int, to: Int) in
            let rider = day.riders[requests[position]], hours = day.groups[rider.group]
            let end = min(hours.latest, hours.doneBy - day.schoolService(rider.group, unloading: rider.unloading))
            return (end - reach.gap(rider.stop, service: rider.service, hours.place), hours.earliest)
        }
        var best = 0
        for moment in Set(spans.filter { $0.from < $0.to }.map(\.to)).sorted() {
            // Reached before the moment and not left before it: strictly, so that no two can follow each other within it.
            let aboard = requests.indices.filter { spans[$0].from < moment && moment <= spans[$0].to }
            best = max(best, vehiclesHolding(aboard) + extraVehicles(beside: aboard, table))
        }
        return best
    }

    /// The packing bound by seats and by wheelchair places, in the roomiest vehicles there are.
    private func vehiclesHolding(_ positions: [Int]) -> Int {
        let loads = positions.map { day.riders[requests[$0]].load }
        let fleet = day.problem.fleet.filter { $0.count != 0 }
        let seats = fleet.map { Int($0.capacity.seats) }.max() ?? 0
        let places = fleet.map { Int($0.capacity.wheelchairPlaces) }.max() ?? 0
        let bySeats = PackingBound.bins(loads.map { Int($0.seats) }, capacity: seats)
        let byPlaces = PackingBound.bins(loads.map { Int($0.wheelchairPlaces) }, capacity: places)
        let most = max(bySeats, byPlaces)
        // No vehicle for such a load: then no plan serves all, and any bound holds; keep the number of requests.
        return min(most, positions.count)
    }

    /// Requests that conflict with all of `aboard` and with each other, collected greedily.
    private func extraVehicles(beside aboard: [Int], _ table: PairTable) -> Int {
        var extra: [Int] = []
        let isAboard = Set(aboard)
        for candidate in requests.indices where !isAboard.contains(candidate) {
            guard aboard.allSatisfy({ table.contains($0, candidate) }),
                extra.allSatisfy({ table.contains($0, candidate) })
            else { continue }
            extra.append(candidate)
        }
        return extra.count
    }
}
