package import Quantities

/// What `summary.json` says. Only the tables, the batch and the run's settings go into it, so that it can be recomputed.
package struct PlanSummary: Hashable, Sendable {
    /// The version of the shape of the file.
    package static let schemaVersion = 1
    /// The name of the file.
    package static let fileName = "summary.json"

    /// The version of the program.
    package var version: String
    /// The seed of the run.
    package var seed: UInt64
    /// Whether the safety net of seconds cut the search.
    package var isTimeLimited: Bool
    /// SHA-256 of every input file by its name.
    package var inputs: [String: String]
    /// How many there are of what.
    package var counts: Counts
    /// The share of decisions that nobody has to make or made by hand, 0 to 1; 1 where there is none to make.
    package var decidedAutomatically: Double
    /// Most vehicles out on any one day.
    package var buses: Int
    /// Proved lower bounds.
    package var boundBuses: Int?, boundCost: Cost?
    /// What is proved about the choice among tours.
    package var choice: PlanBound.Choice?
    /// All blocks' metres.
    package var metres: Int
    /// The sum of `blocks.csv`.
    package var cost: Cost
    /// Over the rows of `assignments.csv`.
    package var ride: Spread, walk: Spread, wait: Spread

    /// The `counts` of the file.
    package struct Counts: Hashable, Sendable {
        /// Distinct ids read.
        package var pupils = 0, homes = 0, schools = 0
        /// Rows of `decisions.csv`.
        package var granted = 0, refused = 0, review = 0
        /// Different pupils in `assignments.csv`, and its rows.
        package var riders = 0, rides = 0
        /// Rows of `stops.csv`, `trips.csv`, `blocks.csv`.
        package var stopsUsed = 0, trips = 0, blocks = 0
        /// Rows of `findings.csv` by severity.
        package var errors = 0, warnings = 0

        package init() {}
    }

    /// Mean, 95th percentile (nearest rank) and maximum of some figures; all 0 where there are none.
    package struct Spread: Hashable, Sendable {
        package var mean: Double, p95: Double, max: Double

        /// The spread of `values`, in their own unit.
        package init(of values: [Double]) {
            let sorted = values.sorted()
            guard let largest = sorted.last else {
                (mean, p95, max) = (0, 0, 0)
                return
            }
            mean = sorted.reduce(0, +) / Double(sorted.count)
            p95 = sorted[(sorted.count * 95 + 99) / 100 - 1]
            max = largest
        }
    }

    /// The summary of `tables`, made from `batch` by the run that `settings` describes.
    package init(tables: PlanTables, batch: Batch, settings: RunSettings) {
        version = settings.version
        seed = settings.seed
        isTimeLimited = settings.isTimeLimited
        inputs = batch.inputHashes
        counts = Counts(tables: tables, batch: batch)
        let byHand = tables.decisions.count { $0.decision == .review || $0.ruleID == DecisionRow.overrideRuleID }
        decidedAutomatically =
            tables.decisions.isEmpty ? 1 : Double(tables.decisions.count - byHand) / Double(tables.decisions.count)
        buses = Dictionary(grouping: tables.blocks, by: \.day).values.map(\.count).max() ?? 0
        boundBuses = settings.bound.buses
        boundCost = settings.bound.cost
        choice = settings.bound.choice
        metres = tables.blocks.reduce(0) { $0 + $1.distance }
        cost = tables.blocks.reduce(Cost.zero) { $0 + $1.cost }
        ride = Spread(of: tables.assignments.map { Double($0.ride.rawValue) })
        walk = Spread(of: tables.assignments.map(\.walk.metres))
        wait = Spread(of: tables.assignments.map { Double($0.wait.rawValue) })
    }
}

/// What a summary says about the run itself, beside the tables.
package struct RunSettings: Sendable {
    /// The version of the program.
    package var version: String
    /// The seed.
    package var seed: UInt64
    /// Whether the safety net of seconds cut the search.
    package var isTimeLimited: Bool
    /// Proved lower bounds.
    package var bound: PlanBound

    /// Settings; see the properties.
    package init(version: String, seed: UInt64, isTimeLimited: Bool, bound: PlanBound) {
        self.version = version
        self.seed = seed
        self.isTimeLimited = isTimeLimited
        self.bound = bound
    }
}

extension PlanSummary.Counts {
    /// The counts of `tables` and `batch`.
    package init(tables: PlanTables, batch: Batch) {
        pupils = Set(batch.pupils.elements.map(\.id)).count
        homes = Set(batch.homes.elements.map { [batch.pupils[$0.pupil].id, $0.id] }).count
        schools = Set(batch.schools.elements.map(\.id)).count
        granted = tables.decisions.count { $0.decision == .granted }
        refused = tables.decisions.count { $0.decision == .refused }
        review = tables.decisions.count { $0.decision == .review }
        riders = Set(tables.assignments.map(\.pupilID)).count
        rides = tables.assignments.count
        stopsUsed = tables.stops.count
        trips = tables.trips.count
        blocks = tables.blocks.count
        errors = tables.findings.count { $0.severity == .error }
        warnings = tables.findings.count { $0.severity == .warning }
    }
}

extension DecisionRow {
    /// The rule_id of a decision that a person made.
    package static let overrideRuleID = "override"
}
