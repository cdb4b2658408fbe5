/// Local search on a location problem: homes move, visits and stops close, stops open and push others out. Deterministic:
/// everything is tried in a fixed order and taken when it lowers the cost.
struct LocationSearch {
    private(set) var state: LocationState
    private let problem: LocationProblem
    private let byStop: (start: [Int32], option: [Int32], user: [Int32])

    /// A search that goes on from `state`.
    init(_ state: LocationState) {
        self.state = state
        problem = state.problem
        byStop = state.problem.optionsByStop()
    }

    /// Users that are not settled and may use `stop`, with the option that leads there.
    private func reach(_ stop: Int) -> Range<Int> { Int(byStop.start[stop])..<Int(byStop.start[stop + 1]) }

    /// Gives every user without a stop the cheapest that has room, those with the fewest choices first.
    mutating func placeEverybody() {
        let waiting = (0..<problem.userCount).filter { state.choice[$0] < 0 && !problem.options(of: $0).isEmpty }
        for user in waiting.sorted(by: { (problem.options(of: $0).count, $0) < (problem.options(of: $1).count, $1) }) {
            if let option = problem.options(of: user).first(where: { state.hasRoom(Int(problem.optionStop[$0])) }) {
                state.move(user, to: option)
            } else {
                makeRoom(for: user)
            }
        }
        state.commit()
    }

    /// Rounds of all moves until none helps, at most `rounds`.
    mutating func improve(rounds: Int = 30) {
        for _ in 0..<rounds {
            let before = state.cost
            for user in 0..<problem.userCount where problem.settled[user] < 0 { relocate(user) }
            for stop in 0..<problem.stopCount { drop(at: stop) }
            for stop in 0..<problem.stopCount where !reach(stop).isEmpty { open(stop) }
            for user in 0..<problem.userCount where state.choice[user] < 0 { makeRoom(for: user) }
            state.commit()
            guard state.cost < before else { break }
        }
    }

    // MARK: - Moves

    /// Moves one user where it is cheapest, openings and closings counted.
    private mutating func relocate(_ user: Int) {
        var best = (change: Int64(0), option: -1)
        let gain = state.ownCost(user) + state.leaveGain(user)
        let here = state.stop(of: user)
        for option in problem.options(of: user) {
            // Options are sorted by walk, so nothing later can beat what the walk alone already exceeds.
            guard problem.optionCost[option] - gain < best.change else { break }
            let stop = Int(problem.optionStop[option])
            guard stop != here, state.hasRoom(stop) else { continue }
            let change = problem.optionCost[option] + state.joinCost(option) - gain
            if change < best.change { best = (change, option) }
        }
        if best.option >= 0 { state.move(user, to: best.option) }
    }

    /// Closes one school's visit at `stop`, or the whole stop, when its users are cheaper elsewhere.
    private mutating func drop(at stop: Int) {
        guard state.stopUsers[stop] > 0 else { return }
        var pairs: [Int32] = []
        for place in reach(stop) where state.choice[Int(byStop.user[place])] == byStop.option[place] {
            let pair = problem.optionPair[Int(byStop.option[place])]
            if !pairs.contains(pair) { pairs.append(pair) }
        }
        for pair in pairs { tryEmptying(stop, only: pair) }
        if pairs.count > 1 { tryEmptying(stop, only: nil) }
    }

    /// Sends the users of `stop` (of one pair, or all) to the cheapest places that are open, keeping it if that helps.
    private mutating func tryEmptying(_ stop: Int, only pair: Int32?) {
        let before = state.cost
        let mark = state.mark
        for place in reach(stop) {
            let user = Int(byStop.user[place]), option = byStop.option[place]
            guard state.choice[user] == option, pair == nil || problem.optionPair[Int(option)] == pair else { continue }
            guard let other = cheapestOpen(for: user, except: stop) else {
                state.undo(to: mark)
                return
            }
            state.move(user, to: other)
        }
        if state.cost >= before { state.undo(to: mark) }
    }

