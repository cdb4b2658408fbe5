import Quantities
import TransportModel

/// Checks that every pupil has a home, and one at a time.
struct HomeChecks {
    let log: InputLog

    /// Names pupils without a home, and where two homes of a pupil cover the same ride; there the later home yields.
    func run(_ batch: inout Batch) {
        for index in batch.pupils.indices {
            let pupil = batch.pupils[index]
            if pupil.homes.isEmpty {
                log.add(
                    "pupil-without-home", .error, file: PupilsReader.schema.file, line: pupil.line, subject: pupil.id,
                    "No readable row of homes.csv is about the pupil, who is not planned for. Add a home.")
            }
            if pupil.homes.count > 1 { settleOverlaps(of: index, &batch) }
        }
    }

    private func settleOverlaps(of index: Index<Pupil>, _ batch: inout Batch) {
        let pupil = batch.pupils[index]
        var disputed: [Index<Home>: (first: Index<Home>, day: CycleDay, session: Session, count: Int)] = [:]
        for day in batch.cycleDays {
            let hasSchool = batch.timetable.schoolDay(of: index, pupil, on: day) != nil
            for session in Session.allCases {
                let covering = pupil.homes.filter { batch.homes[$0].covers(day, session) }
                guard let first = covering.first else { continue }
                for home in covering.dropFirst() {
                    batch.homes[home].yields[day, default: []].insert(session)
                    guard hasSchool else { continue }
                    disputed[home, default: (first, day, session, 0)].count += 1
                }
            }
        }
        for home in pupil.homes {
            guard let dispute = disputed[home] else { continue }
            let (first, later) = (batch.homes[dispute.first], batch.homes[home])
            let others = dispute.count > 1 ? " and \(dispute.count - 1) more rides" : ""
            log.add(
                "homes-overlap", .error, file: HomesReader.schema.file, line: later.line, subject: pupil.id,
                "Homes \(first.id) (line \(first.line)) and \(later.id) both cover \(dispute.session.rawValue) on "
                    + "\(dispute.day.weekday.code) of week \(dispute.day.week)\(others). \(first.id) counts there. Give "
                    + "each home its own weeks, weekdays or sessions.")
        }
    }
}
