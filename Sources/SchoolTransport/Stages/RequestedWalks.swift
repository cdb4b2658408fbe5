internal import Quantities
internal import RoadNetwork
internal import TransportModel

/// Answers what the rules ask of the road network beyond the standard walks: other ends, hazards, other schools.
struct RequestedWalks {
    let batch: Batch
    let network: RoadNetwork
    let threads: Int

    /// The hazards of the bundle on the roads, and the metres of them that no road was found for.
    func matchHazards() -> (map: HazardMap, findings: [Finding]) {
        let map = network.match(batch.hazards.map(HazardStretch.init))
        let findings = zip(batch.hazards, map.unmatched).compactMap { mark, metres -> Finding? in
            if let metres, metres == .zero { return nil }
            let what = metres.map { "\($0) m of it lie on no road of the network" } ?? "the network has no such way"
            return Finding(
                "hazard-unmatched", .warning, file: "hazards.csv", subject: mark.id,
                message: "\(what); draw the line along the road or name the way of this network")
        }
        return (map, findings)
    }

    /// Per request and home the way that it describes; requests that the network cannot tell anything about (which
    /// private roads have state aid) are left out.
    func answers(to asked: [RequestedMeasure], hazards: HazardMap) -> [MeasureRequest: [SchoolWalk?]] {
        var answers: [MeasureRequest: [SchoolWalk?]] = [:]
        for (conditions, requests) in Dictionary(grouping: asked, by: { RoadConditions($0.request) }) {
            guard let conditions else { continue }
            guard conditions != RoadConditions() else {
                for asked in requests { answers[asked.request] = answer(asked, hazards: hazards) }
                continue
            }
            guard let changed = network.under(conditions) else { continue }
            let walks = RequestedWalks(batch: batch, network: changed, threads: threads)
            let matched = changed.match(batch.hazards.map(HazardStretch.init))
            for asked in requests { answers[asked.request] = walks.answer(asked, hazards: matched) }
        }
        return answers
    }

    /// Per home the way that `asked` describes, on the network as it is.
    private func answer(
        _ asked: RequestedMeasure, hazards: HazardMap?, withPaths: Bool = true
    ) -> [SchoolWalk?] {
        let request = asked.request
        let selection =
            request.hazards.isEmpty
            ? nil
            : hazards.map { HazardSelection($0, counting: request.hazards, tolerance: request.tolerance) }
        var walks = [SchoolWalk?](repeating: nil, count: batch.homes.count)
        for (school, homes) in homesBySchool(asked) {
            let origins = homes.map {
                network.snap(
                    batch.homes[$0].point(for: request.from).point, for: .foot, within: SchoolWalks.farthestSnap)
            }
            let ends = self.ends(of: batch.schools[school], request.to)
            for (number, place) in ends.places.enumerated() {
                guard let target = network.snap(place.point, for: .foot) else { continue }
                let found = measure(origins, target, gate: number, selection, withPaths: withPaths)
                for (home, walk) in zip(homes, found) {
                    walks[home.offset] = better(walks[home.offset], walk, farthest: ends.farthest, isFirst: number == 0)
                }
            }
        }
        return walks
    }

    /// Every school with the way to it by the first measure of the rule file (hazards apart), per home, nearest first,
    /// ties by school. The standard walk stands in where no network knows what the measure asks.
    func schoolsInReach() -> [[SchoolInReach]] {
        let measure = batch.rules.measures.first ?? Measure()
        var request = MeasureRequest.standard
        (request.profile, request.from, request.to) = (measure.profile, measure.from, measure.to)
        request.roads = measure.roads
        if let conditions = RoadConditions(request) {
            guard conditions != RoadConditions(), let changed = network.under(conditions) else {
                return reach(of: request)
            }
            return RequestedWalks(batch: batch, network: changed, threads: threads).reach(of: request)
        }
        return reach(of: .standard)
    }

