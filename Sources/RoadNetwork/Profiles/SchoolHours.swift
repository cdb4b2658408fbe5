/// The hours in which school buses are out: from six to five, Monday to Friday.
enum SchoolHours {
    private static let minutes = 6 * 60..<17 * 60

    /// Whether `condition`, opening hours such as `(Mo-Fr 07:00-09:00, 14:00-16:00)`, holds in some of these hours on some
    /// of these days; what is not understood does not.
    static func areMet(by condition: Substring) -> Bool {
        let text = condition.filter { $0 != "(" && $0 != ")" }
        let hasHours = text.contains(":")
        // Days hold for the hours after them; days that follow each other (`Mo,We`) hold together.
        var (isSchoolDay, isOpen) = (true, false)
        return text.split { $0 == ";" || $0 == "," }.contains { part in
            var words = part.split(separator: " ")
            if let days = words.first.flatMap(holdsOnSchoolDay) {
                isSchoolDay = days || isOpen && isSchoolDay
                words.removeFirst()
            }
            isOpen = words.isEmpty
            guard isSchoolDay, words.count <= 1 else { return false }
            return words.first.map(holdsInSchoolHours) ?? !hasHours
        }
    }

    /// Whether `Mo`, `Mo-Fr` or `PH` means a day from Monday to Friday; `nil` for what names no day.
    private static func holdsOnSchoolDay(_ text: Substring) -> Bool? {
        let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        if text == "PH" || text == "SH" { return false }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { names.firstIndex(of: String($0)) }
        guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
        return first <= 4 || last < first
    }

    private static func holdsInSchoolHours(_ text: Substring) -> Bool {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end -> Int? in
            let parts = end.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
                (0...59).contains(minute)
            else { return nil }
            return hour * 60 + minute
        }
        guard ends.count == 2, let from = ends[0], let to = ends[1] else { return false }
        return from < to
            ? from < minutes.upperBound && to > minutes.lowerBound
            : from < minutes.upperBound || to > minutes.lowerBound
    }
}
