import Foundation
import Quantities
import Tables
import TransportModel

/// Reads `municipality.yaml`. Every key but the first four has the default that `Municipality` documents; a key that
/// cannot be read keeps its default and is an error finding.
struct MunicipalityReader {
    static let file = "municipality.yaml"

    /// The lines of the keys at the start of a line.
    private(set) var lines: [String: Int] = [:]

    private let log: InputLog
    private let yaml = YAMLLog(file: MunicipalityReader.file, prefix: "municipality")

    /// A reader that reports to `log`.
    init(log: InputLog) { self.log = log }

    /// The settings; `nil` after a fatal problem: no file, no YAML, or a required key missing.
    mutating func read(_ folder: BundleFolder) -> Municipality? {
        guard let text = folder.text(of: MunicipalityReader.file) else { return nil }
        do {
            let settings = try read(text: text)
            yaml.findings.forEach { log.add($0) }
            return settings
        } catch {
            log.fatal(error)
            return nil
        }
    }

    /// The name of the network alone, whatever else is wrong; `nil` where it cannot be found.
    func networkName(_ folder: BundleFolder) -> String? {
        guard let text = folder.text(of: MunicipalityReader.file),
            let top = try? YAMLValue.document(text, log: yaml).mapping(), let name = top["network"]?.plainText,
            BundleFolder.fault(inName: name) == nil
        else { return nil }
        return name.trimmedBlanks
    }

    private mutating func read(text: String) throws(FatalProblem) -> Municipality? {
        let document = try YAMLValue.document(text, log: yaml)
        guard let top = document.mapping(known: MunicipalityKeys.file) else {
            throw FatalProblem(
                "municipality-no-keys", file: MunicipalityReader.file, line: 1,
                message: "The file must hold keys such as `name: …`, `crs: EPSG:3067`, `network: …`, `rules: …`.")
        }
        for (key, value) in top.entries where lines[key] == nil { lines[key] = value.line }
        let name = required("name", in: top)
        let crs = required("crs", in: top)
        let network = fileName("network", in: top)
        let rules = fileName("rules", in: top)
        guard let name, let crs, let network, let rules else { return nil }
        var settings = Municipality(name: name, crs: crs, network: network, rules: rules)
        readCalendar(top, into: &settings.calendar)
        readLanguages(top, into: &settings)
        settings.contact = top["contact"]?.text() ?? ""
        settings.choicesUntil = top["choices_until"].flatMap(date)
        readService(top, into: &settings.service)
        readSolver(top, into: &settings.solver)
        readBaseline(top, into: &settings.baseline)
        return settings
    }

    // MARK: What must be there

    private func required(_ key: String, in top: YAMLMapping) -> String? {
        guard let value = top[key], let text = value.plainText?.trimmedBlanks, !text.isEmpty else {
            log.fatal(
                "municipality-missing-key", file: MunicipalityReader.file, line: top[key]?.line ?? 1,
                "The key `\(key)` is missing or has no single value. Add it, such as `\(MunicipalityKeys.example(key))`."
            )
            return nil
        }
        return text
    }

    private func fileName(_ key: String, in top: YAMLMapping) -> String? {
        guard let name = required(key, in: top) else { return nil }
        if let fault = BundleFolder.fault(inName: name) {
            log.fatal(
                "path-outside-bundle", file: MunicipalityReader.file, line: top[key]?.line,
                "`\(key)` reads \(name.shown). \(fault)")
            return nil
        }
        return name
    }

    // MARK: What has a default

    private func readCalendar(_ top: YAMLMapping, into calendar: inout ServiceCalendar) {
        guard let value = top["calendar"], !value.isEmpty,
            let keys = value.mapping(known: MunicipalityKeys.calendar)
        else { return }
        calendar.from = keys["from"].flatMap(date)
        calendar.to = keys["to"].flatMap(date)
        if let from = calendar.from, let to = calendar.to, to < from {
            yaml.error(
                "bad-calendar", at: keys["to"] ?? value,
                "The calendar ends on \(to), before it begins. Check both dates.")
            calendar.to = nil
        }
        if let weeks = keys["cycle_weeks"]?.integer(in: 1...53) { calendar.cycleWeeks = weeks }
        for element in keys["holidays"]?.list() ?? [] {
            if let days = holiday(element) { calendar.holidays.append(days) }
        }
        calendar.holidays.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        if let from = calendar.from, let to = calendar.to, isHoliday(from, to, calendar.holidays) {
            yaml.warning(
                "no-school-day", at: keys["holidays"] ?? value,
                "Every day from \(from) to \(to) is a holiday, so nobody rides on any date. Check the holidays.")
        }
    }

