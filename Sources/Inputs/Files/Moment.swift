import TransportModel

/// A moment of ISO 8601, as far as choices need it: to tell which came last.
struct Moment: Comparable {
    /// Seconds since 1970 in the zone that was written, or in one that was not; microseconds beyond.
    var seconds: Int
    var fraction: Int

    /// Before every moment: nothing was written.
    static let never = Moment(seconds: .min, fraction: 0)

    private init(seconds: Int, fraction: Int) {
        self.seconds = seconds
        self.fraction = fraction
    }

    /// The moment `2026-08-01`, `2026-08-01T07:45`, `2026-08-01 07:45:30.25Z`, `2026-08-01T07:45+03:00`; `nil` for anything
    /// else. A moment without a zone is compared as if it were UTC.
    init?(_ text: String) {
        let parts = text.split(
            maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == "t" || $0 == " " })
        guard let first = parts.first, let date = CalendarDate(String(first)) else { return nil }
        seconds = date.daysSinceEpoch * 86_400
        fraction = 0
        guard parts.count == 2 else { return }
        var time = parts[1]
        if time.last == "Z" || time.last == "z" {
            time = time.dropLast()
        } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let offset = Moment.offset(time[sign...]) else { return nil }
            seconds -= offset
            time = time[..<sign]
        }
        let halves = time.split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count <= 2, let clock = Moment.numbers(halves[0]), (2...3).contains(clock.count), clock[0] < 25,
            clock[1] < 60, clock.count == 2 || clock[2] <= 60
        else { return nil }
        seconds += clock[0] * 3600 + clock[1] * 60 + (clock.count == 3 ? clock[2] : 0)
        guard halves.count == 2 else { return }
        let digits = String((halves[1] + "000000").prefix(6))
        guard !halves[1].isEmpty, halves[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(digits)
        else {
            return nil
        }
        fraction = value
    }

    static func < (lhs: Moment, rhs: Moment) -> Bool {
        (lhs.seconds, lhs.fraction) < (rhs.seconds, rhs.fraction)
    }

    /// `+03:00`, `+0300` or `+03` in seconds.
    private static func offset(_ text: Substring) -> Int? {
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), digits.count == 2 || digits.count == 4,
            let hours = Int(digits.prefix(2)), let minutes = Int(digits.dropFirst(2) + (digits.count == 2 ? "0" : "")),
            hours <= 14, minutes < 60
        else { return nil }
        return (text.first == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func numbers(_ text: Substring) -> [Int]? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return nil
        }
        return parts.compactMap { Int($0) }
    }
}
