import ParallelWork
import Quantities
import RoadNetwork
import TransportModel

/// A letter for every pupil: what was decided, why, how it was measured, how long it holds and how to appeal.
///
/// Letters lie in `families/letters/`, those of protected pupils in `staff/letters/decisions/`.
struct DecisionLetters: Sendable {
    private let batch: Batch
    private let walks: Walks?
    private let templates: LetterTemplates
    private let decisions: [String: [Decision]]
    private let overrides: [Index<Pupil>: [DecisionOverride]]
    private let rules: [String: Rule]
    private let tiles: RoadTiles
    private let addresses: OpenAddresses
    /// Names and addresses of protected pupils, which no officer's words may carry to others.
    private let secrets: [String]
    private let texts: [String: [String: String]]
    private let threads: Int

    /// The letters about the decisions of `source`.
    init(_ source: ExportSource, _ tiles: RoadTiles) {
        let batch = source.batch
        self.batch = batch
        (walks, templates, threads) = (source.walks, source.letters, source.threads)
        decisions = Dictionary(grouping: source.plan.decisions) { batch.pupils[$0.pupil].id }
        overrides = Dictionary(grouping: batch.overrides, by: \.pupil)
        rules = Dictionary(batch.rules.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.tiles = tiles
        addresses = OpenAddresses(batch)
        let hidden = batch.homes.elements.filter { batch.pupils[$0.pupil].isProtected }
        let names = batch.pupils.elements.filter(\.isProtected).map(\.name)
        secrets = (names + hidden.map(\.address)).filter { !$0.isEmpty }
        texts = Dictionary(
            Messages.languages.map { ($0, Messages.of($0).forTemplate) }, uniquingKeysWith: { first, _ in first })
    }

    /// The files, one a pupil about whom something was decided.
    func files() -> [PlanTables.File] {
        var seen: Set<String> = []
        let pupils = batch.pupils.elements.filter { decisions[$0.id] != nil && seen.insert($0.id).inserted }
        return Parallel.map(pupils, threads: threads) { pupil in
            let folder = pupil.isProtected ? "staff/letters/decisions/" : "families/letters/"
            return PlanTables.File(
                name: folder + FileNames.name(of: pupil.id) + ".html", bytes: templates.rendered(letter(to: pupil)),
                isForStaff: pupil.isProtected)
        }
    }

    private func letter(to pupil: Pupil) -> DecisionLetter {
        let language = pupil.language.isEmpty ? batch.municipality.languages.first ?? "en" : pupil.language
        let messages = Messages.of(language)
        let own = decisions[pupil.id] ?? []
        let municipality = batch.municipality.name.harmless
        let decided = LetterFacts(batch: batch, messages: messages)
        return DecisionLetter(
            language: messages.language, m: texts[messages.language] ?? [:],
            title: messages("letter.title", ["name": (pupil.name.isEmpty ? pupil.id : pupil.name).harmless]),
            intro: messages(
                "letter.intro",
                [
                    "school": batch.schools[pupil.school].name(in: messages.language).harmless,
                    "class": pupil.classID.harmless,
                    "pupil": pupil.id.harmless, "date": messages.date(batch.asOf),
                ]),
            municipality: municipality,
            homes: own.enumerated().map { section($1, number: $0, of: pupil, decided) },
            appeal: [decided.appeal(for: pupil, isDecided: own.contains { $0.outcome != .review })],
            ask: messages("letter.ask.whom", ["municipality": municipality, "pupil": pupil.id.harmless]))
    }

    private func section(
        _ decision: Decision, number: Int, of pupil: Pupil, _ facts: LetterFacts
    ) -> DecisionLetter.HomeSection {
        let messages = facts.messages
        let rule = rules[decision.ruleID]
        let override = decision.certainty == "manual" ? self.override(for: decision) : nil
        let grounds = decision.reasonByLanguage[messages.language] ?? decision.reason
        return DecisionLetter.HomeSection(
            id: "decision-\(number + 1)", title: title(decision.home, of: pupil, messages),
            outcome: facts.outcome(of: decision),
            meanwhile: decision.outcome == .review
                ? [messages(decision.isCarried ? "letter.meanwhile.rides" : "letter.meanwhile.waits")] : [],
            grounds: override == nil ? grounds.harmless : open(grounds, to: pupil, messages),
            ruleText: words(of: rule, for: decision, messages),
            facts: facts.lines(of: decision, rule: rule)
                + facts.lines(of: override) { open($0, to: pupil, messages) },
            map: map(decision.home, of: pupil, messages),
            validity: decision.outcome == .review ? [] : facts.validity(of: decision, override: override))
    }

    /// What families read of the rule, where it is the reason and not what is missing.
    private func words(of rule: Rule?, for decision: Decision, _ messages: Messages) -> [String] {
        guard let rule, decision.outcome == .granted || [.nothing, .allowance].contains(rule.gives) else { return [] }
        return rule.text.text(in: messages.language).map { [$0.harmless] } ?? []
    }

    private func title(_ home: Index<Home>?, of pupil: Pupil, _ messages: Messages) -> String {
        guard let home else { return messages("letter.nohome") }
        let place = batch.homes[home]
        let address = pupil.isProtected ? place.address : addresses.shown(place)
        return messages(
            place.kind == .second ? "family.home.second" : "family.home",
            ["home": (address.isEmpty ? place.id : address).harmless])
    }

    /// What an officer wrote, unless it tells one family about another that is protected.
    private func open(_ words: String, to pupil: Pupil, _ messages: Messages) -> String {
        let tells = !pupil.isProtected && secrets.contains { words.contains($0) }
        return tells ? messages("letter.withheld") : words.harmless
    }

    /// The override that made `decision`, chosen as the decision chose it.
    private func override(for decision: Decision) -> DecisionOverride? {
        let holding = (overrides[decision.pupil] ?? []).filter { $0.expires >= batch.asOf }
        return holding.last { $0.home != nil && $0.home == decision.home } ?? holding.last { $0.home == nil }
    }

    /// The walk to school; none from a home that is a protected pupil's too.
    private func map(_ home: Index<Home>?, of pupil: Pupil, _ messages: Messages) -> [WalkMap] {
        guard let home, let walks, walks.toSchool.indices.contains(home.offset),
            let walk = walks.toSchool[home.offset]
        else { return [] }
        let place = batch.homes[home]
        let isOpen = addresses.mayShowPlace(of: place)
        guard pupil.isProtected || isOpen else { return [] }
        let title = messages(
            "letter.map",
            [
                "school": batch.schools[pupil.school].name(in: messages.language).harmless,
                "metres": LetterFacts.metres(walk.distance, messages.language),
            ])
        // Long ways are drawn from afar, where paths and streets would be a blur.
        let smallest: RoadClass =
            walk.distance > Metres(3000) ? .unclassified : walk.distance > Metres(1000) ? .road : .platform
        return WalkMap(walk.path, title: title, tiles: tiles, smallest: smallest).map { [$0] } ?? []
    }
}

/// What a letter says: the names that a template may use.
struct DecisionLetter: Sendable {
    var language: String, m: [String: String], title: String, intro: String, municipality: String
    var homes: [HomeSection], appeal: [String], ask: String

    /// The decision about one home.
    struct HomeSection: Sendable {
        var id: String, title: String, outcome: String, meanwhile: [String], grounds: String, ruleText: [String]
        var facts: [Fact], map: [WalkMap], validity: [String]
    }

    /// A fact that the decision stands on.
    struct Fact: Equatable, Sendable {
        var name: String, value: String
    }
}
