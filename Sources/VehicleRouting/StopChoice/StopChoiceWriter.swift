/// Turns the answer of the search into a plan, with walks as short as the tours allow.
struct StopChoiceWriter {
    private let problem: StopChoiceProblem
    private let index: StopChoiceIndex
    private var state: StopChoiceState
    /// Per rider and vehicle the nearest stop of the tour and the walk.
    private var nearest: [[(stop: Int, distance: Double)?]]

    init(_ problem: StopChoiceProblem, _ index: StopChoiceIndex, _ state: StopChoiceState) {
        self.problem = problem
        self.index = index
        self.state = state
        nearest = problem.riders.map { rider in
            state.tours.map { tour in
                rider.walks.filter { tour.contains(Int32($0.stop)) }
                    .min { ($0.distance, $0.stop) < ($1.distance, $1.stop) }
            }
        }
        shortenWalks()
    }

    /// What the riders of `rider` walk to `vehicle`'s nearest stop, all together.
    private func walk(_ rider: Int, _ vehicle: Int) -> Double {
        (nearest[rider][vehicle]?.distance ?? .infinity) * Double(index.pupils[rider])
    }

    /// Moves riders to vehicles that pass nearer, singly or two for two, while limits allow it.
    private mutating func shortenWalks() {
        let carried = (0..<index.riders).filter { state.vehicle[$0] >= 0 }
        var isBetter = true
        while isBetter {
            isBetter = false
            for rider in carried {
                for target in 0..<state.vehicles where moveIfNearer(rider, target) { isBetter = true }
            }
            for (place, first) in carried.enumerated() {
                for second in carried[(place + 1)...] where exchangeIfNearer(first, second) { isBetter = true }
            }
        }
    }

    private mutating func moveIfNearer(_ rider: Int, _ target: Int) -> Bool {
        let from = Int(state.vehicle[rider])
        guard target != from, walk(rider, target) < walk(rider, from) - 1e-9,
            state.fits(target, pupils: Int(index.pupils[rider]), extra: 0, index)
        else { return false }
        state.assign(rider, to: target, index)
        return true
    }

    private mutating func exchangeIfNearer(_ first: Int, _ second: Int) -> Bool {
        let a = Int(state.vehicle[first]), b = Int(state.vehicle[second])
        let difference = Int(index.pupils[first]) - Int(index.pupils[second])
        guard a != b, walk(first, b) + walk(second, a) < walk(first, a) + walk(second, b) - 1e-9,
            state.fits(a, pupils: -difference, extra: 0, index), state.fits(b, pupils: difference, extra: 0, index)
        else { return false }
        state.assign(first, to: b, index)
        state.assign(second, to: a, index)
        return true
    }

    /// The plan; stops where nobody boards are left out.
    func plan(iterations: Int) -> StopChoicePlan {
        var stopOfRider = [Int?](repeating: nil, count: index.riders)
        var walked = 0.0
        for rider in 0..<index.riders where state.vehicle[rider] >= 0 {
            stopOfRider[rider] = nearest[rider][Int(state.vehicle[rider])]?.stop
            walked += walk(rider, Int(state.vehicle[rider]))
        }
        let tours = (0..<state.vehicles).compactMap { tour($0, stopOfRider) }
        let carried = tours.reduce(0) { $0 + $1.boarding.reduce(0, +) }
        return StopChoicePlan(
            tours: tours, stopOfRider: stopOfRider, cost: tours.reduce(0) { $0 + $1.length },
            unserved: state.unserved, meanWalk: walked / Double(max(1, carried)), iterations: iterations)
    }

    private func tour(_ vehicle: Int, _ stopOfRider: [Int?]) -> StopChoicePlan.Tour? {
        var boarding: [Int: Int] = [:]
        for rider in 0..<index.riders where state.vehicle[rider] == Int32(vehicle) {
            if let stop = stopOfRider[rider] { boarding[stop, default: 0] += Int(index.pupils[rider]) }
        }
        let stops = state.tours[vehicle].filter { boarding[Int($0)] != nil }
        guard !stops.isEmpty else { return nil }
        return StopChoicePlan.Tour(
            stops: stops.map { Int($0) }, boarding: stops.map { boarding[Int($0)]! },
            length: index.length(stops) + Double(state.load[vehicle]) * index.perPupil)
    }
}
