public import Quantities

/// The school days that waiting is counted against: the pupil's own bells, or the frame times of the school.
///
/// A school's frame is its own row of the timetable; where it has none, the earliest start and the latest end of its
/// pupils that day.
public struct WaitingClock: Sendable {
    private let frames: [Frame: SchoolDay]

    private struct Frame: Hashable {
        var school: Index<School>, day: CycleDay
    }

    /// The clock that the rules of `batch` ask for.
    public init(_ batch: Batch) {
        let usesFrames = batch.rules.waitPolicy.clock == .frame
        frames = usesFrames ? Self.frames(batch) : [:]
    }

    /// The day by which waits of `pupil` count; `own` is the pupil's day, and never outside it.
    public func day(of pupil: Pupil, on day: CycleDay, own: SchoolDay) -> SchoolDay {
        guard let frame = frames[Frame(school: pupil.school, day: day)] else { return own }
        return SchoolDay(start: min(frame.start, own.start), end: max(frame.end, own.end))
    }

    private static func frames(_ batch: Batch) -> [Frame: SchoolDay] {
        var result: [Frame: SchoolDay] = [:]
        for day in batch.cycleDays {
            var ofPupils: [Index<School>: SchoolDay] = [:]
            for index in batch.pupils.indices {
                let pupil = batch.pupils[index]
                guard let own = batch.timetable.schoolDay(of: index, pupil, on: day) else { continue }
                let known = ofPupils[pupil.school] ?? own
                ofPupils[pupil.school] = SchoolDay(start: min(known.start, own.start), end: max(known.end, own.end))
            }
            for (school, span) in ofPupils {
                let row = [day.week, nil].lazy.compactMap {
                    batch.timetable.rows[Timetable.Key(.school(school), week: $0, weekday: day.weekday)]
                }.first
                result[Frame(school: school, day: day)] = row ?? span
            }
        }
        return result
    }
}

extension Batch {
    /// How long the pupil of `facts` may wait at school in `session`, inclusive, uncounted minutes added: the rule
    /// file's limit, or `longest_wait_s` where it has none. Where `municipality.yaml` gives `longest_wait_s`, the shorter
    /// of the two.
    public func longestWait(for facts: PupilFacts, _ session: Session) -> Seconds {
        let service = municipality.service, usual = service.longestWait + rules.uncountedWait(session)
        guard let ruled = rules.waitLimit(for: facts, session) else { return usual }
        return service.longestWaitIsGiven ? min(ruled, usual) : ruled
    }
}
