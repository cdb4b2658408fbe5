package import TransportModel

/// Whether the cycle of weeks keeps to what families call even and odd weeks.
package enum CycleCheck {
    /// A finding where the school year runs over a New Year after a week 53: a cycle of an even number of weeks goes on
    /// counting there, while even and odd week numbers change places.
    package static func findings(calendar: ServiceCalendar, file: String) -> [Finding] {
        guard calendar.cycleWeeks.isMultiple(of: 2), let from = calendar.from, let to = calendar.to, from < to else {
            return []
        }
        var monday = from.monday
        while monday.adding(days: 7) <= to {
            if monday.isoWeek == 53 {
                return [
                    Finding(
                        "cycle-53-weeks", .info, file: file, subject: "calendar.cycle_weeks",
                        message:
                            "Week 53 starts on \(monday). The cycle of \(calendar.cycleWeeks) weeks goes on after it, so "
                            + "homes that families call even and odd weeks change places from \(monday.adding(days: 7)). "
                            + "Ask families that alternate which they mean.")
                ]
            }
            monday = monday.adding(days: 7)
        }
        return []
    }
}
