import Quantities
import TransportModel

/// What every stop would cost that a home could have instead of its own.
///
/// The price of a stop is the exact change of the model's cost when this home alone goes there: its own walk, what must
/// open for it and what closes behind it. Where the stop is full, somebody without a choice of their own moves on, at the
/// least cost; where nobody can, the price leaves the limit aside.
struct OptionPricing {
    private var state: LocationState
    private let problem: LocationProblem
    private var usersAt: [[Int32]]

    /// Prices against the answer `state`.
    init(_ state: LocationState) {
        self.state = state
        problem = state.problem
        usersAt = Array(repeating: [], count: state.problem.stopCount)
        for user in 0..<problem.userCount where problem.settled[user] < 0 && state.choice[user] >= 0 {
            usersAt[state.stop(of: user)].append(Int32(user))
        }
    }

    /// The change of cost when `user` uses `option`; zero for the one in use.
    mutating func price(of option: Int, for user: Int) -> Int64 {
        guard state.choice[user] != Int32(option) else { return 0 }
        let stop = Int(problem.optionStop[option])
        let hadRoom = state.hasRoom(stop)
        let before = state.cost
        let mark = state.mark
        state.move(user, to: option)
        defer { state.undo(to: mark) }
        var change = state.cost - before
        // A user without a stop saves the penalty, which is no money: what counts is the stop and the walk.
        if state.previousChoiceWasNone(since: mark) { change += StopPrices.unassigned }
        return hadRoom ? change : change + (cheapestDeparture(from: stop, except: user) ?? 0)
    }

    /// The least cost of sending somebody other than `user` on from `stop`.
    private func cheapestDeparture(from stop: Int, except user: Int) -> Int64? {
        var best: Int64?
        for visitor in usersAt[stop] where Int(visitor) != user {
            for option in problem.options(of: Int(visitor)) {
                let other = Int(problem.optionStop[option])
                guard other != stop, state.hasRoom(other) else { continue }
                let change = state.change(moving: Int(visitor), to: option)
                if best == nil || change < best! { best = change }
            }
        }
        return best
    }
}
