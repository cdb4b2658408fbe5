import Quantities
package import TransportModel

/// Puts together, per pupil and home, what the decision is made from.
struct CaseBuilder {
    let batch: Batch
    let rules: RuleSet
    private let asksForHazards: Bool
    private let needsAllSchools: Bool
    private let askedColumns: Set<String>
    private let knowsApplications: Bool
    private let overrides: [Index<Pupil>: [DecisionOverride]]

    init(batch: Batch) {
        self.batch = batch
        rules = batch.rules
        asksForHazards = rules.asksForHazards && !batch.hazards.isEmpty
        needsAllSchools = rules.needsAllSchools
        askedColumns = rules.askedColumns
        knowsApplications =
            rules.process.application == .needed
            && batch.pupils.elements.contains { !($0.extras["applied"] ?? "").isEmpty }
        overrides = Dictionary(grouping: batch.overrides, by: \.pupil)
    }

    /// The case of the pupil at `index` and `home`.
    func makeCase(_ index: Index<Pupil>, home: Index<Home>?, walks: Walks) -> DecisionCase {
        var facts = batch.facts(of: index, home: home)
        facts.columns = facts.columns.filter { askedColumns.contains($0.key) && !$0.value.isEmpty }
        // Where the register knows the column, whoever is blank in it has not applied.
        if knowsApplications, facts.columns["applied"] == nil { facts.columns["applied"] = "no" }
        var result = DecisionCase(
            pupilID: batch.pupils[index].id, homeID: home.map { batch.homes[$0].id }, facts: facts)
        result.override = override(for: index, home: home)
        result.conflicts = conflicts(of: index, facts)
        guard let home else { return result }
        result.home = homeFacts(of: index, home)
        for (measure, request) in zip(rules.measures, requests(home: home, facts: facts)) {
            result.ways[measure.name] = way(by: request, home: home, walks: walks)
        }
        if needsAllSchools, home.offset < walks.schoolsInReach.count {
            result.schools = walks.schoolsInReach[home.offset].compactMap { reach in
                let school = batch.schools[reach.school]
                guard school.grades.isEmpty || school.grades.contains(facts.grade) else { return nil }
                return SchoolWay(
                    schoolID: school.id, distance: rules.measures[0].measured(reach.distance),
                    language: school.language.isEmpty ? nil : school.language)
            }
        }
        return result
    }

    /// What each measure of the rule file asks of the network for `home` of the pupil of `facts`; ends that the registers
    /// do not tell apart from the standard ones are asked for as these.
    func requests(home: Index<Home>, facts: PupilFacts) -> [MeasureRequest] {
        let marks = asksForHazards ? rules.countedMarks(in: batch, for: facts, on: .school) : []
        let tolerance = marks.isEmpty ? .zero : rules.exemptAlong(for: facts, on: .school)
        return rules.measures.map { measure in
            var request = request(for: measure, home: home, facts: facts)
            request.hazards = marks
            request.tolerance = tolerance
            return request
        }
    }

    /// What `measure` asks for, hazards apart.
    private func request(for measure: Measure, home: Index<Home>, facts: PupilFacts) -> MeasureRequest {
        var target = MeasureRequest.Target.ownSchool
        if measure.school == .assigned, let id = facts.columns["assigned_school"], id != facts.schoolID,
            let school = batch.schools.elements.firstIndex(where: { $0.id == id })
        {
            target = .school(Index(school))
        }
        let hasPoint = batch.homes[home].otherPoints[measure.from] != nil
        let school = batch.schools[batch.pupils[batch.homes[home].pupil].school]
        let hasOneEnd =
            target == .ownSchool && (school.gates.isEmpty || school.walkingGates.count == 1 && measure.to != .point)
        return MeasureRequest(
            profile: measure.profile, from: hasPoint ? measure.from : .point,
            to: hasOneEnd ? .nearestGate : measure.to.gate,
            roads: measure.roads, hazards: [], target: target)
    }

    private func way(by request: MeasureRequest, home: Index<Home>, walks: Walks) -> MeasuredWay? {
        let answers = walks.measured[request]
        guard let walk = answers.map({ $0[home.offset] }) ?? walks.toSchool[home.offset] else { return nil }
        let counted = Set(request.hazards)
        let met = walk.met.filter { counted.contains($0.mark) }
        var way = MeasuredWay(distance: walk.distance)
        way.safeDistance = met.isEmpty && walk.hazards.isEmpty ? walk.distance : walk.safeDistance
        way.along = met.reduce(.zero) { $0 + (batch.hazards[$1.mark].kind == .along ? $1.along : .zero) }
        way.crossings = met.count { batch.hazards[$0.mark].kind == .cross }
        way.hazards = met.map { batch.hazards[$0.mark].id }.sorted()
        way.gate = gateName(walk.gate, of: batch.pupils[batch.homes[home].pupil].school)
        way.isStandIn = answers == nil && request != .standard
        return way
    }

    private func gateName(_ gate: Int, of school: Index<School>) -> String {
        let gates = batch.schools[school].gates.filter { $0.kind == nil || $0.kind == .walk }
        return gates.indices.contains(gate) ? gates[gate].id : ""
    }

