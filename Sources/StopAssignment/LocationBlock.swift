import IntegerProgramming
import Quantities

/// Part of a location problem as an integer program: some users choose again among some stops, everybody else stays.
///
/// The strong form of capacitated facility location: a binary per visit (a stop and a school) and per stop where several
/// schools meet, a continuous flow of users to stops that is never more than its visit allows. Users whose options are
/// equal are one, dominated stops are left out. With the binaries settled the rest is a transportation problem, whose
/// corners are whole, so only the binaries need branching.
struct LocationBlock {
    /// What the solve came to.
    struct Result: Sendable {
        /// New options of the block's users.
        var moves: [(user: Int, option: Int)]
        /// The cost of the block's users and of what is opened for them alone.
        var cost: Double
        /// No answer for the block costs less.
        var bound: Double?
        /// Whether GLPK proved the answer best.
        var isExact: Bool
    }

    private let view: BlockView
    private let problem: LocationProblem
    private let state: LocationState
    /// Per user of the block the options that are still in question.
    private var options: [[Int]]
    /// Positions of equal users in the block.
    private var groups: [[Int]] = []
    /// What a user without a stop costs inside the block: more than everything else in it together, and no more than
    /// that, because GLPK's tolerances are relative to the largest sums it sees.
    private var penalty: Int64 = 0

    /// The block of `view`, where an answer may use `options` of each user and each user's present option.
    init(_ view: BlockView, options: [[Int]]) {
        self.view = view
        problem = view.problem
        state = view.state
        let state = view.state
        self.options = zip(view.users, options).map { user, own in
            let present = Int(state.choice[user])
            return present < 0 || own.contains(present) ? own : own + [present]
        }
        strikeDominatedStops()
        group()
        penalty = 1 + Int64(view.users.count) * (problem.openCost + problem.visitCost)
        for own in self.options { penalty += own.map { problem.optionCost[$0] }.max() ?? 0 }
    }

    /// Pairs of a group and a stop: what decides whether GLPK can take it.
    var pairCount: Int { groups.reduce(0) { $0 + options[$1[0]].count } }

    private var userCount: Int { view.users.count }
    private func room(_ stop: Int) -> Int { view.room(stop) }
    private func isHeld(stop: Int) -> Bool { view.isHeld(stop: stop) }
    private func isHeld(pair: Int32) -> Bool { view.isHeld(pair: pair) }

    // MARK: - Reduction

    /// Strikes out stops that another one beats for every user who could come: nobody uses them now, and the other has
    /// room for everybody and is no farther for anyone.
    private mutating func strikeDominatedStops() {
        var reach: [Int: [Int: Int64]] = [:]
        for (position, own) in options.enumerated() {
            for option in own {
                reach[Int(problem.optionStop[option]), default: [:]][position] = problem.optionCost[option]
            }
        }
        var gone: Set<Int> = []
        for stop in reach.keys.sorted() where state.stopUsers[stop] == 0 {
            let visitors = reach[stop]!
            let some = visitors.keys.min { (options[$0].count, $0) < (options[$1].count, $1) }!
            let isBeaten = options[some].contains { candidate in
                let other = Int(problem.optionStop[candidate])
                guard other != stop, !gone.contains(other), room(other) >= userCount, let costs = reach[other],
                    costs.count >= visitors.count
                else { return false }
                return visitors.allSatisfy { (costs[$0.key] ?? .max) <= $0.value }
            }
            if isBeaten { gone.insert(stop) }
        }
        for position in options.indices { options[position].removeAll { gone.contains(Int(problem.optionStop[$0])) } }
    }

    /// Users with equal options and prices, in order of their first members.
    private mutating func group() {
        var places: [[Int64]: Int] = [:]
        for (position, own) in options.enumerated() {
            let key = own.flatMap { [Int64(problem.optionPair[$0]), problem.optionCost[$0]] }
            if let place = places[key] {
                groups[place].append(position)
            } else {
                places[key] = groups.count
                groups.append([position])
            }
        }
    }

    // MARK: - The model

    private struct Model {
        var linear = LinearModel()
        var start: [Double] = []
        /// Per group its stops' columns and options (of the group's first member).
        var flows: [[(column: Int, option: Int)]] = []
        var unassigned: [Int] = []
    }

    /// Prices are given to GLPK in cents.
    private static let scale = 1.0 / 1000

    private func build() -> Model {
        var model = Model()
        var visitColumn: [Int32: Index<LinearModel.Column>] = [:]
        var stopPairs: [Int: [Int32]] = [:]
        for group in groups {
            for option in options[group[0]] {
                let pair = problem.optionPair[option], stop = Int(problem.optionStop[option])
                if stopPairs[stop]?.contains(pair) != true { stopPairs[stop, default: []].append(pair) }
            }
        }
        var openColumn: [Int: Index<LinearModel.Column>] = [:]
        for stop in stopPairs.keys.sorted() {
            addVisits(at: stop, pairs: stopPairs[stop]!, to: &model, &visitColumn, &openColumn)
        }
        var flowsAt: [Int: [LinearModel.Term<LinearModel.Column>]] = [:]
        for group in groups { addFlows(of: group, to: &model, visitColumn, &flowsAt) }
        for stop in stopPairs.keys.sorted() where room(stop) < userCount {
            let flows = flowsAt[stop] ?? []
            if let open = openColumn[stop] {
                model.linear.addRow(upper: 0, terms: flows + [.init(open, -Double(max(0, room(stop))))])
            } else {
                model.linear.addRow(upper: Double(max(0, room(stop))), terms: flows)
            }
        }
        return model
    }

