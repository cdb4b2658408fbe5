/// An answer to a location problem while it is being changed: who uses which option, how many use each stop and pair,
/// and what it costs.
///
/// Every change is exact to the thousandth of a cent; `undo` takes back everything since a mark.
struct LocationState: Sendable {
    let problem: LocationProblem
    /// Per user the option used, or -1.
    private(set) var choice: [Int32]
    private(set) var stopUsers: [Int32]
    private(set) var pairUsers: [Int32]
    /// Walks, stops, visits and users without a stop.
    private(set) var cost: Int64 = 0
    private var log: [(user: Int32, previous: Int32)] = []

    /// Settled users at their stops, nobody else anywhere.
    init(_ problem: LocationProblem) {
        self.problem = problem
        choice = Array(repeating: -1, count: problem.userCount)
        stopUsers = Array(repeating: 0, count: problem.stopCount)
        pairUsers = Array(repeating: 0, count: problem.pairStop.count)
        cost = Int64(problem.userCount) * StopPrices.unassigned
        for user in 0..<problem.userCount where problem.settled[user] >= 0 {
            move(user, to: Int(problem.settled[user]))
        }
        log.removeAll()
    }

    /// What `user` pays for being where it is, walk or penalty.
    func ownCost(_ user: Int) -> Int64 {
        choice[user] < 0 ? StopPrices.unassigned : problem.optionCost[Int(choice[user])]
    }

    /// The stop that `user` uses, or -1.
    func stop(of user: Int) -> Int { choice[user] < 0 ? -1 : Int(problem.optionStop[Int(choice[user])]) }

    /// What one more user of `option` must open.
    func joinCost(_ option: Int) -> Int64 {
        (pairUsers[Int(problem.optionPair[option])] == 0 ? problem.visitCost : 0)
            + (stopUsers[Int(problem.optionStop[option])] == 0 ? problem.openCost : 0)
    }

    /// What closes when `user` leaves.
    func leaveGain(_ user: Int) -> Int64 {
        guard choice[user] >= 0 else { return 0 }
        let option = Int(choice[user])
        return (pairUsers[Int(problem.optionPair[option])] == 1 ? problem.visitCost : 0)
            + (stopUsers[Int(problem.optionStop[option])] == 1 ? problem.openCost : 0)
    }

    /// Whether `stop` takes one more.
    func hasRoom(_ stop: Int) -> Bool { stopUsers[stop] < problem.capacity[stop] }

    /// What moving `user` to `option`, which leads to another stop, adds to the cost.
    func change(moving user: Int, to option: Int) -> Int64 {
        problem.optionCost[option] - ownCost(user) + joinCost(option) - leaveGain(user)
    }

    /// Moves `user` to `option`, or away with -1; room is not looked at.
    mutating func move(_ user: Int, to option: Int) {
        log.append((Int32(user), choice[user]))
        shift(user, to: Int32(option))
    }

    private mutating func shift(_ user: Int, to option: Int32) {
        cost -= ownCost(user) + leaveGain(user)
        if choice[user] >= 0 {
            stopUsers[Int(problem.optionStop[Int(choice[user])])] -= 1
            pairUsers[Int(problem.optionPair[Int(choice[user])])] -= 1
        }
        choice[user] = option
        guard option >= 0 else {
            cost += StopPrices.unassigned
            return
        }
        cost += problem.optionCost[Int(option)] + joinCost(Int(option))
        stopUsers[Int(problem.optionStop[Int(option)])] += 1
        pairUsers[Int(problem.optionPair[Int(option)])] += 1
    }

    /// A place in the log to come back to.
    var mark: Int { log.count }

    /// Whether the first move since `mark` was of a user without a stop.
    func previousChoiceWasNone(since mark: Int) -> Bool { log.count > mark && log[mark].previous < 0 }

    /// Takes back every move since `mark`, the last first.
    mutating func undo(to mark: Int) {
        while log.count > mark {
            let entry = log.removeLast()
            shift(Int(entry.user), to: entry.previous)
        }
    }

    /// Forgets how to undo what has been done.
    mutating func commit() { log.removeAll(keepingCapacity: true) }

    /// The cost recomputed from nothing but the choices, for tests and debug checks.
    func recomputedCost() -> Int64 {
        var fresh = LocationState(problem)
        for user in choice.indices { fresh.shift(user, to: choice[user]) }
        return fresh.cost
    }
}
