import Foundation
import Quantities
import TransportModel

/// A family's rides as an iCalendar file (RFC 5545): one event per day of the cycle and session, holidays left out.
///
/// The ids of events stay the same from plan to plan, so that a calendar that has the file changes its own entries.
struct FamilyCalendar {
    private let pupil: Pupil
    private let rides: [AssignmentRow]
    private let school: String
    private let stopNames: StopNames
    private let messages: Messages
    private let municipality: Municipality
    private let asOf: CalendarDate

    /// The calendar of `pupil`.
    init(
        pupil: Pupil, rides: [AssignmentRow], school: String, stopNames: StopNames, messages: Messages,
        municipality: Municipality, asOf: CalendarDate
    ) {
        self.pupil = pupil
        self.rides = rides
        self.school = school
        self.stopNames = stopNames
        self.messages = messages
        self.municipality = municipality
        self.asOf = asOf
    }

    /// The file.
    func bytes() -> [UInt8] {
        let services = ServiceDates(municipality.calendar, asOf: asOf)
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Skjuts//School transport//\(messages.language.uppercased())",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        ]
        lines += TimeZoneBlock(municipality.timeZone, from: services.first, to: services.last).lines
        for ride in rides { lines += event(ride, services.dates[ride.day] ?? []) }
        lines.append("END:VCALENDAR")
        return lines.flatMap { ICalendarText.folded($0) }
    }

    private func event(_ ride: AssignmentRow, _ dates: [CalendarDate]) -> [String] {
        guard let first = dates.first, let last = dates.last else { return [] }
        let stop = stopNames.name(of: ride.stopID, for: messages)
        let isToSchool = ride.session == .toSchool
        let zone = municipality.timeZone
        let interval = 7 * max(1, municipality.calendar.cycleWeeks)
        let running = Set(dates)
        let skipped = stride(from: first.daysSinceEpoch, through: last.daysSinceEpoch, by: interval)
            .map { CalendarDate(daysSinceEpoch: $0) }.filter { !running.contains($0) }
        var lines = [
            "BEGIN:VEVENT",
            "UID:" + ICalendarText.escaped("\(pupil.id)-\(ride.homeID)-\(ride.day.serviceID)-\(ride.session.rawValue)")
                + "@skjuts.example",
            "DTSTAMP:\(asOf.digits)T000000Z",
            "DTSTART;TZID=\(zone):\(first.digits)T\(ride.board.minutesRoundedDown.digits)",
            "DTEND;TZID=\(zone):\(first.digits)T\((ride.alight + Seconds(59)).minutesRoundedDown.digits)",
            "RRULE:FREQ=WEEKLY;INTERVAL=\(interval / 7);UNTIL=\(last.adding(days: 1).digits)T235959Z",
        ]
        lines += skipped.map { "EXDATE;TZID=\(zone):\($0.digits)T\(ride.board.minutesRoundedDown.digits)" }
        lines.append(
            "SUMMARY:"
                + ICalendarText.escaped(
                    isToSchool
                        ? messages("family.calendar.to", ["stop": stop])
                        : messages("family.calendar.from", ["school": school])))
        lines.append("LOCATION:" + ICalendarText.escaped(isToSchool ? stop : school))
        lines.append("END:VEVENT")
        return lines
    }
}

/// The rules for text in iCalendar files.
enum ICalendarText {
    /// `text` with what the format gives a meaning escaped.
    static func escaped(_ text: String) -> String {
        text.harmless.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
    }

    /// A line in pieces of at most 75 octets, cut between characters, each piece but the first after a blank.
    static func folded(_ line: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var length = 0
        for scalar in line.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if length + encoded.count > 75 {
                bytes += [0x0D, 0x0A, 0x20]
                length = 1
            }
            bytes += encoded
            length += encoded.count
        }
        return bytes + [0x0D, 0x0A]
    }
}

/// When the clocks of a time zone change, as iCalendar wants it said.
struct TimeZoneBlock {
    /// The lines from `BEGIN:VTIMEZONE` to its end.
    let lines: [String]

    /// The changes of the zone `name` from the year before `first` to `last`; UTC for a name that is not known.
    init(_ name: String, from first: CalendarDate, to last: CalendarDate) {
        let zone = TimeZone(identifier: name) ?? TimeZone(secondsFromGMT: 0)
        var lines = ["BEGIN:VTIMEZONE", "TZID:\(name)"]
        let start = Date(timeIntervalSince1970: Double(first.daysSinceEpoch - 366) * 86_400)
        let end = Date(timeIntervalSince1970: Double(last.daysSinceEpoch + 2) * 86_400)
        var offset = zone?.secondsFromGMT(for: start) ?? 0
        lines += TimeZoneBlock.change(at: start, from: offset, to: offset, isDaylight: false)
        var change = zone?.nextDaylightSavingTimeTransition(after: start)
        while let moment = change, moment < end, lines.count < 400 {
            let after = moment.addingTimeInterval(1)
            let next = zone?.secondsFromGMT(for: after) ?? 0
            lines += TimeZoneBlock.change(
                at: moment, from: offset, to: next, isDaylight: zone?.isDaylightSavingTime(for: after) ?? false)
            offset = next
            change = zone?.nextDaylightSavingTimeTransition(after: after)
        }
        self.lines = lines + ["END:VTIMEZONE"]
    }

    private static func change(at moment: Date, from: Int, to: Int, isDaylight: Bool) -> [String] {
        let local = Int(moment.timeIntervalSince1970.rounded()) + from
        let date = CalendarDate(daysSinceEpoch: Int((Double(local) / 86_400).rounded(.down)))
        let time = ClockTime(secondsSinceMidnight: Int32(local - date.daysSinceEpoch * 86_400))
        let kind = isDaylight ? "DAYLIGHT" : "STANDARD"
        return [
            "BEGIN:\(kind)", "DTSTART:\(date.digits)T\(time.digits)", "TZOFFSETFROM:\(offset(from))",
            "TZOFFSETTO:\(offset(to))", "END:\(kind)",
        ]
    }

    private static func offset(_ seconds: Int) -> String {
        let minutes = seconds.magnitude / 60
        let (hours, rest) = (minutes / 60, minutes % 60)
        return (seconds < 0 ? "-" : "+") + (hours < 10 ? "0" : "") + "\(hours)" + (rest < 10 ? "0" : "") + "\(rest)"
    }
}

extension ClockTime {
    /// `073230`.
    fileprivate var digits: String { description.filter { $0 != ":" } }
    /// The time with its seconds cut.
    fileprivate var minutesRoundedDown: ClockTime {
        ClockTime(secondsSinceMidnight: secondsSinceMidnight / 60 * 60)
    }
}
