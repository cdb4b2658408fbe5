import Quantities
import TransportModel

/// Turns the answer of the location problem into the stop plan and its findings.
struct StopPlanDraft {
    private(set) var plan: StopPlan
    private(set) var findings: [Finding]
    private let demand: StopDemand
    private let state: LocationState
    private let optionsPerHome: Int

    init(demand: StopDemand, state: LocationState, optionsPerHome: Int) {
        self.demand = demand
        self.state = state
        self.optionsPerHome = max(1, optionsPerHome)
        plan = StopPlan(candidates: demand.candidates, homes: demand.batch.homes.count)
        findings = demand.choices.findings
    }

    private func pupilID(of home: Index<Home>) -> String {
        demand.batch.pupils[demand.batch.homes[home].pupil].id
    }

    /// Stops per home, and who has none and why.
    mutating func assign() {
        for pupil in demand.homeless {
            findings.append(
                Finding(
                    "stop-no-home", .warning, subject: demand.batch.pupils[pupil].id,
                    message: "is to be carried, but has no home with a position"))
        }
        for (home, code, reason) in demand.stranded { leave(home, code, reason) }
        var pupilsAt: [Int: Set<Index<Pupil>>] = [:]
        for (user, home) in demand.homes.enumerated() where state.choice[user] >= 0 {
            take(inReach(user, Int(state.choice[user])), for: home, &pupilsAt)
        }
        for (user, home) in demand.homes.enumerated() where state.choice[user] < 0 {
            placeLate(user, home, &pupilsAt)
        }
    }

    private mutating func take(_ stop: StopInReach, for home: Index<Home>, _ pupilsAt: inout [Int: Set<Index<Pupil>>]) {
        plan.assigned[home.offset] = stop
        pupilsAt[stop.stop.offset, default: []].insert(demand.batch.homes[home].pupil)
    }

    /// A limit counts pupils, the search counts homes: a pupil's second home at the same stop takes no second place.
    private mutating func placeLate(_ user: Int, _ home: Index<Home>, _ pupilsAt: inout [Int: Set<Index<Pupil>>]) {
        let pupil = demand.batch.homes[home].pupil
        let open = demand.usable[user].first { option in
            let there = pupilsAt[option.stop.offset] ?? []
            return there.contains(pupil) || there.count < (demand.candidates[option.stop].maxPupils ?? .max)
        }
        if let open {
            take(open, for: home, &pupilsAt)
        } else {
            let names = demand.usable[user].prefix(5).map { demand.candidates[$0.stop].id }.joined(separator: ", ")
            leave(
                home, "stop-all-full",
                "every stop within reach of home \(demand.batch.homes[home].id) is full: \(names)")
        }
    }

    private mutating func leave(_ home: Index<Home>, _ code: String, _ reason: String) {
        plan.unassigned.append((home, reason))
        findings.append(Finding(code, .warning, subject: pupilID(of: home), message: reason))
    }

    /// The walk that belongs to an option of the location problem.
    private func inReach(_ user: Int, _ option: Int) -> StopInReach {
        let stop = Index<CandidateStop>(Int(state.problem.optionStop[option]))
        return demand.usable[user].first { $0.stop == stop }!
    }

    /// The best options of every home with their prices; the assigned and the chosen stop are always among them.
    mutating func listOptions() {
        var pricing = OptionPricing(state)
        for (user, home) in demand.homes.enumerated() {
            let assigned = plan.assigned[home.offset]?.stop
            var listed = state.problem.options(of: user).map { option -> StopOption in
                let stop = inReach(user, option)
                let price = stop.stop == assigned ? 0 : pricing.price(of: option, for: user)
                return StopOption(stop: stop.stop, walk: stop.walk, extraCost: StopPrices.cost(price))
            }
            listed.sort { ($0.extraCost, $0.walk, $0.stop) < ($1.extraCost, $1.walk, $1.stop) }
            let wanted = [assigned, demand.choices.asked[home.offset]].compactMap { $0 }
            var best = Array(listed.prefix(optionsPerHome))
            for option in listed.dropFirst(optionsPerHome) where wanted.contains(option.stop) {
                // The last that nobody asked for makes place.
                if let last = best.lastIndex(where: { !wanted.contains($0.stop) }) { best.remove(at: last) }
                best.append(option)
            }
            plan.options[home.offset] = best
        }
    }

    /// One report per set of schools, neighbourhoods of the same schools added up.
    mutating func report(_ outcomes: [LocationSolver.Outcome]) {
        var places: [[Index<School>]: Int] = [:]
        var stops: [Int] = []
        for outcome in outcomes {
            let schools = Set(outcome.neighbourhood.users.map { school(of: $0) }).sorted()
            let place = places[schools] ?? plan.neighbourhoods.count
            if place == plan.neighbourhoods.count {
                places[schools] = place
                stops.append(0)
                plan.neighbourhoods.append(
                    NeighbourhoodReport(
                        name: name(of: schools), homes: 0, candidates: 0, method: "exact", cost: 0, bound: 0))
            }
            plan.neighbourhoods[place].homes += outcome.neighbourhood.users.count
            plan.neighbourhoods[place].candidates += outcome.neighbourhood.stops.count
            plan.neighbourhoods[place].cost += Double(outcome.cost) / 100_000
            plan.neighbourhoods[place].bound! += outcome.bound / 100_000
            if !outcome.isExact { plan.neighbourhoods[place].method = "heuristic" }
        }
    }

    private func school(of user: Int) -> Index<School> {
        demand.batch.pupils[demand.batch.homes[demand.homes[user]].pupil].school
    }

    private func name(of schools: [Index<School>]) -> String {
        let ids = schools.prefix(3).map { demand.batch.schools[$0].id }.joined(separator: "+")
        return schools.count > 3 ? "\(ids)+\(schools.count - 3) more" : ids
    }
}
