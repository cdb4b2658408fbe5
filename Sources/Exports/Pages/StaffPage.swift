import Quantities
import TransportModel

/// The staff's desk: cases to decide, pupils whose rides are missing, who is nearest a limit, what choices cost, and
/// the letters to protected families. It names protected pupils and is for its owner's eyes alone.
struct StaffPage: Sendable {
    var language: String, m: [String: String], title: String
    var review: [ReviewLine], hasReview: Bool
    var unserved: [PupilLine], limits: [LimitLine], choices: [ChoiceLine], letters: [LetterLine]
    var hasUnserved: Bool, hasChoices: Bool, hasLetters: Bool
    var changes: String, changesFile = "changes.csv", workbookFile = "plan.xlsx"

    /// A case in review.
    struct ReviewLine: Sendable {
        var id: String, name: String, home: String, school: String, why: String, decide: String, letter: String
    }

    /// A pupil and what a finding says.
    struct PupilLine: Sendable {
        var id: String, name: String, school: String, what: String, letter: [String]
    }

    /// A pupil near a limit.
    struct LimitLine: Sendable {
        var id: String, name: String, school: String, what: String, value: String
    }

    /// A family's choice.
    struct ChoiceLine: Sendable {
        var id: String, name: String, home: String, stop: String, kept: String
        var vehicles: String, minutes: String, cost: String, stopCost: String, planned: String
    }

    /// A letter.
    struct LetterLine: Sendable {
        var name: String, file: String, decision: String
    }

    /// The name of the file.
    static let fileName = "staff/index.html"

    /// The page about the tables of `source`.
    init(_ source: ExportSource) {
        let people = StaffPeople(source.batch, source.batch.municipality.languages.first ?? "en")
        let messages = Messages.of(source.batch.municipality.languages.first ?? "en")
        language = messages.language
        m = messages.forTemplate
        title = messages("staff.title", ["municipality": source.batch.municipality.name.harmless])
        review = source.tables.review.map { row in
            ReviewLine(
                id: row.pupilID.harmless, name: people.name(row.pupilID), home: row.homeID.harmless,
                school: people.school(row.pupilID), why: row.why.harmless, decide: row.whatWouldDecide.harmless,
                letter: people.letter(row.pupilID))
        }
        hasReview = !review.isEmpty
        let decided = Set(source.tables.decisions.map(\.pupilID))
        let told = ChangeList(source).rows.count { $0.kind == "family" }
        changes = messages("staff.changes", ["count": "\(told)"])
        unserved = source.tables.findings.filter { $0.severity != .info && people.knows($0.subject) }.map { row in
            PupilLine(
                id: row.subject.harmless, name: people.name(row.subject), school: people.school(row.subject),
                what: row.message.harmless, letter: decided.contains(row.subject) ? [people.letter(row.subject)] : [])
        }
        hasUnserved = !unserved.isEmpty
        limits = StaffPage.limits(source.tables, people, messages)
        choices = StaffPage.choices(source, people, messages)
        hasChoices = !choices.isEmpty
        letters = source.batch.pupils.elements.filter { $0.isProtected && decided.contains($0.id) }.map { pupil in
            LetterLine(
                name: people.name(pupil.id), file: "letters/\(FileNames.name(of: pupil.id)).html",
                decision: people.letter(pupil.id))
        }
        hasLetters = !letters.isEmpty
    }

    /// The page as HTML.
    func rendered() -> [UInt8] { PageTemplates.rendered(self, with: "staff") }

