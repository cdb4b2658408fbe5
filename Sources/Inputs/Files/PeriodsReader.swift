import Tables
import TransportModel

/// Reads `periods.csv` and finds the period that the plan is for.
struct PeriodsReader {
    static let schema = FileSchema(
        file: "periods.csv", isRequired: false,
        meaning: "Parts of the school year with timetables of their own. Absent: one period.", key: ["period"],
        columns: [
            .required("period", "The word that `timetable.csv` uses."),
            .required("from", "Its first day."),
            .required("to", "Its last day, inclusive."),
        ])

    /// A part of the school year.
    struct Period {
        var name: String
        var from: CalendarDate
        var to: CalendarDate
        var line: Int
    }

    /// The periods of `file`, in the order of their first days.
    static func read(_ file: BundleTable?, _ log: InputLog) -> [Period] {
        var met = MetKeys<String>()
        let periods = file?.values(subject: "period", log: log) { cells -> Period? in
            let name = cells.id("period")
            let from = cells.date("from")
            let to = cells.date("to")
            guard let name, met.meet(name, "The period \(name)", column: "period", &cells), let from, let to else {
                return nil
            }
            guard from <= to else {
                cells.refuse("end-before-start", "to", to.description, "It is before from. Check both dates.")
                return nil
            }
            return Period(name: name, from: from, to: to, line: cells.line)
        }
        let sorted = (periods ?? []).sorted { ($0.from, $0.line) < ($1.from, $1.line) }
        for (earlier, later) in zip(sorted, sorted.dropFirst()) where later.from <= earlier.to {
            log.add(
                "periods-overlap", .error, file: schema.file, line: later.line, subject: later.name,
                "The period begins on \(later.from), before \(earlier.name) ends on \(earlier.to). "
                    + "The earlier one counts on the days of both. Check the dates.")
        }
        return sorted
    }

    /// The period of `periods` that holds `date`: else the next one, else the last, with a warning.
    static func period(of date: CalendarDate, _ periods: [Period], _ log: InputLog) -> Period? {
        if let holding = periods.first(where: { $0.from <= date && date <= $0.to }) { return holding }
        guard let chosen = periods.first(where: { $0.from > date }) ?? periods.last else { return nil }
        log.add(
            "date-outside-periods", .warning, file: schema.file, line: chosen.line, subject: chosen.name,
            "No period holds \(date), so the plan is for \(chosen.name). Give a date in a period with --as-of.")
        return chosen
    }
}
