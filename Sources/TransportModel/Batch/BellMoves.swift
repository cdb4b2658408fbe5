public import Quantities

/// By how much the bells of schools are moved: later, or earlier where it is negative. Schools that keep theirs have zero
/// or are absent.
public typealias BellMoves = [Index<School>: Seconds]

extension Batch {
    /// Schools whose bells a plan may move, in their order.
    public var schoolsWithBellSlack: [Index<School>] { schools.indices.filter { schools[$0].bellSlack > .zero } }

    /// The same with every lesson of a school as much earlier or later as `moves` says.
    public func moved(by moves: BellMoves) -> Batch {
        guard !moves.isEmpty else { return self }
        var moved = self
        for (key, day) in timetable.rows {
            guard let move = moves[school(of: key.subject)] else { continue }
            moved.timetable.rows[key] = SchoolDay(start: day.start + move, end: day.end + move)
        }
        return moved
    }

    /// The moves of a school's bells that its slack allows, in multiples of `step`, none of which reaches into another
    /// day; the bells as they are come first, then nearer moves before farther ones.
    public func bellMoves(of school: Index<School>, step: Seconds) -> [Seconds] {
        let days = timetable.rows.filter { self.school(of: $0.key.subject) == school }.values
        guard let first = days.map(\.start).min(), let last = days.map(\.end).max() else { return [.zero] }
        let most = schools[school].bellSlack.rawValue / step.rawValue
        let midnight = ClockTime(24, 0)
        let moves = (0...most).flatMap { count -> [Seconds] in
            let move = Seconds(count * step.rawValue)
            return count == 0 ? [move] : [.zero - move, move]
        }
        return moves.filter { first + $0 >= ClockTime(0, 0) && last + $0 < midnight }
    }

    private func school(of subject: Timetable.Subject) -> Index<School> {
        switch subject {
        case .pupil(let pupil): pupils[pupil].school
        case .schoolClass(let school, _), .school(let school): school
        }
    }
}