    private func reach(of request: MeasureRequest) -> [[SchoolInReach]] {
        var reach = [[SchoolInReach]](repeating: [], count: batch.homes.count)
        for school in batch.schools.indices {
            var asked = RequestedMeasure(request: request, homes: Array(batch.homes.indices))
            asked.request.target = .school(school)
            let walks = answer(asked, hazards: nil, withPaths: false)
            for (home, walk) in walks.enumerated() {
                if let walk { reach[home].append(SchoolInReach(school: school, distance: walk.distance)) }
            }
        }
        return reach.map { $0.sorted { ($0.distance, $0.school) < ($1.distance, $1.school) } }
    }

    /// Where ways to a school end, and whether the farthest of them counts.
    private func ends(of school: School, _ end: Measure.SchoolEnd) -> (places: [Place], farthest: Bool) {
        switch end {
        case .nearestGate, .nearestDoor: (school.walkingGates, false)
        case .farthestGate, .farthestDoor: (school.walkingGates, true)
        case .mainGate: ([school.walkingGates[0]], false)
        case .point: ([school.place], false)
        }
    }

    private func homesBySchool(_ asked: RequestedMeasure) -> [(Index<School>, [Index<Home>])] {
        if case .school(let school) = asked.request.target { return [(school, asked.homes)] }
        var homes = [[Index<Home>]](repeating: [], count: batch.schools.count)
        for home in asked.homes { homes[batch.pupils[batch.homes[home].pupil].school.offset].append(home) }
        return batch.schools.indices.map { ($0, homes[$0.offset]) }.filter { !$0.1.isEmpty }
    }

    private func measure(
        _ origins: [SnappedPoint?], _ target: SnappedPoint, gate: Int, _ selection: HazardSelection?, withPaths: Bool
    ) -> [SchoolWalk?] {
        guard let selection else {
            let walks = network.walks(from: origins, to: target, threads: threads)
            return zip(origins, walks).map { origin, walk in
                guard let origin, let walk else { return nil }
                return SchoolWalk(
                    distance: walk.distance, snap: origin.distance, gate: gate, path: withPaths ? walk.path() : [])
            }
        }
        let walks = network.walks(from: origins, to: target, counting: selection, threads: threads)
        return zip(origins, walks).map { origin, walk in
            guard let origin, let walk else { return nil }
            var school = SchoolWalk(
                distance: walk.legal.distance, snap: origin.distance, gate: gate, path: walk.legal.path())
            school.safeDistance = walk.safeDistance
            school.met = walk.met.map { HazardMet(mark: $0.hazard, along: $0.along) }
            school.hazards = walk.met.map { batch.hazards[$0.hazard].id }
            school.hazardous = walk.met.reduce(.zero) { $0 + $1.along }
            return school
        }
    }

    /// The nearer of two walks, or the farther where the farthest end counts; an end without a way to it makes the
    /// farthest unknown.
    private func better(_ old: SchoolWalk?, _ new: SchoolWalk?, farthest: Bool, isFirst: Bool) -> SchoolWalk? {
        if isFirst { return new }
        guard let old else { return farthest ? nil : new }
        guard let new else { return farthest ? nil : old }
        return farthest == (new.distance > old.distance) ? new : old
    }
}

extension HazardStretch {
    /// The stretch that `mark` marks.
    init(_ mark: HazardMark) {
        let location: Location =
            switch mark.location {
            case .way(let id): .way(id)
            case .line(let points): .line(points)
            }
        self.init(location: location, kind: mark.kind == .along ? .along : .cross)
    }
}

extension RoadConditions {
    /// The conditions under which `request` is measured; `nil` where no network knows what it asks.
    init?(_ request: MeasureRequest) {
        guard request.roads.privateRoads != .stateAided else { return nil }
        self.init()
        usesPrivateRoads = request.roads.privateRoads == .all
        switch request.profile {
        case .walk: traveller = .pedestrian
        case .cycle: traveller = .bicycle
        case .car: traveller = .car
        }
        usesPaths = request.roads.usesPaths
        onlyLit = request.roads.onlyLit
        onlyWinterMaintained = request.roads.onlyWinterMaintained
        season = request.roads.onlyAllYear || request.roads.onlyWinterMaintained ? .winter : .summer
    }
}
