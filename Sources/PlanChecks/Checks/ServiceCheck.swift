import Quantities
import TransportModel

/// Everyone who is carried rides exactly once per session that they attend and that their home covers, or a finding
/// names them; nobody rides when there is no school or from a home that does not cover the day.
///
/// Whether a case in review is carried follows from the rule file where its causes are plain; where they are not, the
/// plan may do either.
struct ServiceCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let named = Set(context.tables.findings.filter { $0.severity != .info }.map(\.subject))
        let rides = Dictionary(grouping: context.tables.assignments.indices) { position in
            PupilSession(context.tables.assignments[position])
        }
        var found: [Finding] = []
        for (position, pupil) in context.batch.pupils.elements.enumerated() {
            let index = Index<Pupil>(position)
            let claims = pupil.homes.map { carriage(of: $0, pupil, context) }
            for day in context.batch.cycleDays {
                let hasSchool = context.batch.timetable.schoolDay(of: index, pupil, on: day) != nil
                for session in Session.allCases {
                    let rows = rides[PupilSession(pupil.id, day, session)] ?? []
                    let covering = pupil.homes.indices.filter {
                        context.batch.homes[pupil.homes[$0]].covers(day, session)
                    }
                    let isDue =
                        hasSchool
                        && covering.contains { claims[$0] == .must && gives(pupil.homes[$0], day, session, context) }
                    found += wrongRides(rows, day: day, hasSchool: hasSchool, session: session, context)
                    if rows.isEmpty, isDue, !named.contains(pupil.id) {
                        found.append(missing(pupil, day, session))
                    }
                }
            }
        }
        return found + uncarried(context)
    }

    private func missing(_ pupil: Pupil, _ day: CycleDay, _ session: Session) -> Finding {
        Finding(
            "plan-unserved", .error, file: AssignmentRow.fileName, subject: pupil.id,
            message: "The pupil is carried and has school in week \(day.week) on \(day.weekday.code), but has no ride "
                + "\(session.rawValue), and no finding says why.")
    }

    private func wrongRides(
        _ rows: [Int], day: CycleDay, hasSchool: Bool, session: Session, _ context: CheckContext
    ) -> [Finding] {
        rows.enumerated().compactMap { count, position in
            let row = context.tables.assignments[position]
            let covers = context.home(row.pupilID, row.homeID)?.covers(day, session) ?? true
            let problem: (code: String, message: String)? =
                if count > 0 {
                    ("plan-served-twice", "The pupil has more than one ride in this session.")
                } else if !hasSchool {
                    ("plan-ride-without-school", "The pupil has a ride on a day without school.")
                } else if !covers {
                    ("plan-ride-from-other-home", "The pupil's home does not cover this day and session.")
                } else if let home = context.homes[HomeKey(row.pupilID, row.homeID)],
                    !gives(home, day, session, context)
                {
                    ("plan-ride-not-given", "The rule that decided gives no ride on this day and in this session.")
                } else {
                    nil
                }
            return problem.map {
                context.error($0.code, \.assignments, position, subject: row.pupilID, $0.message)
            }
        }
    }

    /// Rides of those whom the rule file does not let ride while they wait for a decision.
    private func uncarried(_ context: CheckContext) -> [Finding] {
        let rides = context.tables.assignments
        return rides.indices.compactMap { position in
            let ride = rides[position]
            guard let pupil = context.pupil(ride.pupilID),
                let home = context.homes[HomeKey(ride.pupilID, ride.homeID)],
                carriage(of: home, pupil, context) == .mustNot
            else { return nil }
            return context.error(
                "plan-uncarried-rides", \.assignments, position, subject: ride.pupilID,
                "The rule file plans no ride for this decision (in review and not carried, or by public transport), but "
                    + "the pupil has one.")
        }
    }

    private enum Carriage {
        case must, may, mustNot
    }

    private func carriage(of home: Index<Home>, _ pupil: Pupil, _ context: CheckContext) -> Carriage {
        let key = HomeKey(pupil.id, context.batch.homes[home].id)
        guard let position = context.decisions[key] else { return .may }
        let decision = context.tables.decisions[position]
        let rules = context.batch.rules, facts = context.facts(key.pupilID, key.homeID)
        let mode = facts.flatMap { rules.process.mode(for: $0) }
        switch decision.decision {
        case .granted:
            // A decision by hand is for a ride, whatever the order of modes.
            return mode == .public && decision.certainty != "manual" ? .mustNot : .must
        case .refused: return .may  // RefusedCheck names them.
        case .review:
            if mode == .public || mode == .allowance { return .may }
            let carried = facts.map { rules.carriedCauses(for: $0) } ?? rules.carriedInReview
            if !carried.isDisjoint(with: knownCauses(of: decision, pupil, rules)) { return .must }
            // Other causes than the first stand in no table; they matter where the rule file carries any of them.
            return carried.isSubset(of: [.specialNeeds, .protected]) ? .mustNot : .may
        }
    }

    /// The causes that follow from the tables: the one that `certainty` names, and those that lie in the pupil.
    private func knownCauses(of decision: DecisionRow, _ pupil: Pupil, _ rules: RuleSet) -> Set<ReviewCause> {
        var causes: Set<ReviewCause> = []
        if let cause = ReviewCause(rawValue: decision.certainty) { causes.insert(cause) }
        if !pupil.needs.isDisjoint(with: rules.reviewedNeeds), rules.reviewed.contains(.specialNeeds) {
            causes.insert(.specialNeeds)
        }
        if pupil.isProtected, rules.reviewed.contains(.protected) { causes.insert(.protected) }
        return causes
    }

    /// Whether the rule that decided about `home` gives the ride in `session` of `day`.
    private func gives(_ home: Index<Home>, _ day: CycleDay, _ session: Session, _ context: CheckContext) -> Bool {
        let record = context.batch.homes[home]
        let key = HomeKey(context.batch.pupils[record.pupil].id, record.id)
        guard let decision = context.decisions[key].map({ context.tables.decisions[$0] }) else { return true }
        return context.batch.rules.givenRides(
            ruleID: decision.ruleID, facts: context.batch.facts(of: record.pupil, home: home)
        ).covers(day, session)
    }
}

/// One pupil in one session of one day.
private struct PupilSession: Hashable {
    let pupilID: String
    let day: CycleDay
    let session: Session

    init(_ pupilID: String, _ day: CycleDay, _ session: Session) {
        self.pupilID = pupilID
        self.day = day
        self.session = session
    }

    init(_ row: AssignmentRow) { self.init(row.pupilID, row.day, row.session) }
}
