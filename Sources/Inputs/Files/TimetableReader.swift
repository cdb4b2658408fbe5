import Quantities
import Tables
import TransportModel

/// Reads `timetable.csv` and resolves it for one period.
struct TimetableReader {
    static let schema = FileSchema(
        file: "timetable.csv", isRequired: true,
        meaning:
            "When school starts and ends. Per (week, weekday) the most specific row wins: pupil, class, school; at "
            + "one level a row that names the week wins. No row: no school that day.",
        key: ["school_id", "class_id", "pupil_id", "period", "week", "weekday"],
        columns: [
            .optional("school_id", "For a whole school, or the school of `class_id`."),
            .optional("class_id", "For one class. Without `school_id`: of the one school that has it."),
            .optional("pupil_id", "For one pupil. One of the three is needed."),
            .optional("period", "The period of `periods.csv`. Blank: every period without a row of its own."),
            .optional("week", "The week of the cycle. Blank: every week."),
            .required("weekday", "`Mon` to `Sun`, a list of them, no ranges."),
            .required("start", "The first lesson starts."),
            .required("end", "The last lesson ends."),
        ])

    /// A row for the period of the plan.
    private struct Row {
        var subject: Timetable.Subject
        var namesPeriod: Bool
        var week: Int?
        var weekday: Weekday
        var day: SchoolDay
        var line: Int
    }

    let context: BundleContext
    let schools: IndexedTable<School>
    let pupils: IndexedTable<Pupil>
    let periods: [PeriodsReader.Period]
    /// The name of the period that the plan is for; empty: there is one only.
    let period: String

    /// The timetable of `file`.
    func read(_ file: BundleTable?) -> Timetable {
        guard let file else { return Timetable() }
        guard ["school_id", "class_id", "pupil_id"].contains(where: { file.table.has($0) }) else {
            context.log.fatal(
                "csv-missing-column", file: file.schema.file, line: 1,
                "The header has none of school_id, class_id, pupil_id. Add at least one of them.")
            return Timetable()
        }
        let only = onlyPeriodName(in: file)
        let (schoolPositions, pupilPositions) = (
            Positions(schools.elements.map(\.id)), Positions(pupils.elements.map(\.id))
        )
        let classes = schoolsByClass()
        let subjectColumn =
            file.table.has("school_id") ? "school_id" : file.table.has("class_id") ? "class_id" : "pupil_id"
        let rows = file.values(subject: subjectColumn, log: context.log) { cells -> [Row]? in
            let subject = subject(&cells, schoolPositions, pupilPositions, classes)
            let isOfPeriod = isOfPeriod(&cells, only: only)
            let weeks = cells.weeks("week", of: context.weeks)
            let weekdays = cells.requiredText("weekday") == nil ? [] : cells.weekdays("weekday")
            let day = schoolDay(&cells)
            guard let subject, let day, !weekdays.isEmpty, cells.isSound else { return nil }
            guard isOfPeriod else { return [] }
            let namesPeriod = !cells.text("period").isEmpty
            return weekdays.sorted().flatMap { weekday in
                (weeks.isEmpty ? [nil] : weeks.sorted().map { $0 }).map { week in
                    Row(
                        subject: subject, namesPeriod: namesPeriod, week: week, weekday: weekday, day: day,
                        line: cells.line)
                }
            }
        }
        return resolve(rows.flatMap { $0 })
    }

    /// Rows that name the period win over rows that do not; of two equal ones the first counts.
    private func resolve(_ rows: [Row]) -> Timetable {
        var timetable = Timetable()
        var first: [Timetable.Key: Row] = [:]
        for row in rows.filter(\.namesPeriod) + rows.filter({ !$0.namesPeriod }) {
            let key = Timetable.Key(row.subject, week: row.week, weekday: row.weekday)
            guard let earlier = first[key] else {
                first[key] = row
                timetable.rows[key] = row.day
                continue
            }
            guard earlier.namesPeriod == row.namesPeriod else { continue }
            context.log.add(
                "duplicate-id", .error, file: TimetableReader.schema.file, line: row.line, subject: row.weekday.code,
                "The same \(row.weekday.code) is already on line \(earlier.line). Remove one row; the first counts.")
        }
        return timetable
    }

    // MARK: Cells

    private func subject(
        _ cells: inout CellReader, _ schoolPositions: Positions, _ pupilPositions: Positions, _ classes: [String: [Int]]
    ) -> Timetable.Subject? {
        if !cells.text("pupil_id").isEmpty {
            return pupilPositions.find("pupil_id", in: "pupils.csv", &cells).map { .pupil(Index($0)) }
        }
        let classID = cells.text("class_id")
        guard !classID.isEmpty else {
            guard !cells.text("school_id").isEmpty else {
                cells.note(
                    "timetable-for-nobody", .error, "school_id",
                    "The row names no school_id, class_id or pupil_id. Fill in one of them.")
                return nil
            }
            return schoolPositions.find("school_id", in: "schools.csv", &cells).map { .school(Index($0)) }
        }
        if !cells.text("school_id").isEmpty {
            guard let school = schoolPositions.find("school_id", in: "schools.csv", &cells) else { return nil }
            if classes[classID]?.contains(school) != true { noteUnknownClass(classID, &cells) }
            return .schoolClass(Index(school), classID)
        }
        let found = classes[classID] ?? []
        if found.isEmpty { noteUnknownClass(classID, &cells) }
        if found.count > 1 {
            cells.refuse("ambiguous-class", "class_id", classID, "Several schools have it. Add the school_id.")
        }
        return found.count == 1 ? .schoolClass(Index(found[0]), classID) : nil
    }

    private func noteUnknownClass(_ classID: String, _ cells: inout CellReader) {
        cells.note(
            "unknown-class", .warning, "class_id",
            "No pupil of pupils.csv is in the class \(classID.shown). Check the row, or remove it.")
    }

    private func schoolDay(_ cells: inout CellReader) -> SchoolDay? {
        let start = cells.time("start")
        let end = cells.time("end")
        guard let start, let end else { return nil }
        guard end > start, end <= ClockTime(24, 0) else {
            cells.refuse(
                "end-before-start", "end", end.description,
                "It must be after start (\(start)) on the same day. Check both times.")
            return nil
        }
        return SchoolDay(start: start, end: end)
    }

    // MARK: Periods

    /// Whether the row is for the period of the plan; a period that nobody knows is an error.
    private func isOfPeriod(_ cells: inout CellReader, only: String?) -> Bool {
        let name = cells.text("period")
        if name.isEmpty || name == period { return true }
        if periods.isEmpty, name == only { return true }
        if !periods.contains(where: { $0.name == name }) {
            cells.refuse(
                "unknown-period", "period", name,
                periods.isEmpty
                    ? "There are several periods but no periods.csv to say when they are. Add it."
                    : "It is not in periods.csv. Correct the word or add the period.")
        }
        return false
    }

    /// The one period that the file names, where it names no other.
    private func onlyPeriodName(in file: BundleTable) -> String? {
        let names = Set(file.table.rows.lazy.map { $0["period"] }).subtracting([""])
        return names.count == 1 ? names.first : nil
    }

    private func schoolsByClass() -> [String: [Int]] {
        var classes: [String: [Int]] = [:]
        for pupil in pupils.elements where classes[pupil.classID]?.contains(pupil.school.offset) != true {
            classes[pupil.classID, default: []].append(pupil.school.offset)
        }
        return classes
    }
}
