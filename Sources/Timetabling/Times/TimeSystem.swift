import Quantities

/// Moments and the least times between them: every rule of a vehicle's day has the form "this moment is at least so much
/// after that one".
///
/// For such systems the earliest and latest value of each moment are found by passing bounds along the rules until
/// nothing changes, and any value between the two belongs to some timetable that keeps all rules. So a timetable can be
/// chosen moment by moment without ever turning back.
struct TimeSystem {
    /// The earliest value of each moment that the rules allow.
    private(set) var earliest: [ClockTime]
    /// The latest value of each moment that the rules allow.
    private(set) var latest: [ClockTime]
    /// Whether some timetable keeps all rules.
    private(set) var isFeasible = true
    private var after: [[(moment: Int, gap: Seconds)]]
    private var before: [[(moment: Int, gap: Seconds)]]

    /// A system of `count` moments between `earliest` and `latest` without rules.
    init(count: Int, earliest: ClockTime, latest: ClockTime) {
        self.earliest = Array(repeating: earliest, count: count)
        self.latest = Array(repeating: latest, count: count)
        after = Array(repeating: [], count: count)
        before = Array(repeating: [], count: count)
    }

    /// Adds the rule that `later` is at least `gap` after `moment`; a negative gap limits how long before.
    mutating func require(_ later: Int, atLeast gap: Seconds, after moment: Int) {
        after[moment].append((later, gap))
        before[later].append((moment, gap))
        raise(later, to: earliest[moment] + gap)
        lower(moment, to: latest[later] - gap)
    }

    /// Adds the rule that `moment` is not before `time`.
    mutating func raise(_ moment: Int, to time: ClockTime) {
        guard isFeasible, time > earliest[moment] else { return }
        earliest[moment] = time
        // First in, first out: the order that keeps Bellman and Ford's bound on the work.
        var queue = [moment]
        var head = 0
        while head < queue.count {
            let next = queue[head]
            head += 1
            guard earliest[next] <= latest[next] else {
                isFeasible = false
                return
            }
            for (later, gap) in after[next] where earliest[next] + gap > earliest[later] {
                earliest[later] = earliest[next] + gap
                queue.append(later)
            }
        }
    }

    /// Adds the rule that `moment` is not after `time`.
    mutating func lower(_ moment: Int, to time: ClockTime) {
        guard isFeasible, time < latest[moment] else { return }
        latest[moment] = time
        var queue = [moment]
        var head = 0
        while head < queue.count {
            let next = queue[head]
            head += 1
            guard earliest[next] <= latest[next] else {
                isFeasible = false
                return
            }
            for (sooner, gap) in before[next] where latest[next] - gap < latest[sooner] {
                latest[sooner] = latest[next] - gap
                queue.append(sooner)
            }
        }
    }

    /// Settles `moment` at `time`, which must lie between its earliest and latest value.
    mutating func fix(_ moment: Int, at time: ClockTime) {
        raise(moment, to: time)
        lower(moment, to: time)
    }
}
