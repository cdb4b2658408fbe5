import TransportModel

/// The weeks of a municipality's cycle as families know them: by the numbers that calendars give to weeks (ISO 8601).
struct CalendarWeeks: Sendable {
    private let numbers: [Int: [Int]]
    /// So many numbers are told, enough for most of a term.
    private static let most = 10

    /// The weeks from the day of `batch` on in which there is school.
    init(_ batch: Batch) {
        var numbers: [Int: [Int]] = [:]
        let services = ServiceDates(batch.municipality.calendar, asOf: batch.asOf)
        for (day, dates) in services.dates {
            numbers[day.week, default: []] += dates.filter { $0 >= batch.asOf.monday }.map { $0.monday.daysSinceEpoch }
        }
        self.numbers = numbers.mapValues { mondays in
            Set(mondays).sorted().prefix(CalendarWeeks.most + 1)
                .map { CalendarWeeks.number(of: CalendarDate(daysSinceEpoch: $0)) }
        }
    }

    /// `Week 1 means the calendar weeks 33, 35, 37.`; `nil` for a week that does not come any more.
    func text(of week: Int, _ messages: Messages) -> String? {
        guard let all = numbers[week], !all.isEmpty else { return nil }
        let shown = all.prefix(CalendarWeeks.most).map(String.init).joined(separator: ", ")
        return messages(
            "family.weeks", ["week": String(week), "numbers": all.count > CalendarWeeks.most ? shown + " …" : shown])
    }

    /// The number of the week that starts on `monday`: that of its Thursday in the Thursday's year.
    static func number(of monday: CalendarDate) -> Int {
        let thursday = monday.adding(days: 3)
        let newYear = CalendarDate(year: thursday.year, month: 1, day: 1) ?? thursday
        return (thursday.daysSinceEpoch - newYear.daysSinceEpoch) / 7 + 1
    }
}
