public import Quantities

/// The rules of a municipality as data, read from `rules.yaml`.
///
/// `rules` are read from top to bottom: the first whose every condition clearly holds decides.
public struct RuleSet: Sendable {
    /// The name and version that decisions cite.
    public var name = "", version = ""
    /// The file as it was read, so that a decision can be replayed with it in three years.
    public var text = ""
    /// Country, validity and sources of the file.
    public var header = RuleFileHeader()
    /// Grade bands by name, in file order.
    public var bands: [GradeBand] = []
    /// Named parts of the year; `winter` is from 1 November to 31 March unless the file says otherwise.
    public var seasons = [Season.winter]
    /// How walks are measured; the first is the one that rules use unless they name another.
    public var measures: [Measure] = [Measure()]
    /// The rules, in file order.
    public var rules: [Rule] = []
    /// Which marks on the roads count, and for whom; empty: all count for everyone.
    public var hazards: [HazardPolicy] = []
    /// Which homes give a right to a ride.
    public var homes = HomePolicy()
    /// On which days and in which sessions a right holds; the first that matches.
    public var days: [DayPolicy] = []
    /// Rides beside those to and from school, such as to lessons in religion. They are named with the decision of a
    /// pupil whose column `extra_trips` says one of these words, and not planned.
    public var extraTrips: [String] = []
    /// When a measure is too near a limit to be decided without a person. Default: never.
    public var nearLimit = NearLimit()
    /// Which cases go to a person. Default: all causes but a free seat.
    public var reviewed: Set<ReviewCause> = Set(ReviewCause.allCases)
    /// The special needs that send a case to a person. Default: all.
    public var reviewedNeeds: Set<Need> = Set(Need.allCases)
    /// Which review cases ride while they wait. Default: special needs and protected pupils.
    public var carriedInReview: Set<ReviewCause> = [.specialNeeds, .protected]
    /// Further review cases that ride, for some pupils.
    public var carriedCases: [CarriedCase] = []
    /// Longest walk to a stop; the first that matches.
    public var stopWalkLimits: [BandLimit<Metres>] = []
    /// More about stops than their distance.
    public var stopPolicy = StopPolicy()
    /// Longest ride one way.
    public var rideLimits: [BandLimit<Seconds>] = []
    /// Longest wait at school, before or after.
    public var waitLimits: [BandLimit<Seconds>] = []
    /// More about waiting than its length.
    public var waitPolicy = WaitPolicy()
    /// Longest day of travel: walks, waits and rides both ways.
    public var dayTotalLimits: [BandLimit<Seconds>] = []
    /// Application, validity, appeal, modes and allowance.
    public var process = DecisionProcess()

    /// No rules at all.
    public init() {}

    /// The names of the bands that `grade` is in, in file order.
    public func bandNames(of grade: Int) -> [String] {
        bands.filter { $0.grades.contains(grade) }.map(\.name)
    }

    /// The measure called `name`; the first for an empty name.
    public func measure(named name: String) -> Measure? {
        name.isEmpty ? measures.first : measures.first { $0.name == name }
    }

    /// Which of `causes` let the pupil of `facts` ride while a person decides.
    public func carriedCauses(for facts: PupilFacts) -> Set<ReviewCause> {
        carriedCases.reduce(into: carriedInReview) { causes, next in
            if next.who.matches(facts) == .yes { causes.formUnion(next.causes) }
        }
    }

    /// The rides beside school that the pupil of `facts` has a right to, in file order.
    public func extraTrips(for facts: PupilFacts) -> [String] {
        extraTrips.filter { trip in
            ColumnCondition(column: "extra_trips", test: .oneOf([trip])).holds(for: facts.columns) == .yes
        }
    }

    /// The season called `name`.
    public func season(named name: String) -> Season? { seasons.first { $0.name == name } }
}

/// What a rule file says about itself.
public struct RuleFileHeader: Sendable {
    /// Two letters of ISO 3166, such as `FI`; empty: not said.
    public var country = ""
    /// First and last day on which the rules hold, inclusive; `nil`: not limited.
    public var validFrom: CalendarDate?, validTo: CalendarDate?
    /// What the file is, for people.
    public var about = LocalisedText()
    /// Where the rules come from.
    public var sources: [RuleSource] = []

    /// Nothing said.
    public init() {}
}

/// A text that rules come from.
public struct RuleSource: Hashable, Sendable {
    /// What rules cite it by.
    public var id: String
    /// Its title.
    public var title: String
    /// Where it is found; may be empty.
    public var url: String
    /// When it was read, as written.
    public var read: String
    /// What of it could not be read, or must be checked; may be empty.
    public var note: String

    /// A source.
    public init(id: String, title: String, url: String = "", read: String = "", note: String = "") {
        self.id = id
        self.title = title
        self.url = url
        self.read = read
        self.note = note
    }
}

/// Grades that are treated alike.
public struct GradeBand: Hashable, Sendable {
    /// Such as `1-3`.
    public var name: String
    /// The grades, 0 being pre-primary.
    public var grades: Set<Int>
    /// The line of `rules.yaml`, from 1; 0: not from a file.
    public var line: Int

    /// A band.
    public init(name: String, grades: Set<Int>, line: Int = 0) {
        self.name = name
        self.grades = grades
        self.line = line
    }

    /// The grades of `1-3`, `F-3`, `pre` or `4`; `nil` for anything else, or where the range runs backwards.
    public static func grades(of text: String) -> Set<Int>? {
        let plain = String(text.map { $0 == "–" ? "-" : $0 }.filter { $0 != " " })
        let parts = plain.split(separator: "-", omittingEmptySubsequences: false).map { $0.lowercased() }
        let ends = parts.compactMap { part -> Int? in
            if part == "f" || part == "pre" || part == "k" { return 0 }
            guard part.count <= 2, let grade = Int(part), (0...13).contains(grade) else { return nil }
            return grade
        }
        guard ends.count == parts.count, (1...2).contains(ends.count), let first = ends.first, let last = ends.last,
            first <= last
        else { return nil }
        return Set(first...last)
    }
}

/// A text in several languages, in the order written.
public struct LocalisedText: Hashable, Sendable {
    /// Language code and text; a text without a language has the code ``.
    public var texts: [(language: String, text: String)] = []

    /// No text.
    public init() {}

    /// `text`, in no particular language.
    public init(_ text: String) { texts = [("", text)] }

    /// Whether there is nothing to say.
    public var isEmpty: Bool { texts.isEmpty }

    /// The text in `language`, else the one without a language, else the first; `nil` when there is none.
    public func text(in language: String) -> String? {
        (texts.first { $0.language == language } ?? texts.first { $0.language.isEmpty } ?? texts.first)?.text
    }

    /// Whether both say the same in the same languages.
    public static func == (lhs: LocalisedText, rhs: LocalisedText) -> Bool {
        lhs.texts.elementsEqual(rhs.texts) { $0 == $1 }
    }

    /// Feeds every language and text.
    public func hash(into hasher: inout Hasher) {
        for (language, text) in texts {
            hasher.combine(language)
            hasher.combine(text)
        }
    }
}
