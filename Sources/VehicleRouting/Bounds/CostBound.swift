import Quantities

/// A lower bound on what a plan costs: the vehicles it cannot do without, and the road that connects every stop and
/// school with a depot.
///
/// The legs of a plan's tours connect all its places, so together they are no shorter than a least spanning tree of these
/// places whose edges cost the cheaper of the two directions; all depots count as one place. Vehicles are paid from
/// leaving the depot, so the legs' seconds and the pupils' boarding are paid too.
struct CostBound {
    private let day: DayInstance
    private let requests: [Int]

    /// A bound over the plans of `day` that serve `requests`.
    init(_ day: DayInstance, _ requests: [Int]) {
        self.day = day
        self.requests = requests
    }

    /// The bound for plans of at least so many vehicles.
    func cost(vehicles: Int) -> Cost {
        let fleet = day.problem.fleet.filter { $0.count != 0 }
        guard !fleet.isEmpty, !requests.isEmpty else { return .zero }
        let perKilometre = Double(fleet.map(\.costPerKilometre.cents).min() ?? 0)
        let perHour = Double(fleet.map(\.costPerHour.cents).min() ?? 0)
        let fixed = Double(leastDayCosts(fleet, vehicles))
        let metres = spanningTree { Double(min(day.metres[$0 * day.places + $1], day.metres[$1 * day.places + $0])) }
        let driving = spanningTree { Double(min(day.drive($0, $1), day.drive($1, $0))) }
        let total = fixed + metres / 1000 * perKilometre + (driving + Double(boarding())) / 3600 * perHour
        // Tours round their costs to cents one by one; half a cent for each keeps the bound below their sum.
        return Cost(cents: max(0, Int64((total - Double(requests.count)).rounded(.down))))
    }

    /// The cheapest `vehicles` vehicles of the fleet.
    private func leastDayCosts(_ fleet: [FleetType], _ vehicles: Int) -> Int64 {
        var left = vehicles
        var sum: Int64 = 0
        for type in fleet.sorted(by: { $0.costPerDay < $1.costPerDay }) where left > 0 {
            let used = min(left, type.count ?? left)
            sum += Int64(used) * type.costPerDay.cents
            left -= used
        }
        return sum
    }

    /// Standing at stops beyond the fixed part that pupils at one place share.
    private func boarding() -> Int {
        requests.reduce(0) { $0 + max(0, day.riders[$1].service - day.sharedDwell(day.riders[$1].stop) - 1) }
    }

    /// The weight of a least spanning tree over the depots (as one) and all places of the requests (Prim 1957).
    private func spanningTree(_ weight: (Int, Int) -> Double) -> Double {
        let depots = Set(day.problem.fleet.filter { $0.count != 0 }.map(\.depot)).sorted()
        let wanted = Set(requests.flatMap { [day.riders[$0].stop, day.groups[day.riders[$0].group].place] })
        var outside = wanted.subtracting(depots).sorted()
        var nearest = outside.map { place in depots.map { weight($0, place) }.min() ?? 0 }
        var sum = 0.0
        while !outside.isEmpty {
            let next = nearest.indices.min { (nearest[$0], $0) < (nearest[$1], $1) }!
            let place = outside[next]
            sum += nearest[next]
            outside.remove(at: next)
            nearest.remove(at: next)
            for other in outside.indices { nearest[other] = min(nearest[other], weight(place, outside[other])) }
        }
        return sum
    }
}