    /// The override that holds on the day: one for this home before one for all, the last written before the first.
    private func override(for pupil: Index<Pupil>, home: Index<Home>?) -> OverrideFacts? {
        let candidates = (overrides[pupil] ?? []).filter { $0.expires >= batch.asOf }
        let best = candidates.last { $0.home != nil && $0.home == home } ?? candidates.last { $0.home == nil }
        return best.map {
            OverrideFacts(outcome: $0.outcome, reason: $0.reason, author: $0.author, expires: $0.expires)
        }
    }

    /// What the registers say that cannot be true together: a grade that the school does not teach, and an age that is
    /// more than three years off the grade.
    private func conflicts(of index: Index<Pupil>, _ facts: PupilFacts) -> [FactConflict] {
        var result: [FactConflict] = []
        let taught = batch.schools[batch.pupils[index].school].grades
        if !taught.isEmpty, !taught.contains(facts.grade) { result.append(.grade(taught: taught.sorted())) }
        if let birth = facts.birthDate, abs(facts.schoolStart.year - birth.year - 6 - facts.grade) > 3 {
            result.append(.birthDate)
        }
        return result
    }

    private func homeFacts(of pupil: Index<Pupil>, _ home: Index<Home>) -> HomeFacts {
        let schoolWeek = batch.cycleDays.filter { $0.weekday <= .friday }
        let covered = schoolWeek.reduce(0) { sum, day in
            sum + Session.allCases.count { batch.homes[home].covers(day, $0) }
        }
        let record = batch.homes[home]
        let weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
        let isByWholeWeeks =
            !record.weeks.isEmpty && (record.weekdays.isEmpty || record.weekdays.isSuperset(of: weekdays))
            && (record.sessions.isEmpty || record.sessions.count == Session.allCases.count)
        return HomeFacts(
            homes: batch.pupils[pupil].homes.count { batch.homes[$0].kind != .care },
            permille: covered * 1000 / max(1, schoolWeek.count * Session.allCases.count),
            isByWholeWeeks: isByWholeWeeks)
    }
}

extension RuleSet {
    /// The measures that some rule asks for, in file order; the first always.
    package var usedMeasures: [Measure] {
        var names: Set<String> = []
        for rule in rules {
            for condition in rule.conditions {
                switch condition {
                case .distance(let distance): names.insert(distance.measure)
                case .hazard(let hazard): names.insert(hazard.measure)
                case .noSchoolWithin, .amongNearestSchools: break
                }
            }
        }
        return measures.enumerated().filter { $0 == 0 || names.contains($1.name) }.map(\.element)
    }

    /// Whether some rule asks for other schools than the pupil's.
    package var needsAllSchools: Bool {
        rules.contains { rule in
            rule.conditions.contains { condition in
                switch condition {
                case .noSchoolWithin, .amongNearestSchools: true
                case .distance, .hazard: false
                }
            }
        }
    }

    /// Whether hazards can change a decision.
    package var asksForHazards: Bool {
        usedMeasures.contains(where: \.avoidsHazards)
            || rules.contains { $0.conditions.contains { if case .hazard = $0 { true } else { false } } }
    }

    /// Every column that some part of the file asks for.
    package var askedColumns: Set<String> {
        var columns = Set(rules.flatMap { $0.who.askedColumns })
        columns.formUnion(hazards.flatMap { $0.who.askedColumns })
        for who in stopWalkLimits.map(\.who) + rideLimits.map(\.who) + waitLimits.map(\.who) + dayTotalLimits.map(\.who)
        {
            columns.formUnion(who.askedColumns)
        }
        columns.formUnion(days.flatMap { $0.who.askedColumns })
        columns.formUnion(days.compactMap { $0.except?.column }.filter { !$0.isEmpty })
        columns.formUnion(stopPolicy.fetchedAtHome?.askedColumns ?? [])
        columns.formUnion(carriedCases.flatMap { $0.who.askedColumns })
        if rules.contains(where: { $0.conditions.contains(where: \.asksForSameLanguage) }) {
            columns.insert("school_language")
        }
        if process.application == .needed { columns.insert("applied") }
        if process.modes.contains(.public) { columns.insert("public_transport") }
        if !extraTrips.isEmpty { columns.insert("extra_trips") }
        if homes.second != nil { columns.formUnion(["municipality", "application", "consent"]) }
        if measures.contains(where: { $0.school == .assigned }) { columns.insert("assigned_school") }
        return columns
    }
}

extension RuleCondition {
    /// Whether it looks at schools of one language alone.
    var asksForSameLanguage: Bool {
        switch self {
        case .noSchoolWithin(_, let pool), .amongNearestSchools(_, let pool): pool == .sameLanguage
        case .distance, .hazard: false
        }
    }
}

extension Measure.SchoolEnd {
    /// The end as the road network knows it: doors are gates.
    var gate: Measure.SchoolEnd {
        switch self {
        case .nearestDoor: .nearestGate
        case .farthestDoor: .farthestGate
        case .nearestGate, .mainGate, .farthestGate, .point: self
        }
    }
}
