import Quantities

/// Ruin and recreate on tours and stops together: visits near each other go, riders are pushed through the tours that are
/// left, and where that is not enough the stop that collects most riders for its detour comes in (after Schrimpf et al.
/// 2000; the acceptance is simulated annealing).
struct StopChoiceSearch {
    private let index: StopChoiceIndex
    private var random: RandomSource
    private(set) var best: StopChoiceState
    private(set) var bestCost: Double
    private var current: StopChoiceState
    private var currentCost: Double
    private var state: StopChoiceState
    /// A typical leg, the unit of the temperature.
    private let scale: Double

    /// A search over so many vehicles, from a plan built greedily.
    init(_ index: StopChoiceIndex, vehicles: Int, seed: UInt64) {
        self.index = index
        random = RandomSource(seed: seed)
        state = StopChoiceState(index, vehicles: vehicles)
        current = state
        best = state
        currentCost = 0
        bestCost = 0
        scale = StopChoiceSearch.typicalLeg(index)
        recreate()
        prune()
        current = state
        best = state
        currentCost = state.cost(index)
        bestCost = currentCost
    }

    private static func typicalLeg(_ index: StopChoiceIndex) -> Double {
        let near = index.nearest.dropFirst().compactMap { list in
            list.count > 5 ? (Int(list[0]), Int(list[5])) : nil
        }
        guard !near.isEmpty else { return 1 }
        return max(1e-9, near.reduce(0) { $0 + index.leg($1.0, $1.1) } / Double(near.count))
    }

    /// One step at `progress` from 0 to 1 of the run, which sets the temperature.
    mutating func step(progress: Double) {
        state = current
        ruin()
        recreate()
        prune()
        let cost = state.cost(index)
        let temperature = scale * 0.5 * power(0.004, progress)
        let allowed = currentCost - temperature * logarithm(max(1e-12, random.unit()))
        guard cost < allowed else { return }
        current = state
        currentCost = cost
        if cost < bestCost - 1e-9 {
            best = state
            bestCost = cost
        }
    }

    // MARK: - Ruin

    private mutating func ruin() {
        let visited = state.tours.indices.filter { !state.tours[$0].isEmpty }
        guard !visited.isEmpty else { return }
        let target = visited[random.below(visited.count)]
        let seed = Int(state.tours[target][random.below(state.tours[target].count)])
        if random.below(12) == 0 {
            while let _ = state.tours[target].last {
                _ = state.remove(at: state.tours[target].count - 1, of: target, index)
            }
            return
        }
        var left = 1 + min(random.below(7), random.below(10))
        for stop in index.nearest[seed] where left > 0 {
            guard state.uses[Int(stop)] > 0, random.below(6) > 0 else { continue }
            for target in visited {
                guard let position = state.tours[target].firstIndex(of: stop) else { continue }
                _ = state.remove(at: position, of: target, index)
                left -= 1
            }
        }
    }

    // MARK: - Recreate

    private mutating func recreate() {
        var waiting = (0..<index.riders).filter { state.vehicle[$0] < 0 }
        let byChoice = random.below(2) == 0
        shuffle(&waiting)
        if byChoice { waiting.sort { (index.stops[$0].count, $0) < (index.stops[$1].count, $1) } }
        for rider in waiting where state.vehicle[rider] < 0 {
            if push(rider) { continue }
            if open(for: rider, waiting) {
                for other in waiting where state.vehicle[other] < 0 { takeDirectly(other) }
                if state.vehicle[rider] < 0 { _ = push(rider) }
            }
        }
    }

