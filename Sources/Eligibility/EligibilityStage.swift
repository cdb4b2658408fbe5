package import Quantities
package import TransportModel

/// Decides for every pupil and home whether a ride is due, by the rules of the batch.
package struct EligibilityStage {
    let batch: Batch
    private let builder: CaseBuilder
    private let writer: DecisionWriter

    /// A stage for `batch`; its `asOf` is the day that is decided about.
    package init(batch: Batch) {
        self.batch = batch
        builder = CaseBuilder(batch: batch)
        writer = DecisionWriter(batch: batch)
    }

    /// What the rules ask of the road network beyond the standard walks: answer each into `Walks.measured`.
    ///
    /// Empty for a file that measures the standard way. Requests are in the order of the first home that needs them.
    package func measures() -> [RequestedMeasure] {
        var order: [MeasureRequest] = []
        var homes: [MeasureRequest: [Index<Home>]] = [:]
        for pupil in batch.pupils.indices {
            for home in batch.pupils[pupil].homes {
                let facts = batch.facts(of: pupil, home: home)
                for request in builder.requests(home: home, facts: facts) where request != .standard {
                    if homes[request] == nil { order.append(request) }
                    if homes[request]?.last != home { homes[request, default: []].append(home) }
                }
            }
        }
        return order.map { RequestedMeasure(request: $0, homes: (homes[$0] ?? []).sorted()) }
    }

    /// Whether some rule needs `Walks.schoolsInReach`.
    package var needsAllSchools: Bool { batch.rules.needsAllSchools }

    /// One decision per pupil and home, in the order of pupils, then homes; a pupil without a home gets one too.
    package func decide(walks: Walks) -> (decisions: [Decision], findings: [Finding]) {
        let cases = cases(walks: walks)
        let decisions = cases.map { decision(on: $0.subject, pupil: $0.pupil, home: $0.home) }
        return (decisions, findings(about: cases.map(\.subject)) + partialGrants(decisions) + homeless(decisions))
    }

    /// The cases behind the decisions, in the same order.
    package func cases(walks: Walks) -> [(pupil: Index<Pupil>, home: Index<Home>?, subject: DecisionCase)] {
        batch.pupils.indices.flatMap { pupil in
            let homes: [Index<Home>?] = batch.pupils[pupil].homes.isEmpty ? [nil] : batch.pupils[pupil].homes
            return homes.map { home in
                (pupil, home, builder.makeCase(pupil, home: home, walks: walks))
            }
        }
    }

    private func decision(on subject: DecisionCase, pupil: Index<Pupil>, home: Index<Home>?) -> Decision {
        writer.decision(
            from: batch.rules.verdict(on: subject), on: subject, pupil: pupil, home: home)
    }
}

// MARK: - Findings

extension EligibilityStage {
    private func findings(about cases: [DecisionCase]) -> [Finding] {
        standIns(cases) + missingPoints + unknownColumns + uncoveredGrades(cases) + alternatingHomes + hazardNames
            + validity + extraTripOrders(cases)
            + RuleLinter(rules: batch.rules, file: batch.municipality.rules).findings().filter { $0.severity != .info }
    }

    /// Pupils with a right to a ride and no home to ride from.
    private func homeless(_ decisions: [Decision]) -> [Finding] {
        decisions.filter { $0.home == nil && $0.outcome == .granted }.map {
            Finding(
                "granted-without-home", .warning, file: "homes.csv", subject: batch.pupils[$0.pupil].id,
                message: "A ride was granted by hand, but the pupil has no readable home, so none is planned. Add the "
                    + "home to homes.csv.")
        }
    }

    /// Marks that name a band or a season that the rule file does not know, and marks that nothing asks for.
    private var hazardNames: [Finding] {
        guard !batch.hazards.isEmpty else { return [] }
        var found: [Finding] = []
        func warn(_ code: String, _ mark: HazardMark, _ message: String) {
            found.append(Finding(code, .warning, file: "hazards.csv", subject: mark.id, message: message))
        }
        for mark in batch.hazards {
            for band in mark.bands where !batch.rules.bands.contains(where: { $0.name == band }) {
                guard GradeBand.grades(of: band) == nil else { continue }
                warn(
                    "hazard-unknown-band", mark,
                    "The band `\(band)` is not one of the rule file's, so the mark counts for none of its pupils. Use a "
                        + "name from `bands`, or grades such as 1-3.")
            }
            if !mark.season.isEmpty, batch.rules.season(named: mark.season) == nil {
                warn(
                    "hazard-unknown-season", mark,
                    "The season `\(mark.season)` is not one of the rule file's, so the mark counts all year. Define it "
                        + "under `seasons`.")
            }
        }
        if !batch.rules.asksForHazards {
            found.append(
                Finding(
                    "hazards-not-asked", .info, file: "hazards.csv",
                    message:
                        "No rule asks for hazards, so the marks change no decision. Add a rule with `hazard: yes`, or "
                        + "a measure with `avoid_hazards: yes`."))
        }
        return found
    }

    /// Homes that alternate over a New Year after a week 53.
    private var alternatingHomes: [Finding] {
        guard batch.homes.elements.contains(where: { !$0.weeks.isEmpty }) else { return [] }
        return CycleCheck.findings(calendar: batch.municipality.calendar, file: "municipality.yaml")
    }