    /// The ten pupils with the longest rides and the ten with the longest walks.
    private static func limits(_ tables: PlanTables, _ people: StaffPeople, _ messages: Messages) -> [LimitLine] {
        func longest<Value: Comparable>(
            _ value: (AssignmentRow) -> Value, what: String, shown: (Value) -> String
        ) -> [LimitLine] {
            var most: [String: Value] = [:]
            for row in tables.assignments {
                most[row.pupilID] = max(most[row.pupilID] ?? value(row), value(row))
            }
            return most.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10).map { pupil, value in
                LimitLine(
                    id: pupil.harmless, name: people.name(pupil), school: people.school(pupil),
                    what: messages(what), value: shown(value))
            }
        }
        return longest(\.ride, what: "staff.ride") { Figure.minutes(Double($0.rawValue), messages) }
            + longest(\.walk, what: "staff.walk") { "\(Int($0.metres.rounded()))" }
    }

    /// The day planned with the choice and without; `nil` where there is only an estimate.
    private static func planned(_ price: ChoicePrice, _ messages: Messages) -> String? {
        guard let day = price.plannedDay, let vehicles = price.dayVehiclesWith, let fewer = price.dayVehiclesWithout,
            let minutes = price.dayMinutesWith, let shorter = price.dayMinutesWithout, let cost = price.dayCostWith,
            let cheaper = price.dayCostWithout
        else { return nil }
        let parts = day.split(separator: "-").map(String.init)
        return messages(
            "staff.planned",
            [
                "week": parts[0], "day": messages("day.\(parts[1])"), "vehicles": "\(vehicles)",
                "vehicles_without": "\(fewer)", "minutes": "\(minutes)", "minutes_without": "\(shorter)",
                "cost": messages.decimals(cost.description), "cost_without": messages.decimals(cheaper.description),
            ])
    }

    private static func choices(
        _ source: ExportSource, _ people: StaffPeople, _ messages: Messages
    ) -> [ChoiceLine] {
        let options = Dictionary(grouping: source.tables.stopOptions) { HomeID($0) }
        let prices = Dictionary(
            source.choicePrices.map { (HomeID($0.pupilID, $0.homeID), $0) }, uniquingKeysWith: { first, _ in first })
        return source.batch.choices.flatMap { choice -> [ChoiceLine] in
            let pupil = source.batch.pupils[choice.pupil]
            return (choice.home.map { [$0] } ?? pupil.homes).compactMap { home in
                let homeID = source.batch.homes[home].id
                guard let option = options[HomeID(pupil.id, homeID)]?.first(where: { $0.stopID == choice.stopID })
                else {
                    return nil
                }
                let price = prices[HomeID(pupil.id, homeID)]
                return ChoiceLine(
                    id: pupil.id.harmless, name: people.name(pupil.id), home: homeID.harmless,
                    stop: source.stopNames.name(of: option.stopID, for: messages),
                    kept: messages(option.isAssigned ? "staff.yes" : "staff.no"),
                    vehicles: price.map { "\($0.extraVehicles)" } ?? "–",
                    minutes: price.map { "\($0.extraMinutes)" } ?? "–",
                    cost: price.map { messages.decimals($0.extraCost.description) } ?? "–",
                    stopCost: messages.decimals((price?.extraStopCost ?? option.extraCost).description),
                    planned: price.flatMap { planned($0, messages) } ?? messages("staff.estimated"))
            }
        }
    }
}

/// Names and schools of pupils, for pages that staff alone read.
private struct StaffPeople {
    private let pupils: [String: Pupil]
    private let batch: Batch
    private let language: String

    init(_ batch: Batch, _ language: String) {
        self.language = language
        self.batch = batch
        pupils = Dictionary(batch.pupils.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The decision letter of the pupil, seen from `staff/`.
    func letter(_ id: String) -> String {
        let folder = pupils[id]?.isProtected == false ? "../families/letters/" : "letters/decisions/"
        return folder + FileNames.name(of: id) + ".html"
    }

    func knows(_ id: String) -> Bool { pupils[id] != nil }
    func name(_ id: String) -> String { (pupils[id]?.name ?? "").harmless }
    func school(_ id: String) -> String {
        pupils[id].map { batch.schools[$0.school].name(in: language).harmless } ?? ""
    }
}
