import Quantities

/// The first plan: what is left of the starting tours, then every request at its cheapest place, far ones first.
struct Construction {
    let instance: ClosureInstance
    let neighbourhoods: Neighbourhoods
    let settings: SearchSettings
    let stride: Int
    let hopeless: Set<Int>

    /// A plan that leaves out only what no vehicle that is left can take.
    func plan(seed: UInt64, starting tours: [TourOutline]) -> FleetPlan {
        let fleet = instance.day.problem.fleet
        let vehicles = fleet.reduce(0) { sum, type in
            sum.addingReportingOverflow(min(type.count ?? instance.requests, instance.requests)).partialValue
        }
        var slots = max(1, min(vehicles, 16 + instance.requests / 8))
        while true {
            let search = FleetSearch(
                instance, neighbourhoods, slots: slots, stride: stride, seed: seed, settings: settings)
            fill(search, tours)
            if search.bank.isEmpty || slots >= min(vehicles, instance.requests) { return search.plan() }
            slots = min(2 * slots, min(vehicles, instance.requests))
        }
    }

    private func fill(_ search: FleetSearch, _ tours: [TourOutline]) {
        search.adopt(FleetPlan(days: restored(tours, slots: search.kernel.slots), bank: [], cost: 0))
        search.members = (0..<instance.requests).filter { !hopeless.contains($0) }.map(Int32.init)
        search.blinkIn = .max
        let order = search.members.map(Int.init).filter { search.kernel.dayOf[$0] < 0 }.sorted {
            (-direct($0), $0) < (-direct($1), $1)
        }
        var left: [Int32] = []
        for rider in order where !search.place(rider) { left.append(Int32(rider)) }
        search.setBank(left)
        search.blinkIn = search.drawBlink()
    }

    private func direct(_ rider: Int) -> Float {
        let school = Int(instance.groupPlace[Int(instance.group[rider])])
        return instance.timeFrom[Int(instance.stop[rider]) * instance.places + school]
    }

    /// The starting tours in collecting direction, without what the problem does not know or the rules do not allow.
    private func restored(_ tours: [TourOutline], slots: Int) -> [FleetPlan.Day] {
        let day = instance.day
        var isPlaced = (0..<instance.requests).map { hopeless.contains($0) }
        var used = [Int](repeating: 0, count: instance.types)
        var days: [FleetPlan.Day] = []
        for tour in tours where day.problem.fleet.indices.contains(tour.fleetType) && days.count < slots {
            guard used[tour.fleetType] < day.problem.fleet[tour.fleetType].count ?? .max else { continue }
            var nodes = grouped(day.isMirrored ? tour.steps.reversed() : tour.steps, &isPlaced)
            while !nodes.isEmpty, nodes.count + 6 > stride || TourTimes(nodes, type: tour.fleetType, in: day) == nil {
                nodes = withoutFirst(nodes, &isPlaced)
            }
            guard !nodes.isEmpty else { continue }
            used[tour.fleetType] += 1
            days.append(FleetPlan.Day(type: tour.fleetType, nodes: nodes))
        }
        return days
    }

    /// Steps as nodes: who leaves at a school takes along everybody aboard of the same group.
    private func grouped(_ steps: [TourStep], _ isPlaced: inout [Bool]) -> [TourNode] {
        var nodes: [TourNode] = []
        var aboard: Set<Int> = []
        for step in steps {
            switch step {
            case .stop(let request):
                guard isPlaced.indices.contains(request), !isPlaced[request] else { continue }
                isPlaced[request] = true
                aboard.insert(request)
                nodes.append(.stop(request))
            case .school(let request):
                guard aboard.contains(request) else { continue }
                let group = instance.group[request]
                aboard = aboard.filter { instance.group[$0] != group }
                nodes.append(.school(group: Int(group)))
            }
        }
        for rider in aboard { isPlaced[rider] = false }
        nodes.removeAll { node in if case .stop(let rider) = node { aboard.contains(rider) } else { false } }
        return nodes
    }

    /// Gives up the first request of an order that breaks a rule.
    private func withoutFirst(_ nodes: [TourNode], _ isPlaced: inout [Bool]) -> [TourNode] {
        var kept = nodes
        if let first = kept.firstIndex(where: { if case .stop = $0 { true } else { false } }),
            case .stop(let rider) = kept[first]
        {
            isPlaced[rider] = false
            kept.remove(at: first)
        } else {
            return []
        }
        var groups: Set<Int> = []
        return kept.filter { node in
            switch node {
            case .stop(let rider): groups.insert(Int(instance.group[rider])).inserted || true
            case .school(let group): groups.remove(group) != nil
            }
        }
    }
}
