import IntegerProgramming

/// Solves a location problem: local search over everything, then each neighbourhood by GLPK, whole where it is small
/// enough to be proved, otherwise in blocks and judged by a Lagrangian bound.
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
        let isSmall = neighbourhoods.map { pairCount($0) <= options.exactPairs }
        improveInBlocks(over: zip(neighbourhoods, isSmall).filter { !$0.1 }.flatMap(\.0.stops))
        let outcomes = judge(neighbourhoods, isSmall)
        return (search.state, outcomes)
    }

    private func pairCount(_ neighbourhood: Neighbourhood) -> Int {
        neighbourhood.users.reduce(0) { problem.settled[$1] < 0 ? $0 + problem.options(of: $1).count : $0 }
    }

    // MARK: - Whole neighbourhoods

    private struct Verdict: Sendable {
        var moves: [(user: Int, option: Int)] = []
        var isExact: Bool
        var bound: Double
    }

    private mutating func judge(_ neighbourhoods: [Neighbourhood], _ isSmall: [Bool]) -> [Outcome] {
        let state = search.state, limits = limits
        let verdicts = parallelMap(neighbourhoods.count, threads: options.threads) { index in
            Self.verdict(on: neighbourhoods[index], isSmall: isSmall[index], state, limits)
        }
        for verdict in verdicts { adopt(verdict.moves) }
        return zip(neighbourhoods, verdicts).map { neighbourhood, verdict in
            let cost = search.state.cost(of: neighbourhood)
            return Outcome(
                neighbourhood: neighbourhood, isExact: verdict.isExact, cost: cost,
                bound: min(verdict.bound, Double(cost)))
        }
    }

    /// What GLPK, or else the Lagrangian bound, has to say about a neighbourhood as it stands in `state`.
    private static func verdict(
        on neighbourhood: Neighbourhood, isSmall: Bool, _ state: LocationState, _ limits: SolveLimits
    ) -> Verdict {
        let problem = state.problem
        let constant = Double(state.settledCost(of: neighbourhood))
        let free = neighbourhood.users.filter { problem.settled[$0] < 0 }
        guard !free.isEmpty else { return Verdict(isExact: true, bound: constant) }
        var best = Verdict(isExact: false, bound: -.infinity)
        if isSmall {
            let block = LocationBlock(state, users: free, stops: neighbourhood.stops)
            if let result = block.solve(limits) {
                best.moves = result.moves
                best.isExact = result.isExact
                best.bound = (result.bound ?? -.infinity) + constant
            }
        }
        if !best.isExact {
            let target = Double(state.cost(of: neighbourhood)) - constant
            best.bound = max(best.bound, LagrangianBound(state, neighbourhood).bound(target: target) + constant)
        }
        return best
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
            let state = search.state, limits = limits
            let results = parallelMap(blocks.count, threads: options.threads) { index in
                LocationBlock(state, users: blocks[index].users, stops: blocks[index].stops).solve(limits)
            }
            for result in results { adopt(result?.moves ?? []) }
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

    /// Takes a block's answer when it is better than what stands.
    private mutating func adopt(_ moves: [(user: Int, option: Int)]) {
        guard !moves.isEmpty else { return }
        search.adoptIfBetter(moves)
    }
}
