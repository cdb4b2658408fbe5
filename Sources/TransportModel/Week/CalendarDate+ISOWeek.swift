extension CalendarDate {
    /// The ISO 8601 week of this date, 1 to 53: the week that holds the year's first Thursday is week 1.
    public var isoWeek: Int {
        let thursday = monday.adding(days: 3)
        let newYear = CalendarDate(year: thursday.year, month: 1, day: 1) ?? thursday
        return (thursday.daysSinceEpoch - newYear.daysSinceEpoch) / 7 + 1
    }
}
