/// Some users of a location problem and the stops they may choose among, while everybody else stays where `state` has
/// them: what is open already, and how much room is left.
struct BlockView: Sendable {
    let state: LocationState
    let problem: LocationProblem
    let users: [Int]
    let stops: [Int]
    /// Per user of the block its options at the block's stops, cheapest first.
    let options: [[Int]]
    private let leavingStop: [Int: Int32]
    private let leavingPair: [Int32: Int32]

    /// The block of `users`, none of them settled, over `stops`.
    init(_ state: LocationState, users: [Int], stops: [Int]) {
        self.state = state
        let problem = state.problem
        self.problem = problem
        self.users = users
        self.stops = stops
        let isHere = Set(stops)
        options = users.map { problem.options(of: $0).filter { isHere.contains(Int(problem.optionStop[$0])) } }
        var leavingStop: [Int: Int32] = [:], leavingPair: [Int32: Int32] = [:]
        for user in users where state.choice[user] >= 0 {
            leavingStop[state.stop(of: user), default: 0] += 1
            leavingPair[problem.optionPair[Int(state.choice[user])], default: 0] += 1
        }
        self.leavingStop = leavingStop
        self.leavingPair = leavingPair
    }

    /// How many of the block's users `stop` can take.
    func room(_ stop: Int) -> Int {
        Int(problem.capacity[stop]) - Int(state.stopUsers[stop] - (leavingStop[stop] ?? 0))
    }

    /// Whether somebody outside the block uses `stop`.
    func isHeld(stop: Int) -> Bool { state.stopUsers[stop] > (leavingStop[stop] ?? 0) }

    /// Whether somebody outside the block makes vehicles visit `pair`.
    func isHeld(pair: Int32) -> Bool { state.pairUsers[Int(pair)] > (leavingPair[pair] ?? 0) }

    /// What the block's users cost as they stand, with all that is open for them alone.
    func presentCost() -> Int64 {
        var sum: Int64 = 0
        for user in users { sum += state.ownCost(user) }
        for stop in leavingStop.keys where !isHeld(stop: stop) { sum += problem.openCost }
        for pair in leavingPair.keys where !isHeld(pair: pair) { sum += problem.visitCost }
        return sum
    }
}
