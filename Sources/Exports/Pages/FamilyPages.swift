import ParallelWork
import Quantities
import RoadNetwork
import Tables
import TransportModel

/// A page for every family about whom something was decided, and a calendar where a child rides: where, when, which
/// trip, whom to call, what has changed, and the other stops to choose from.
///
/// Pages lie in `families/`, those of protected pupils in `staff/letters/`. Minutes are whole and can be kept: departures
/// are cut, arrivals rounded up.
struct FamilyPages: Sendable {
    private let batch: Batch
    private let rides: [String: [AssignmentRow]]
    private let decisions: [String: [Decision]]
    private let changes: PlanChanges
    private let sections: FamilySections
    private let stopNames: StopNames
    private let threads: Int

    /// The pages of everybody of whom `source` tells.
    init(_ source: ExportSource, _ tiles: RoadTiles) {
        let batch = source.batch
        self.batch = batch
        threads = source.threads
        changes = source.changes
        rides = Dictionary(grouping: source.tables.assignments, by: \.pupilID)
        decisions = Dictionary(grouping: source.plan.decisions) { batch.pupils[$0.pupil].id }
        stopNames = source.stopNames
        sections = FamilySections(source, tiles)
    }

    /// The files: a page a pupil, and a calendar for those who ride.
    func files() -> [PlanTables.File] {
        var seen: Set<String> = []
        let distinct = batch.pupils.elements.filter { pupil in
            (rides[pupil.id] != nil || decisions[pupil.id] != nil) && seen.insert(pupil.id).inserted
        }
        return Parallel.map(distinct, threads: threads, files).flatMap { $0 }
    }

    /// Where the page of `pupil` is, without its ending.
    static func path(of pupil: Pupil) -> String {
        (pupil.isProtected ? "staff/letters/" : "families/") + FileNames.name(of: pupil.id)
    }

    private func files(of pupil: Pupil) -> [PlanTables.File] {
        let name = FamilyPages.path(of: pupil)
        let rows = rides[pupil.id] ?? []
        let messages = Messages.of(pupil.language.isEmpty ? batch.municipality.languages.first ?? "en" : pupil.language)
        let page = PlanTables.File(
            name: name + ".html", bytes: page(of: pupil, rows, messages), isForStaff: pupil.isProtected)
        guard !rows.isEmpty else { return [page] }
        let calendar = FamilyCalendar(
            pupil: pupil, rides: rows, school: batch.schools[pupil.school].name(in: messages.language).harmless,
            stopNames: stopNames,
            messages: messages, municipality: batch.municipality, asOf: batch.asOf)
        return [page, .init(name: name + ".ics", bytes: calendar.bytes(), isForStaff: pupil.isProtected)]
    }

    private func page(of pupil: Pupil, _ rows: [AssignmentRow], _ messages: Messages) -> [UInt8] {
        let name = (pupil.name.isEmpty ? pupil.id : pupil.name).harmless
        let own = pupil.homes.compactMap { home in
            let own = rows.filter { $0.homeID == batch.homes[home].id }
            return own.isEmpty ? nil : sections.section(home, own, of: pupil, messages)
        }
        let file = FileNames.name(of: pupil.id)
        let letter = pupil.isProtected ? "decisions/\(file).html" : "letters/\(file).html"
        let view = FamilyPage(
            language: messages.language, m: messages.forTemplate, title: messages("family.title", ["name": name]),
            intro: messages(
                "family.intro",
                [
                    "school": batch.schools[pupil.school].name(in: messages.language).harmless,
                    "class": pupil.classID.harmless,
                    "date": messages.date(batch.asOf),
                ]),
            change: change(for: pupil, rides: rows, messages), outcomes: outcomes(of: pupil, rides: rows, messages),
            calendar: rows.isEmpty ? [] : [file + ".ics"], letter: decisions[pupil.id] == nil ? [] : [letter],
            call: call(pupil, messages), homes: own)
        return PageTemplates.rendered(view, with: "family")
    }

    /// What has changed since the plan before, in a word.
    private func change(for pupil: Pupil, rides: [AssignmentRow], _ messages: Messages) -> [String] {
        guard changes.hasPrevious, !rides.isEmpty else { return [] }
        switch changes.pupils[pupil.id] {
        case .new: return [messages("family.new")]
        case .changed, .ended: return [messages("family.changed")]
        case nil: return [messages("family.unchanged")]
        }
    }

    /// What was decided, for those who do not ride.
    private func outcomes(of pupil: Pupil, rides: [AssignmentRow], _ messages: Messages) -> [String] {
        guard rides.isEmpty else { return [] }
        let facts = LetterFacts(batch: batch, messages: messages)
        var seen: Set<String> = []
        return (decisions[pupil.id] ?? []).map(facts.outcome).filter { seen.insert($0).inserted }
    }

    private func call(_ pupil: Pupil, _ messages: Messages) -> String {
        let contact = batch.municipality.contact.harmless
        return messages(
            contact.isEmpty ? "family.call.whom" : "family.call.at",
            [
                "municipality": batch.municipality.name.harmless, "contact": contact, "pupil": pupil.id.harmless,
            ])
    }
}

/// What a family's page says.
struct FamilyPage: Sendable {
    var language: String, m: [String: String], title: String, intro: String, change: [String], outcomes: [String]
    var calendar: [String], letter: [String], call: String, homes: [HomeSection]

    /// One of the pupil's homes.
    struct HomeSection: Sendable {
        var id: String, title: String, stopName: String, walk: String, hazard: [String]
        var map: [WalkMap], days: [DayLine], weeks: [String]
        var options: [OptionLine], hasOptions: Bool, until: [String], choices: [WalkMap]
    }

    /// A day of the table of times: to school and home.
    struct DayLine: Equatable, Sendable {
        var day: String, rides: [RideCell]
    }

    /// A ride as a family reads it.
    struct RideCell: Equatable, Sendable {
        var leave: String, arrive: [String] = [], new: [String] = [], note: [String] = [], trip: [String] = []
    }

    /// A stop that the family could have.
    struct OptionLine: Sendable {
        var rank: Int, name: String, number: String, metres: String, minutes: String, there: String, back: String
        var mark: [String], hazard: [String]
    }
}

extension Seconds {
    /// Whole minutes, rounded up.
    var roundedUpMinutes: Int { (Int(rawValue) + 59) / 60 }
}

extension ClockTime {
    /// `7:33` for an arrival at 7:32:30: whole minutes, rounded up.
    var minutesRoundedUp: String { (self + Seconds(59)).minutes }
}
