import Tables
import TransportModel

/// The tables of an invented bundle that are about school hours.
enum SchoolTables {
    static func timetable(_ week: SchoolWeek) -> CSVWriter {
        var table = CSVWriter(columns: [
            "school_id", "class_id", "pupil_id", "period", "week", "weekday", "start", "end",
        ])
        for row in week.rows {
            table.append([
                .text(row.schoolID), .text(row.classID), .text(row.pupilID), .plain(row.period),
                .integer(orBlank: row.week), .plain(row.weekday.code), .time(row.day.start), .time(row.day.end),
            ])
        }
        return table
    }

    static func periods() -> CSVWriter {
        var table = CSVWriter(columns: ["period", "from", "to"])
        let days = [
            SchoolWeek.Period.autumn: ("2026-08-11", "2026-12-31"), .spring: ("2027-01-01", "2027-06-05"),
        ]
        for period in SchoolWeek.Period.allCases {
            guard let (from, to) = days[period] else { continue }
            table.append([.plain(period.rawValue), .plain(from), .plain(to)])
        }
        return table
    }
}
