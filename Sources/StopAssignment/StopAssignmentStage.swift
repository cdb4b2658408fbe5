package import Quantities
package import TransportModel

/// Decides which stops open and who uses which: one stop per pupil and home, whatever the day.
///
/// Choices are judged first (`ChoiceBook`); those honoured are fixed points. The rest is a capacitated facility location
/// problem over all schools at once (`LocationProblem`): a stop that is used costs the vehicles' time there, once and
/// again in part for every further school, and every pupil's walk costs. Pupils of different schools meet in it through
/// shared stops and shared limits, so it falls apart only into the neighbourhoods that no usable stop connects; each is
/// solved and judged on its own (`LocationSolver`). Protected pupils are placed like all others: nothing here is public.
package struct StopAssignmentStage: Sendable {
    private let batch: Batch
    private let candidates: IndexedTable<CandidateStop>
    private let options: StopAssignmentOptions

    /// A stage over `candidates`: the given stops or the network's, and one of kind `door` for each home whose pupil is
    /// fetched there (it is in reach of that home alone, at no walk).
    package init(
        batch: Batch, candidates: IndexedTable<CandidateStop>, options: StopAssignmentOptions = StopAssignmentOptions()
    ) {
        self.batch = batch
        self.candidates = candidates
        self.options = options
    }

    /// Stops for the carried homes of `decisions`, out of `walks.stopsInReach`.
    package func assign(decisions: [Decision], walks: Walks) -> (plan: StopPlan, findings: [Finding]) {
        let demand = StopDemand(batch: batch, candidates: candidates, decisions: decisions, walks: walks)
        let prices = StopPrices(batch: batch, options: options)
        let problem = demand.problem(prices)
        var solver = LocationSolver(problem, options: options)
        let (state, outcomes) = solver.solve()
        var draft = StopPlanDraft(demand: demand, state: state, optionsPerHome: options.optionsPerHome)
        draft.assign()
        draft.listOptions()
        draft.report(outcomes)
        return (draft.plan, draft.findings)
    }
}
