/// What a solve found and what it proved.
package struct LinearSolution: Sendable {
    /// How a solve ended.
    package enum Status: Hashable, Sendable {
        /// The values are optimal, to GLPK's tolerance (1e-7 relative) or the gap that was asked for.
        case optimal
        /// A limit stopped the solve; the values are feasible and `bound` says how far they may be from the best.
        case feasible
        /// No values satisfy the model.
        case infeasible
        /// The cost has no lower end.
        case unbounded
        /// A limit stopped the solve before any feasible values were known.
        case unknown
    }

    /// How the solve ended.
    package var status: Status
    /// The cost of `values`, recomputed from the model; `nil` without values.
    package var objective: Double?
    /// No feasible values cost less; `nil` when nothing is proved.
    package var bound: Double?
    /// One per column, integers exactly whole; empty without values.
    package var values: [Double] = []
    /// One per row of a linear program solved to its optimum: what the cost gains per unit of the row's bound.
    package var duals: [Double] = []
    /// Nodes of the search tree that were opened.
    package var nodes = 0
    /// Steps of the simplex method.
    package var iterations = 0
    /// Whether the safety net of seconds cut the solve: another run may end differently.
    package var isTimeLimited = false

    /// The relative gap between cost and bound, 0 when proved optimal; `nil` while either is unknown.
    package var gap: Double? {
        guard let objective, let bound else { return nil }
        return objective <= bound ? 0 : (objective - bound) / max(objective.magnitude, 1e-9)
    }
}

/// How much work a solve may do. Nodes and iterations are counted, so equal limits end equally on every machine;
/// seconds are a safety net.
package struct SolveLimits: Sendable {
    /// Nodes of the search tree.
    package var nodes = 10_000
    /// Steps of the simplex method for the linear relaxation at the root.
    package var rootIterations = 1_000_000
    /// Steps of the simplex method in the whole tree below the root; looked at between nodes.
    package var treeIterations = 1_000_000
    /// Wall-clock seconds for the root and again for the tree; `nil`: none. GLPK looks at the clock between nodes only
    /// and may overrun by the time of one linear program.
    package var seconds: Double?
    /// A relative gap that is good enough; 0 asks for the optimum.
    package var gap = 0.0

    /// The defaults: enough for the models that GLPK can prove.
    package init() {}

    /// The defaults with some of them replaced.
    package init(nodes: Int? = nil, rootIterations: Int? = nil, treeIterations: Int? = nil, seconds: Double? = nil) {
        self.nodes = nodes ?? self.nodes
        self.rootIterations = rootIterations ?? self.rootIterations
        self.treeIterations = treeIterations ?? self.treeIterations
        self.seconds = seconds
    }

    var milliseconds: Int32 {
        guard let seconds, seconds.isFinite else { return .max }
        return Int32(max(1, min(2_000_000_000, (seconds * 1000).rounded(.up))))
    }
}