    /// Whether holidays, sorted by their first day, cover every day from `from` to `to`.
    private func isHoliday(_ from: CalendarDate, _ to: CalendarDate, _ holidays: [ClosedRange<CalendarDate>]) -> Bool {
        var free = from.daysSinceEpoch
        for days in holidays where days.lowerBound.daysSinceEpoch <= free {
            free = max(free, days.upperBound.daysSinceEpoch + 1)
        }
        return free > to.daysSinceEpoch
    }

    /// A day, a range `{from: …, to: …}`, or a range `2026-10-12/2026-10-18`.
    private func holiday(_ value: YAMLValue) -> ClosedRange<CalendarDate>? {
        var first: CalendarDate?
        var last: CalendarDate?
        if value.isMapping {
            guard let keys = value.mapping(known: MunicipalityKeys.holiday) else { return nil }
            guard let from = keys["from"] ?? keys["date"] ?? keys["to"] else {
                yaml.error("bad-date", at: value, "A holiday needs a date: write `2026-12-06` or `{from: …, to: …}`.")
                return nil
            }
            first = date(from)
            last = date(keys["to"] ?? from)
        } else if let text = value.plainText, text.contains("/") {
            let parts = text.split(separator: "/").map(\.trimmedBlanks)
            first = parts.first.flatMap { CalendarDate($0) }
            last = parts.count == 2 ? CalendarDate(parts[1]) : nil
            if first == nil || last == nil {
                yaml.error("bad-date", at: value, "\(text.shown) is no range of dates. Write 2026-10-12/2026-10-18.")
            }
        } else {
            first = date(value)
            last = first
        }
        guard let first, let last else { return nil }
        guard first <= last else {
            yaml.error("bad-calendar", at: value, "The holiday ends on \(last), before it begins. Check both dates.")
            return nil
        }
        return first...last
    }

    private func date(_ value: YAMLValue) -> CalendarDate? {
        guard let text = value.text() else { return nil }
        if let date = CalendarDate(text) { return date }
        yaml.error("bad-date", at: value, "`\(value.key)` reads \(text.shown). Write a date such as 2026-08-11.")
        return nil
    }

