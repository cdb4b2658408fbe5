package import Quantities
package import TransportModel

/// What the walk to a stop keeps off.
package struct StopHazards: Hashable, Sendable {
    /// The positions of the marks in `Batch.hazards`, ascending.
    package var marks: [Int]
    /// So many metres along them are let pass.
    package var tolerance: Metres
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
