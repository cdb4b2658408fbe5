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
        for tour in tours where day.problem.fleet.indices.contains(tour.fleetType) {
            let nodes = grouped(day.isMirrored ? tour.steps.reversed() : tour.steps, &isPlaced)
            for part in feasibleParts(nodes, type: tour.fleetType) {
                guard days.count < slots, used[tour.fleetType] < day.problem.fleet[tour.fleetType].count ?? .max else {
                    for case .stop(let rider) in part { isPlaced[rider] = false }
                    continue
                }
                var nodes = part
                while !nodes.isEmpty, !keepsRules(nodes, type: tour.fleetType) {
                    nodes = withoutOne(nodes, type: tour.fleetType, &isPlaced)
                }
                guard !nodes.isEmpty else { continue }
                used[tour.fleetType] += 1
                days.append(FleetPlan.Day(type: tour.fleetType, nodes: nodes))
            }
        }
        return days
    }

    private func keepsRules(_ nodes: [TourNode], type: Int) -> Bool {
        nodes.count + 6 <= stride && TourTimes(nodes, type: type, in: instance.day) != nil
    }

    /// The order as it is where it keeps all rules, else cut where the vehicle is empty into parts as long as they keep
    /// them: a plan whose trips were chained with other seconds in mind.
    private func feasibleParts(_ nodes: [TourNode], type: Int) -> [[TourNode]] {
        let whole = turned(nodes, type: type)
        guard !whole.isEmpty, !keepsRules(whole, type: type) else { return whole.isEmpty ? [] : [whole] }
        var parts: [[TourNode]] = []
        for trip in trips(of: nodes) {
            let longer = turned((parts.last ?? []) + trip, type: type)
            if !parts.isEmpty, keepsRules(longer, type: type) {
                parts[parts.count - 1] = longer
            } else {
                parts.append(turned(trip, type: type))
            }
        }
        return parts
    }

    /// `nodes` cut wherever nobody is aboard.
    private func trips(of nodes: [TourNode]) -> [[TourNode]] {
        var trips: [[TourNode]] = [[]]
        var aboard: Set<Int32> = []
        for node in nodes {
            trips[trips.count - 1].append(node)
            switch node {
            case .stop(let rider): aboard.insert(instance.group[rider])
            case .school(let group): aboard.remove(Int32(group))
            }
            if aboard.isEmpty { trips.append([]) }
        }
        return trips.filter { !$0.isEmpty }
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

    /// The order with visits to one place turned round where only that keeps all rules: an outline that was read from a
    /// timetable does not say which of two groups went first through the same door.
    private func turned(_ nodes: [TourNode], type: Int) -> [TourNode] {
        func place(_ node: TourNode) -> Int? {
            if case .school(let group) = node { instance.day.groups[group].place } else { nil }
        }
        var runs: [Range<Int>] = []
        for position in nodes.indices.dropFirst() {
            guard let here = place(nodes[position]), here == place(nodes[position - 1]) else { continue }
            if let last = runs.last, last.upperBound == position {
                runs[runs.count - 1] = last.lowerBound..<position + 1
            } else {
                runs.append(position - 1..<position + 1)
            }
        }
        for choice in 0..<1 << min(runs.count, 6) {
            var order = nodes
            for (number, run) in runs.enumerated() where choice >> number & 1 == 1 {
                order.replaceSubrange(run, with: nodes[run].reversed())
            }
            if keepsRules(order, type: type) { return order }
        }
        return nodes
    }

    /// Gives up the first request without which an order keeps all rules; where there is none, the first of all.
    private func withoutOne(_ nodes: [TourNode], type: Int, _ isPlaced: inout [Bool]) -> [TourNode] {
        let riders = nodes.compactMap { node in if case .stop(let rider) = node { rider } else { nil } }
        let culprit = riders.first { keepsRules(without($0, nodes), type: type) }
        guard let rider = culprit ?? riders.first else { return [] }
        isPlaced[rider] = false
        return without(rider, nodes)
    }

    /// `nodes` without `rider`, and without school visits that only it needed.
    private func without(_ rider: Int, _ nodes: [TourNode]) -> [TourNode] {
        var groups: Set<Int> = []
        return nodes.filter { node in
            switch node {
            case .stop(rider): return false
            case .stop(let other):
                groups.insert(Int(instance.group[other]))
                return true
            case .school(let group): return groups.remove(group) != nil
            }
        }
    }
}