    private mutating func shuffle(_ list: inout [Int]) {
        guard list.count > 1 else { return }
        for place in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(place, random.below(place + 1)) }
    }

    /// The vehicle with the most room that a rider can walk to.
    private mutating func takeDirectly(_ rider: Int) {
        let pupils = Int(index.pupils[rider])
        var choice = -1
        for target in 0..<state.vehicles where state.reaches(rider, target) {
            guard state.fits(target, pupils: pupils, extra: 0, index) else { continue }
            if choice < 0 || state.load[target] < state.load[choice] { choice = target }
        }
        if choice >= 0 { state.assign(rider, to: choice, index) }
    }

    /// Finds room for a rider along a shortest chain of riders who move from vehicle to vehicle.
    private mutating func push(_ rider: Int) -> Bool {
        takeDirectly(rider)
        guard state.vehicle[rider] < 0 else { return true }
        // Per vehicle who would come in, and from which vehicle.
        var comer = [Int](repeating: -1, count: state.vehicles)
        var queue: [Int] = []
        for target in 0..<state.vehicles where state.reaches(rider, target) {
            comer[target] = rider
            queue.append(target)
        }
        var head = 0
        while head < queue.count {
            let full = queue[head]
            head += 1
            let coming = Int(index.pupils[comer[full]])
            for other in 0..<index.riders where state.vehicle[other] == Int32(full) {
                let pupils = Int(index.pupils[other])
                guard state.fits(full, pupils: coming - pupils, extra: 0, index) else { continue }
                for target in 0..<state.vehicles where comer[target] < 0 && state.reaches(other, target) {
                    comer[target] = other
                    if state.fits(target, pupils: pupils, extra: 0, index) {
                        shift(from: target, comer)
                        return true
                    }
                    queue.append(target)
                }
            }
        }
        return false
    }

    /// Moves everybody on the chain that ends at `target`.
    private mutating func shift(from target: Int, _ comer: [Int]) {
        var target = target
        while true {
            let mover = comer[target]
            let origin = Int(state.vehicle[mover])
            state.assign(mover, to: target, index)
            guard origin >= 0 else { return }
            target = origin
        }
    }

    /// Brings a stop within the walk of `rider` into a vehicle with room: the least detour per pupil who waits nearby.
    private mutating func open(for rider: Int, _ waiting: [Int]) -> Bool {
        let own = Int(index.pupils[rider])
        var choice = (score: Double.infinity, stop: 0, target: 0, position: 0)
        let sharing = 0.3 + 0.7 * random.unit()
        for stop in index.stops[rider].map({ Int($0) }) where index.stopsMayBeShared || state.uses[stop] == 0 {
            if random.below(20) == 0 { continue }
            var crowd = 0
            for other in index.walkers(of: stop) where state.vehicle[Int(other)] < 0 {
                crowd += Int(index.pupils[Int(other)])
            }
            var sawEmpty = false
            for target in 0..<state.vehicles {
                let room = index.capacity - Int(state.load[target])
                if state.tours[target].isEmpty {
                    if sawEmpty { continue }
                    sawEmpty = true
                }
                guard room >= own else { continue }
                let share = power(Double(max(own, min(room, crowd))), sharing)
                for position in 0...state.tours[target].count {
                    let detour = state.insertionCost(stop, target, position, index)
                    guard detour < choice.score * share, random.below(50) > 0,
                        state.fits(target, pupils: own, extra: detour, index)
                    else { continue }
                    choice = (detour / share, stop, target, position)
                }
            }
        }
        guard choice.score < .infinity else { return false }
        state.insert(choice.stop, into: choice.target, at: choice.position, index)
        state.assign(rider, to: choice.target, index)
        return true
    }

    // MARK: - Prune

    /// Takes out visits that are not needed and puts tours into a better order.
    private mutating func prune() {
        for target in 0..<state.vehicles where !state.tours[target].isEmpty {
            sort(target)
            var position = state.tours[target].count - 1
            while position >= 0 {
                tryRemoving(position, of: target)
                position -= 1
                position = min(position, state.tours[target].count - 1)
            }
        }
    }

    private mutating func tryRemoving(_ position: Int, of target: Int) {
        let stop = Int(state.tours[target][position])
        var dependent = 0
        for rider in index.walkers(of: stop)
        where state.vehicle[Int(rider)] == Int32(target) && state.cover[Int(rider) * state.vehicles + target] == 1 {
            dependent += 1
        }
        guard dependent <= 6 else { return }
        let before = state
        for rider in state.remove(at: position, of: target, index) where !push(Int(rider)) {
            state = before
            return
        }
        if state.cost(index) > before.cost(index) - 1e-12 { state = before }
    }

    /// Moves single stops and turns stretches round while that shortens the tour; legs may differ by direction.
    private mutating func sort(_ target: Int) {
        var stops = state.tours[target]
        guard stops.count > 2 else { return }
        var length = state.driving[target]
        var isBetter = true
        while isBetter {
            isBetter = false
            for from in stops.indices {
                for to in stops.indices where to != from {
                    var other = stops
                    if from < to { other[from...to].reverse() } else { other.insert(other.remove(at: from), at: to) }
                    var candidates = [other]
                    if from < to {
                        var moved = stops
                        moved.insert(moved.remove(at: from), at: to)
                        candidates.append(moved)
                    }
                    for candidate in candidates {
                        let changed = index.length(candidate)
                        if changed < length - 1e-9 {
                            (stops, length, isBetter) = (candidate, changed, true)
                        }
                    }
                }
            }
        }
        if stops != state.tours[target] { state.reorder(target, stops, index) }
    }
}