    private func readLanguages(_ top: YAMLMapping, into settings: inout Municipality) {
        if let value = top["languages"], !value.isEmpty {
            let words = value.list().compactMap { $0.text()?.lowercased() }
            let codes = words.filter { (2...3).contains($0.count) && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
            if codes.count < words.count {
                yaml.error(
                    "bad-language", at: value, "A language is written as its code: sv, fi, en. Others were left out.")
            }
            let foreign = codes.filter { !LetterTemplatesReader.languages.contains($0) }
            if !foreign.isEmpty {
                yaml.warning(
                    "language-without-texts", at: value,
                    "There are no texts in \(foreign.joined(separator: ", ")): what would be written in it is written in "
                        + "English. Write sv, fi or en, the language of most families first.")
            }
            if !codes.isEmpty { settings.languages = codes }
        }
        if let value = top["time_zone"], let name = value.text() {
            let isKnown = TimeZone(identifier: name) != nil || TimeZone(identifier: "Europe/Helsinki") == nil
            if isKnown, !name.isEmpty {
                settings.timeZone = name
            } else {
                yaml.error(
                    "bad-time-zone", at: value,
                    "\(name.shown) is no time zone. Write one such as Europe/Helsinki or Europe/Stockholm.")
            }
        }
    }

    private func readService(_ top: YAMLMapping, into service: inout ServiceSettings) {
        guard let value = top["service"], !value.isEmpty, let keys = value.mapping(known: MunicipalityKeys.service)
        else {
            return
        }
        if let dwell = keys["dwell"] {
            if dwell.isMapping, let parts = dwell.mapping(known: MunicipalityKeys.dwell) {
                set(&service.dwellAtStop, parts["stop_s"], upTo: 3600)
                set(&service.dwellPerPupil, parts["per_pupil_s"], upTo: 600)
                set(&service.dwellPerWheelchair, parts["per_wheelchair_s"], upTo: 3600)
                set(&service.dwellAtSchool, parts["school_s"], upTo: 3600)
            } else {
                set(&service.dwellAtStop, dwell, upTo: 3600)
            }
        }
        if let margins = keys["margins"] {
            if margins.isMapping, let parts = margins.mapping(known: MunicipalityKeys.margins) {
                set(&service.marginBeforeStart, parts["before_start_s"], upTo: 7200)
                set(&service.marginAfterEnd, parts["after_end_s"], upTo: 7200)
            } else {
                set(&service.marginBeforeStart, margins, upTo: 7200)
                service.marginAfterEnd = service.marginBeforeStart
            }
        }
        set(&service.longestWait, keys["longest_wait_s"] ?? keys["longest_wait"], upTo: 43_200)
        service.longestWaitIsGiven = keys.has(anyOf: ["longest_wait_s", "longest_wait"])
        if let speed = (keys["walking_speed_mps"] ?? keys["walking_speed"])?.number(in: 0.2...5, unit: "m/s") {
            service.walkingSpeed = speed
        }
        if let factor = keys["driving_factor"]?.number(in: 0.2...10) { service.drivingFactor = factor }
        service.gramsPerKilometre = keys["co2_g_per_km"]?.number(in: 0...10_000)
        if let turns = keys["turns_at_stops"]?.choice(of: TurnsAtStops.self) { service.turnsAtStops = turns }
        set(&service.turning, keys["turning_s"], upTo: 600)
        if let mixes = keys["mixed_loads"]?.flag() { service.mixedLoads = mixes }
    }

    private func set(_ seconds: inout Seconds, _ value: YAMLValue?, upTo limit: Int) {
        if let read = value?.integer(in: 0...limit) { seconds = Seconds(clamping: read) }
    }

    private func readSolver(_ top: YAMLMapping, into solver: inout SolverSettings) {
        guard let value = top["solver"], !value.isEmpty, let keys = value.mapping(known: MunicipalityKeys.solver) else {
            return
        }
        solver.iterations = keys["iterations"]?.integer(in: 0...1_000_000_000_000)
        solver.seconds = keys["seconds"]?.number(in: 0.1...1_000_000, unit: "s")
        if let seed = keys["seed"]?.integer(in: 0...Int(Int32.max)) { solver.seed = UInt64(seed) }
        solver.threads = keys["threads"]?.integer(in: 1...1024)
    }
}

extension MunicipalityReader {
    /// What the benefit is measured against.
    private func readBaseline(_ top: YAMLMapping, into baseline: inout Baseline) {
        guard let value = top["baseline"], !value.isEmpty, let keys = value.mapping(known: MunicipalityKeys.baseline)
        else { return }
        baseline.name = keys["name"]?.text() ?? ""
        baseline.decidedAutomatically = keys["decided_automatically"]?.number(in: 0...1)
        baseline.vehicles = keys["vehicles"]?.integer(in: 0...1_000_000)
        baseline.kilometres = keys["km"]?.number(in: 0...1e9)
        baseline.cost = keys["cost"]?.number(in: 0...1e12)
        baseline.carbonDioxide = keys["co2_kg"]?.number(in: 0...1e12)
        baseline.ride = keys["ride_min"]?.number(in: 0...1440)
        baseline.walk = keys["walk_m"]?.number(in: 0...1e6)
    }
}

/// Every key that `municipality.yaml` knows, by the group it stands in; `Data/schemas` has the same.
package enum MunicipalityKeys {
    package static let file = [
        "name", "crs", "network", "rules", "calendar", "languages", "time_zone", "service", "solver",
        "baseline", "contact", "choices_until",
    ]
    package static let calendar = ["from", "to", "cycle_weeks", "holidays"]
    package static let holiday = ["date", "from", "to", "name"]
    package static let service = [
        "dwell", "margins", "longest_wait_s", "longest_wait", "walking_speed_mps", "walking_speed", "driving_factor",
        "mixed_loads", "turns_at_stops", "turning_s", "co2_g_per_km",
    ]
    package static let dwell = ["stop_s", "per_pupil_s", "per_wheelchair_s", "school_s"]
    package static let margins = ["before_start_s", "after_end_s"]
    package static let solver = ["iterations", "seconds", "seed", "threads"]
    package static let baseline = [
        "name", "decided_automatically", "vehicles", "km", "cost", "co2_kg", "ride_min", "walk_m",
    ]

    /// How a required key may read.
    static func example(_ key: String) -> String {
        switch key {
        case "name": "name: Sipoo"
        case "crs": "crs: EPSG:3067"
        case "network": "network: network.osm.pbf"
        default: "rules: rules.yaml"
        }
    }
}
