package import Quantities

extension RuleSet {
    /// Whether the walk to the stop keeps off hazards.
    package var stopWalksAvoidHazards: Bool { stopPolicy.avoidsHazards || stopPolicy.rightSide }

    /// Metres along counted marks that are let pass on walks of `use` for `facts`.
    package func exemptAlong(for facts: PupilFacts, on use: HazardPolicy.Use) -> Metres {
        hazards.first {
            $0.uses.contains(use) && $0.who.matches(facts) == .yes && ($0.when?.contains(facts.asOf) ?? true)
        }?.exemptAlong ?? .zero
    }

    /// The positions in `batch.hazards` of the marks that count for the pupil of `facts` on the day, on walks of `use`.
    package func countedMarks(in batch: Batch, for facts: PupilFacts, on use: HazardPolicy.Use) -> [Int] {
        let names = bandNames(of: facts.grade)
        func isMeant(_ band: String) -> Bool {
            names.contains(band) || (GradeBand.grades(of: band)?.contains(facts.grade) ?? false)
        }
        let policies = hazards.filter {
            $0.uses.contains(use) && $0.who.matches(facts) == .yes && ($0.when?.contains(facts.asOf) ?? true)
        }
        guard hazards.isEmpty || !policies.isEmpty else { return [] }
        return batch.hazards.indices.filter { position in
            let mark = batch.hazards[position]
            guard mark.bands.isEmpty || mark.bands.contains(where: { isMeant($0) }), holds(mark, on: facts.asOf) else {
                return false
            }
            return policies.isEmpty || policies.contains { $0.counts(mark) }
        }
    }

    /// Whether `mark` holds on `date`: inside its dates and its season. A season the file does not know is always.
    private func holds(_ mark: HazardMark, on date: CalendarDate) -> Bool {
        if let from = mark.from, date < from { return false }
        if let to = mark.to, date > to { return false }
        return season(named: mark.season)?.window.contains(date) ?? true
    }
}

extension HazardPolicy {
    /// Whether `mark` is of a kind, risk and description that counts.
    fileprivate func counts(_ mark: HazardMark) -> Bool {
        guard kinds.contains(mark.kind) else { return false }
        if let limit = riskAbove, let risk = mark.risk, risk <= limit { return false }
        if let limit = riskAtLeast, let risk = mark.risk, risk < limit { return false }
        return columns.allSatisfy { $0.holds(for: mark.extras) != .no }
    }
}

/// What the walk to a stop keeps off.
package struct StopHazards: Hashable, Sendable {
    /// The positions of the marks in `Batch.hazards`, ascending.
    package var marks: [Int]
    /// So many metres along them are let pass.
    package var tolerance: Metres

    /// Keeps off `marks`, but for `tolerance`.
    package init(marks: [Int], tolerance: Metres) {
        self.marks = marks
        self.tolerance = tolerance
    }
}

extension Batch {
    /// What the walk from `home` of the pupil at `index` to the stop keeps off: with `avoid_hazards` every mark that
    /// counts, with `right_side` alone those of crossings.
    package func stopHazards(of index: Index<Pupil>, home: Index<Home>) -> StopHazards {
        guard rules.stopWalksAvoidHazards else { return StopHazards(marks: [], tolerance: .zero) }
        let facts = facts(of: index, home: home)
        let counted = rules.countedMarks(in: self, for: facts, on: .stop)
        let marks = rules.stopPolicy.avoidsHazards ? counted : counted.filter { hazards[$0].kind == .cross }
        return StopHazards(marks: marks, tolerance: rules.exemptAlong(for: facts, on: .stop))
    }
}