    /// The cheapest option of `user` at a stop with room other than `except`, openings counted.
    private func cheapestOpen(for user: Int, except stop: Int) -> Int? {
        var best: (cost: Int64, option: Int)?
        for option in problem.options(of: user) {
            if let best, problem.optionCost[option] >= best.cost { break }
            let other = Int(problem.optionStop[option])
            guard other != stop, state.hasRoom(other) else { continue }
            let cost = problem.optionCost[option] + state.joinCost(option)
            if best == nil || cost < best!.cost { best = (cost, option) }
        }
        return best?.option
    }

    /// Opens `stop` for all who gain by it, closes what that makes needless, and keeps it if the whole helps.
    private mutating func open(_ stop: Int) {
        let before = state.cost
        let mark = state.mark
        var gains: [(gain: Int64, place: Int)] = []
        for place in reach(stop) {
            let user = Int(byStop.user[place]), option = Int(byStop.option[place])
            let gain = state.ownCost(user) - problem.optionCost[option]
            if gain > 0, state.stop(of: user) != stop { gains.append((gain, place)) }
        }
        guard !gains.isEmpty else { return }
        gains.sort { ($0.gain, $1.place) > ($1.gain, $0.place) }
        var left: [Int] = []
        for (_, place) in gains where state.hasRoom(stop) {
            let user = Int(byStop.user[place])
            let from = state.stop(of: user)
            if from >= 0, !left.contains(from) { left.append(from) }
            state.move(user, to: Int(byStop.option[place]))
        }
        for other in left { drop(at: other) }
        drop(at: stop)
        if state.cost >= before { state.undo(to: mark) }
    }

    /// Finds a place for a user whose stops are all full, by a chain of one: somebody there moves on.
    private mutating func makeRoom(for user: Int) {
        var best = (change: Int64(0), option: -1, other: -1, otherOption: -1)
        for option in problem.options(of: user) {
            let stop = Int(problem.optionStop[option])
            if state.hasRoom(stop) {
                let change = state.change(moving: user, to: option)
                if change < best.change { best = (change, option, -1, -1) }
                continue
            }
            for place in reach(stop) {
                let other = Int(byStop.user[place])
                guard other != user, state.choice[other] == byStop.option[place],
                    let next = cheapestOpen(for: other, except: stop)
                else { continue }
                let mark = state.mark, before = state.cost
                state.move(other, to: next)
                state.move(user, to: option)
                if state.cost - before < best.change { best = (state.cost - before, option, other, next) }
                state.undo(to: mark)
            }
        }
        guard best.option >= 0 else {
            pushThrough(user)
            return
        }
        if best.other >= 0 { state.move(best.other, to: best.otherOption) }
        state.move(user, to: best.option)
    }

    /// Finds a place by a chain of any length: the shortest path from the user's stops over users who can move on to a
    /// stop with room (an augmenting path: when there is none, all these stops are full whatever anybody does).
    private mutating func pushThrough(_ user: Int) {
        // Per stop the user and option through which it was reached; the path is followed back from the free stop.
        var cameBy: [Int: (user: Int, option: Int)] = [:]
        var queue: [Int] = []
        func visit(_ visitor: Int) {
            for option in problem.options(of: visitor) {
                let stop = Int(problem.optionStop[option])
                guard cameBy[stop] == nil else { continue }
                cameBy[stop] = (visitor, option)
                queue.append(stop)
            }
        }
        visit(user)
        var head = 0
        while head < queue.count {
            let stop = queue[head]
            head += 1
            if state.hasRoom(stop) {
                var (mover, option) = cameBy[stop]!
                while mover != user {
                    let from = state.stop(of: mover)
                    state.move(mover, to: option)
                    (mover, option) = cameBy[from]!
                }
                state.move(user, to: option)
                return
            }
            for place in reach(stop) where state.choice[Int(byStop.user[place])] == byStop.option[place] {
                visit(Int(byStop.user[place]))
            }
        }
    }

    /// Takes over the options of some users if that is cheaper; the caller has seen to the room.
    mutating func adoptIfBetter(_ moves: [(user: Int, option: Int)]) {
        let before = state.cost
        let mark = state.mark
        for move in moves { state.move(move.user, to: move.option) }
        if state.cost >= before { state.undo(to: mark) }
        state.commit()
    }
}
