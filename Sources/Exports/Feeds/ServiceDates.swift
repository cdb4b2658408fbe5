import TransportModel

/// The dates on which the days of the cycle run.
struct ServiceDates: Sendable {
    /// Per day of the cycle its dates, in order; days that never come are absent.
    let dates: [CycleDay: [CalendarDate]]
    /// The first and the last date of all.
    let first: CalendarDate, last: CalendarDate

    /// The dates of `calendar`; without its first or last day, one cycle from the Monday of `asOf`.
    init(_ calendar: ServiceCalendar, asOf: CalendarDate) {
        var calendar = calendar
        first = calendar.from ?? asOf.monday
        calendar.from = first
        last = max(first, calendar.to ?? first.monday.adding(days: 7 * max(1, calendar.cycleWeeks) - 1))
        var dates: [CycleDay: [CalendarDate]] = [:]
        // A school year has a few hundred days; ten years are surely a mistake in the calendar.
        for number in 0...min(last.daysSinceEpoch - first.daysSinceEpoch, 3660) {
            let date = first.adding(days: number)
            guard !calendar.holidays.contains(where: { $0.contains(date) }), let day = calendar.cycleDay(of: date)
            else {
                continue
            }
            dates[day, default: []].append(date)
        }
        self.dates = dates
    }
}

extension CalendarDate {
    /// `20260811`, as GTFS and iCalendar write dates.
    var digits: String { description.filter { $0 != "-" } }
}
