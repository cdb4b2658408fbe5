import Quantities
import TransportModel

/// Checks that everybody has school on some day of the cycle: a school that was left out of the timetable would
/// otherwise leave its pupils at home without a word.
struct TimetableChecks {
    let log: InputLog

    /// Names schools, else classes, else pupils without any school day in the period of `batch`.
    func run(_ batch: Batch) {
        let days = batch.cycleDays
        var pupilsOfSchool: [[Index<Pupil>]] = Array(repeating: [], count: batch.schools.count)
        for index in batch.pupils.indices { pupilsOfSchool[batch.pupils[index].school.offset].append(index) }
        for (school, pupils) in zip(batch.schools.elements, pupilsOfSchool) {
            let idle = pupils.filter { index in
                let pupil = batch.pupils[index]
                return !days.contains { batch.timetable.schoolDay(of: index, pupil, on: $0) != nil }
            }
            if idle.count == pupils.count {
                reportSchool(school, pupils: pupils.count, batch)
            } else {
                reportIdle(idle, of: pupils, batch)
            }
        }
    }

    private func reportSchool(_ school: School, pupils: Int, _ batch: Batch) {
        let isKnown = batch.timetable.rows.keys.contains { key in
            if case .school(let index) = key.subject { return batch.schools[index].id == school.id }
            return false
        }
        guard pupils > 0 || !isKnown else { return }
        log.add(
            "school-without-timetable", pupils > 0 ? .error : .warning, file: TimetableReader.schema.file,
            subject: school.id,
            "The school \(school.id) has \(pupils) pupils and no school day\(of(batch)). Add its rows: school_id, weekday, "
                + "start, end.")
    }

    private func reportIdle(_ idle: [Index<Pupil>], of pupils: [Index<Pupil>], _ batch: Batch) {
        var sizes: [String: Int] = [:]
        var idleSizes: [String: Int] = [:]
        for index in pupils { sizes[batch.pupils[index].classID, default: 0] += 1 }
        for index in idle { idleSizes[batch.pupils[index].classID, default: 0] += 1 }
        var reported: Set<String> = []
        for index in idle {
            let pupil = batch.pupils[index]
            let school = batch.schools[pupil.school].id
            if let size = sizes[pupil.classID], size > 1, idleSizes[pupil.classID] == size {
                guard reported.insert(pupil.classID).inserted else { continue }
                log.add(
                    "class-without-timetable", .error, file: TimetableReader.schema.file, subject: pupil.classID,
                    "The class \(pupil.classID) of \(school) has \(size) pupils and no school day\(of(batch)). "
                        + "Add rows for the class or the school.")
            } else {
                log.add(
                    "pupil-without-timetable", .error, file: TimetableReader.schema.file, subject: pupil.id,
                    "The pupil \(pupil.id) of \(school) has no school day\(of(batch)). Add rows for the pupil, the class "
                        + "or the school.")
            }
        }
    }

    private func of(_ batch: Batch) -> String { batch.period.isEmpty ? "" : " in the period \(batch.period)" }
}
