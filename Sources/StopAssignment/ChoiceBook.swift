import Quantities
import TransportModel

/// The stops that families asked for, judged: which are honoured and why the others are not.
struct ChoiceBook {
    /// Per home (indexed like `Batch.homes`) the stop asked for that could be used, honoured or not: it is shown among
    /// the options.
    private(set) var asked: [Index<CandidateStop>?]
    /// Per home the stop that is honoured.
    private(set) var honoured: [Index<CandidateStop>?]
    /// Why choices are refused.
    private(set) var findings: [Finding] = []

    private let batch: Batch
    private let candidates: IndexedTable<CandidateStop>
    private let stopOfID: [String: Index<CandidateStop>]
    /// Per stop the pupils that already have it.
    private var taken: [Set<Index<Pupil>>]

    /// Judges the batch's choices for the carried homes, whose usable stops are `usable`. Places are given in the order
    /// of submission, then of the file.
    init(
        batch: Batch, candidates: IndexedTable<CandidateStop>, carried: [Index<Home>],
        usable: (Index<Home>) -> [StopInReach]
    ) {
        self.batch = batch
        self.candidates = candidates
        asked = Array(repeating: nil, count: batch.homes.count)
        honoured = asked
        taken = Array(repeating: [], count: candidates.count)
        stopOfID = Dictionary(
            candidates.indices.map { (candidates[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        let latest = ChoiceBook.latestChoices(batch)
        let inOrder = carried.compactMap { home in latest[home].map { (home, $0) } }
            .sorted { ($0.1.submittedAt, $0.1.line, $0.0) < ($1.1.submittedAt, $1.1.line, $1.0) }
        for (home, choice) in inOrder { judge(choice, of: home, usable(home)) }
        reportOfOthers(latest, carried: Set(carried))
    }

    /// The choice that counts for each home: the latest, and of two at one time the one that names the home.
    private static func latestChoices(_ batch: Batch) -> [Index<Home>: StopChoice] {
        var latest: [Index<Home>: StopChoice] = [:]
        func isNewer(_ new: StopChoice, than old: StopChoice) -> Bool {
            (new.submittedAt, new.home == nil ? 0 : 1, new.line) > (old.submittedAt, old.home == nil ? 0 : 1, old.line)
        }
        for choice in batch.choices {
            for home in choice.home.map({ [$0] }) ?? batch.pupils[choice.pupil].homes {
                if let old = latest[home], !isNewer(choice, than: old) { continue }
                latest[home] = choice
            }
        }
        return latest
    }

    private mutating func judge(_ choice: StopChoice, of home: Index<Home>, _ usable: [StopInReach]) {
        guard let stop = stopOfID[choice.stopID] else {
            refuse(
                choice, "choice-unknown-stop",
                "there is no stop \(choice.stopID); the nearest fitting stop is used instead")
            return
        }
        guard usable.contains(where: { $0.stop == stop }) else {
            if batch.isFetchedAtDoor(batch.homes[home].pupil, home: home) {
                refuse(
                    choice, "choice-at-door", "the pupil is fetched at the door, so stop \(choice.stopID) is not used")
            } else {
                let limit = batch.stopWalkLimit(of: batch.homes[home].pupil, home: home)
                refuse(
                    choice, "choice-out-of-reach",
                    "stop \(choice.stopID) is farther from home \(batch.homes[home].id) than the longest walk of \(limit) m, "
                        + "or no legal walk leads there")
            }
            return
        }
        asked[home.offset] = stop
        let limit = candidates[stop].maxPupils ?? .max
        guard taken[stop.offset].contains(choice.pupil) || taken[stop.offset].count < limit else {
            refuse(
                choice, "choice-stop-full",
                "stop \(choice.stopID) takes \(max(0, limit)) pupils and others chose it before")
            return
        }
        taken[stop.offset].insert(choice.pupil)
        honoured[home.offset] = stop
    }

    /// Choices for homes that are not carried are no fault, but somebody may wonder.
    private mutating func reportOfOthers(_ latest: [Index<Home>: StopChoice], carried: Set<Index<Home>>) {
        for home in latest.keys.sorted() where !carried.contains(home) {
            let choice = latest[home]!
            findings.append(
                Finding(
                    "choice-not-carried", .info, file: "choices.csv", line: choice.line,
                    subject: batch.pupils[choice.pupil].id,
                    message:
                        "stop \(choice.stopID) was chosen for home \(batch.homes[home].id), from which no ride is granted"
                ))
        }
    }

    private mutating func refuse(_ choice: StopChoice, _ code: String, _ message: String) {
        findings.append(
            Finding(
                code, .warning, file: "choices.csv", line: choice.line, subject: batch.pupils[choice.pupil].id,
                message: message))
    }
}