    /// Measures that the network could not make, one finding each.
    private func standIns(_ cases: [DecisionCase]) -> [Finding] {
        batch.rules.usedMeasures.compactMap { measure in
            let count = cases.count { $0.ways[measure.name]?.isStandIn ?? false }
            guard count > 0 else { return nil }
            let name = measure.name.isEmpty ? "measure" : "measures.\(measure.name)"
            return Finding(
                "rules-measure-stand-in", .warning, file: batch.municipality.rules, subject: name,
                message: "The road network could not measure `\(name)` as the rule file asks for \(count) homes; the "
                    + "standard walk over all legal roads stands in. Check near cases by hand.")
        }
    }

    /// Ends of ways that rules name and no home has.
    private var missingPoints: [Finding] {
        let ends = Set(batch.rules.usedMeasures.map(\.from)).subtracting([.point]).sorted { $0.rawValue < $1.rawValue }
        return ends.compactMap { end in
            let count = batch.homes.elements.count { $0.otherPoints[end] == nil }
            guard count > 0 else { return nil }
            return Finding(
                "rules-no-point", .info, file: "homes.csv", subject: "\(end.rawValue)_x",
                message: "The rule file measures from the \(end.rawValue); \(count) homes have no "
                    + "\(end.rawValue)_x and \(end.rawValue)_y, and their x, y stand for it.")
        }
    }

    /// Columns that rules ask for and no register has.
    private var unknownColumns: [Finding] {
        let known = Set(batch.pupils.elements.flatMap(\.extras.keys)).union(batch.homes.elements.flatMap(\.extras.keys))
            .union(["language", "school_language", "class_id"])
        // Of these, blank for everyone is an answer.
        let named = ["applied", "public_transport", "extra_trips", "assigned_school"]
        let asked = batch.rules.askedColumns.subtracting(named)
        return asked.subtracting(known).sorted().map { column in
            Finding(
                "rules-no-column", .warning, file: batch.municipality.rules, subject: column,
                message: "Rules ask for the column `\(column)`, which neither pupils.csv nor homes.csv has; it was "
                    + "read as blank for everyone. Add the column, or leave the condition out.")
        }
    }

    /// A rule file that does not hold on the day.
    private var validity: [Finding] {
        let header = batch.rules.header
        let isEarly = header.validFrom.map { batch.asOf < $0 } ?? false
        guard isEarly || header.validTo.map({ batch.asOf > $0 }) ?? false else { return [] }
        let span = "\(header.validFrom?.description ?? "…") to \(header.validTo?.description ?? "…")"
        return [
            Finding(
                "rules-not-valid", .warning, file: batch.municipality.rules, subject: "valid",
                message:
                    "The rule file holds from \(span), and the plan is for \(batch.asOf). Take the rule file of that "
                    + "day, or correct `valid`.")
        ]
    }

    /// Rides beside school that somebody must order.
    private func extraTripOrders(_ cases: [DecisionCase]) -> [Finding] {
        batch.rules.extraTrips.compactMap { trip in
            let pupils = Set(cases.filter { batch.rules.extraTrips(for: $0.facts).contains(trip) }.map(\.pupilID))
            guard !pupils.isEmpty else { return nil }
            return Finding(
                "rules-extra-trips", .info, file: "pupils.csv", subject: trip,
                message:
                    "\(pupils.count) pupils have a right to rides to \(trip) during the day. These are not planned; "
                    + "order them by hand.")
        }
    }

    /// Grades that no rule is about.
    private func uncoveredGrades(_ cases: [DecisionCase]) -> [Finding] {
        let grades = Set(cases.map(\.facts.grade)).sorted().filter { grade in
            !batch.rules.rules.contains { $0.who.grades.isEmpty || $0.who.grades.contains(grade) }
        }
        return grades.map { grade in
            Finding(
                "rules-grade-without-rule", .warning, file: batch.municipality.rules, subject: "grade \(grade)",
                message: "No rule is about grade \(grade), so its pupils are refused. Add a rule if they have a right.")
        }
    }

    /// Pupils who ride in part only, so that nobody looks for the other rides, and those who take public transport.
    private func partialGrants(_ decisions: [Decision]) -> [Finding] {
        decisions.compactMap { decision in
            let id = batch.pupils[decision.pupil].id
            if decision.outcome == .granted, decision.mode == .public {
                return Finding(
                    "travels-by-public", .info, file: "pupils.csv", subject: id,
                    message: "The pupil has a right and travels by public transport, so no ride is planned.")
            }
            guard decision.isCarried, !decision.givenRides.isAll else { return nil }
            return Finding(
                "rules-some-rides", .info, subject: id,
                message: "The rules give rides only in part: \(decision.givenRides.summary). None is planned for the "
                    + "rest.")
        }
    }
}

extension GivenRides {
    /// The rides in words of the tables, such as `from_school, Mon, Tue, not Wed`.
    fileprivate var summary: String {
        let left = exceptWeekdays.sorted().map(\.code) + exceptSessions.sorted().map(\.rawValue)
        let parts = sessions.sorted().map(\.rawValue) + weekdays.sorted().map(\.code)
        return (parts + (exceptWeekdays.isEmpty ? [] : ["not " + left.joined(separator: " ")])).joined(separator: ", ")
    }
}

extension Who {
    /// Every column that is asked for.
    var askedColumns: [String] { columns.map(\.column) + except.flatMap(\.askedColumns) }
}
