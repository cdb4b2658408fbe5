import Quantities
import TransportModel

/// Money instead of a ride: for which way, and what it is worth.
struct Allowance: Hashable, Sendable {
    /// The way that is counted, one way.
    var way: Metres
    /// What it is worth per school day with two rides; `nil`: the rule file names no price.
    var perDay: Cost?
}

extension RuleSet {
    /// The allowance that `verdict` gives; `nil` where it gives none, or where no way was measured.
    func allowance(for verdict: Verdict, on subject: DecisionCase) -> Allowance? {
        guard verdict.gives == .allowance else { return nil }
        let own = verdict.measured ?? measured("", for: subject)
        let assigned = measures.first { $0.school == .assigned }.flatMap { measured($0.name, for: subject) }
        let way: Metres? =
            switch process.allowanceWay {
            case .own: own
            case .assigned: assigned
            case .shorter: [own, assigned].compactMap { $0 }.min()
            }
        return way.map { Allowance(way: $0, perDay: process.allowancePerDay($0)) }
    }
}