    /// The binaries of one stop. A single visit carries the stop's own cost too; otherwise each visit needs the stop.
    private func addVisits(
        at stop: Int, pairs: [Int32], to model: inout Model, _ visitColumn: inout [Int32: Index<LinearModel.Column>],
        _ openColumn: inout [Int: Index<LinearModel.Column>]
    ) {
        let stays = isHeld(stop: stop)
        let isUsed = state.stopUsers[stop] > 0
        let isShared = pairs.count > 1 && !stays && problem.openCost > 0
        if isShared {
            openColumn[stop] = model.linear.addBinary(cost: Double(problem.openCost) * Self.scale)
            model.start.append(isUsed ? 1 : 0)
        }
        for pair in pairs where !isHeld(pair: pair) {
            let own = problem.visitCost + (isShared || stays ? 0 : problem.openCost)
            let column = model.linear.addBinary(cost: Double(own) * Self.scale)
            model.start.append(state.pairUsers[Int(pair)] > 0 ? 1 : 0)
            visitColumn[pair] = column
            if let open = openColumn[stop] {
                model.linear.addRow(upper: 0, terms: [.init(column, 1), .init(open, -1)])
            } else if pairs.count == 1, !stays {
                openColumn[stop] = column
            }
        }
    }

    /// The flow of one group to each of its stops, and to none.
    private func addFlows(
        of group: [Int], to model: inout Model, _ visitColumn: [Int32: Index<LinearModel.Column>],
        _ flowsAt: inout [Int: [LinearModel.Term<LinearModel.Column>]]
    ) {
        let size = Double(group.count)
        var flows: [(column: Int, option: Int)] = []
        var everywhere: [LinearModel.Term<LinearModel.Column>] = []
        for option in options[group[0]] {
            let stop = Int(problem.optionStop[option])
            let here = group.filter { state.stop(of: view.users[$0]) == stop }.count
            let column = model.linear.addColumn(cost: Double(problem.optionCost[option]) * Self.scale, upper: size)
            model.start.append(Double(here))
            flows.append((column.offset, option))
            everywhere.append(.init(column, 1))
            flowsAt[stop, default: []].append(.init(column, 1))
            if let visit = visitColumn[problem.optionPair[option]] {
                model.linear.addRow(upper: 0, terms: [.init(column, 1), .init(visit, -size)])
            }
        }
        let none = model.linear.addColumn(cost: Double(penalty) * Self.scale, upper: size)
        model.start.append(Double(group.filter { state.choice[view.users[$0]] < 0 }.count))
        model.unassigned.append(none.offset)
        model.linear.addRow(lower: size, upper: size, terms: everywhere + [.init(none, 1)])
        model.flows.append(flows)
    }

    // MARK: - Solving

    /// Solves the block within the limits, never worse than the state it began with; `nil` when GLPK has no answer.
    func solve(_ limits: SolveLimits) -> Result? {
        let model = build()
        guard let solution = try? model.linear.solve(limits, start: model.start), !solution.values.isEmpty,
            let cost = solution.objective, let moves = moves(of: solution.values, model)
        else { return nil }
        // Back to the common penalty, which only ever adds to what a bound says.
        let without = moves.count { $0.option < 0 }
        let extra = Double(StopPrices.unassigned - penalty) * Double(without)
        let isExact = solution.status == .optimal
        let bound = solution.bound.map { $0 / Self.scale + (isExact ? extra : 0) }
        return Result(moves: moves, cost: cost / Self.scale + extra, bound: bound, isExact: isExact)
    }

    /// The flows as moves of single users; `nil` when a flow is not whole.
    private func moves(of values: [Double], _ model: Model) -> [(user: Int, option: Int)]? {
        var moves: [(user: Int, option: Int)] = []
        for (group, flows) in zip(groups, model.flows) {
            var next = 0
            for (column, option) in flows {
                let count = values[column].rounded()
                guard (values[column] - count).magnitude < 1e-4, next + Int(count) <= group.count else { return nil }
                for position in group[next..<next + Int(count)] {
                    let user = view.users[position]
                    moves.append((user, counterpart(of: option, for: user)))
                }
                next += Int(count)
            }
            for position in group[next...] { moves.append((view.users[position], -1)) }
        }
        return moves
    }

    /// The option of `user` that leads where `option` of an equal user does.
    private func counterpart(of option: Int, for user: Int) -> Int {
        let stop = problem.optionStop[option]
        return problem.options(of: user).first { problem.optionStop[$0] == stop } ?? -1
    }
}
