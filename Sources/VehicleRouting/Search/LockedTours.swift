/// Tours that are settled: they stay in the plan as they are, and the search plans around them.
struct LockedTours {
    /// The settled tours, timed.
    let tours: [Tour]
    /// The problem without their requests and vehicles.
    let rest: RoutingProblem
    /// The number in the whole problem of each request of `rest`.
    let original: [Int]

    /// Settles `outlines` in `problem`; throws for a tour that names what is not there or twice, or breaks a rule, and
    /// where there are fewer vehicles than locked tours.
    init(_ outlines: [TourOutline], in problem: RoutingProblem) throws(RoutingError) {
        let day = try DayInstance(problem)
        let writer = TourWriter(instance: day)
        var isLocked = [Bool](repeating: false, count: problem.requests.count)
        var rest = problem
        var tours: [Tour] = []
        for (number, outline) in outlines.enumerated() {
            guard problem.fleet.indices.contains(outline.fleetType) else {
                throw RoutingError("locked tour \(number): there is no fleet type \(outline.fleetType)")
            }
            let nodes = try Self.nodes(of: outline, number, day, &isLocked)
            guard let tour = writer.tour(nodes, type: outline.fleetType) else {
                throw RoutingError("locked tour \(number): its order breaks a load, ride, window or day rule")
            }
            if let left = rest.fleet[outline.fleetType].count {
                guard left > 0 else {
                    throw RoutingError("locked tour \(number): no vehicle of type \(outline.fleetType) is left for it")
                }
                rest.fleet[outline.fleetType].count = left - 1
            }
            tours.append(tour)
        }
        original = problem.requests.indices.filter { !isLocked[$0] }
        rest.requests = original.map { problem.requests[$0] }
        self.rest = rest
        self.tours = tours
    }

    /// The steps in collecting direction; a step at a school takes along everybody aboard for it.
    private static func nodes(
        of outline: TourOutline, _ number: Int, _ day: DayInstance, _ isLocked: inout [Bool]
    ) throws(RoutingError) -> [TourNode] {
        var nodes: [TourNode] = []
        var aboard: Set<Int> = []
        for step in day.isMirrored ? outline.steps.reversed() : outline.steps {
            let request =
                switch step {
                case .stop(let request), .school(let request): request
                }
            guard isLocked.indices.contains(request) else {
                throw RoutingError("locked tour \(number): there is no request \(request)")
            }
            let group = day.riders[request].group
            if case .school = step {
                if aboard.remove(group) != nil { nodes.append(.school(group: group)) }
                continue
            }
            guard !isLocked[request] else {
                throw RoutingError("locked tour \(number): request \(request) is in a locked tour already")
            }
            isLocked[request] = true
            aboard.insert(group)
            nodes.append(.stop(request))
        }
        return nodes
    }

    /// `plan` of the rest together with the settled tours, by the whole problem's numbers.
    func joined(with plan: RoutingPlan) -> RoutingPlan {
        var whole = plan
        for tour in whole.tours.indices {
            for visit in whole.tours[tour].visits.indices {
                whole.tours[tour].visits[visit].boarding = plan.tours[tour].visits[visit].boarding.map { original[$0] }
                whole.tours[tour].visits[visit].alighting =
                    plan.tours[tour].visits[visit].alighting.map { original[$0] }
            }
        }
        whole.tours = (whole.tours + tours).sorted {
            ($0.fleetType, $0.start, $0.end) < ($1.fleetType, $1.start, $1.end)
        }
        whole.unserved = plan.unserved.map { UnservedRequest(request: original[$0.request], reason: $0.reason) }
        return whole
    }
}
