import ParallelWork
import IntegerProgramming

/// Solves a location problem: local search over everything, then blocks of it by GLPK, then each neighbourhood as a
/// whole: its Lagrangian bound, and GLPK where what the bound leaves in question is small enough.
struct LocationSolver {
    /// What is known of one neighbourhood.
    struct Outcome: Sendable {
        var neighbourhood: Neighbourhood
        var isExact: Bool
        var cost: Int64
        var bound: Double
    }

    private let options: StopAssignmentOptions
    private var search: LocationSearch
    private let problem: LocationProblem

    /// A solver that has nobody placed yet but the settled.
    init(_ problem: LocationProblem, options: StopAssignmentOptions) {
        self.problem = problem
        self.options = options
        search = LocationSearch(LocationState(problem))
    }

    private var limits: SolveLimits {
        SolveLimits(
            nodes: options.nodes, rootIterations: options.simplexSteps, treeIterations: options.simplexSteps)
    }

    /// The answer, and one outcome per neighbourhood in order of their first users.
    mutating func solve() -> (state: LocationState, outcomes: [Outcome]) {
        search.placeEverybody()
        search.improve()
        let neighbourhoods = problem.neighbourhoods()
        improveInBlocks(over: neighbourhoods.filter { $0.users.count > Self.blockUsers }.flatMap(\.stops))
        let outcomes = judge(neighbourhoods)
        return (search.state, outcomes)
    }

    // MARK: - Whole neighbourhoods

    /// What is proved of a block, and moves that make it cheaper.
    private struct Verdict: Sendable {
        var moves: [(user: Int, option: Int)] = []
        var isExact: Bool
        var bound: Double
    }

    private mutating func judge(_ neighbourhoods: [Neighbourhood]) -> [Outcome] {
        let state = search.state, options = options, limits = limits
        let verdicts = Parallel.map(count: neighbourhoods.count, threads: options.threads) { index in
            let neighbourhood = neighbourhoods[index]
            let free = neighbourhood.users.filter { state.problem.settled[$0] < 0 }
            var verdict = Self.verdict(
                on: BlockView(state, users: free, stops: neighbourhood.stops), options.exactPairs, limits)
            verdict.bound += Double(state.settledCost(of: neighbourhood))
            return verdict
        }
        for verdict in verdicts { search.adoptIfBetter(verdict.moves) }
        return zip(neighbourhoods, verdicts).map { neighbourhood, verdict in
            let cost = search.state.cost(of: neighbourhood)
            return Outcome(
                neighbourhood: neighbourhood, isExact: verdict.isExact, cost: cost,
                bound: min(verdict.bound, Double(cost)))
        }
    }

    /// First the Lagrangian bound, which may settle the matter or strike out most options, then GLPK if few enough pairs
    /// of user and stop are left.
    private static func verdict(on view: BlockView, _ exactPairs: Int, _ limits: SolveLimits) -> Verdict {
        guard !view.users.isEmpty else { return Verdict(isExact: true, bound: 0) }
        let present = view.presentCost()
        let lagrangian = LagrangianBound(view, target: Double(present))
        // Costs are whole: nothing lies between the bound and the present cost.
        if lagrangian.value > Double(present) - 0.5 { return Verdict(isExact: true, bound: Double(present)) }
        var verdict = Verdict(isExact: false, bound: lagrangian.value)
        let block = LocationBlock(view, options: lagrangian.optionsWorthKeeping(below: present))
        guard block.pairCount <= exactPairs, let result = block.solve(limits) else { return verdict }
        verdict.moves = result.moves
        verdict.isExact = result.isExact
        // What was struck out costs at least as much as the present answer.
        verdict.bound = max(verdict.bound, min(result.bound ?? -.infinity, Double(present)))
        return verdict
    }

    // MARK: - Blocks

    /// Users that a block should hold at least.
    private static let blockUsers = 60

    /// Re-solves large neighbourhoods block by block: in every round the stops fall apart into blocks that share neither
    /// stops nor users, so the blocks can be solved at the same time without knowing of each other.
    private mutating func improveInBlocks(over stops: [Int]) {
        guard !stops.isEmpty else { return }
        for order in [stops, stops.reversed()] {
            let blocks = blocks(seeds: order)
            let state = search.state, options = options, limits = limits
            let verdicts = Parallel.map(count: blocks.count, threads: options.threads) { index in
                let view = BlockView(state, users: blocks[index].users, stops: blocks[index].stops)
                return Self.verdict(on: view, options.exactPairs, limits)
            }
            for verdict in verdicts { search.adoptIfBetter(verdict.moves) }
            search.improve()
        }
    }

    /// Cuts the stops into blocks around seeds taken in this order: a block grows over the stops that the users of its
    /// stops could use, until it holds enough users.
    private func blocks(seeds: [Int]) -> [Neighbourhood] {
        let state = search.state
        var usersAt: [Int: [Int]] = [:]
        for user in 0..<problem.userCount where problem.settled[user] < 0 && state.choice[user] >= 0 {
            usersAt[state.stop(of: user), default: []].append(user)
        }
        var isTaken = [Bool](repeating: false, count: problem.stopCount)
        var result: [Neighbourhood] = []
        for seed in seeds where !isTaken[seed] && usersAt[seed] != nil {
            isTaken[seed] = true
            var block = Neighbourhood(users: [], stops: [seed])
            var head = 0
            while head < block.stops.count, block.users.count < Self.blockUsers {
                for user in usersAt[block.stops[head]] ?? [] {
                    block.users.append(user)
                    for option in problem.options(of: user) where !isTaken[Int(problem.optionStop[option])] {
                        isTaken[Int(problem.optionStop[option])] = true
                        block.stops.append(Int(problem.optionStop[option]))
                    }
                }
                head += 1
            }
            for stop in block.stops[min(head, block.stops.count)...] { block.users += usersAt[stop] ?? [] }
            block.users.sort()
            block.stops.sort()
            result.append(block)
        }
        return result
    }
}
