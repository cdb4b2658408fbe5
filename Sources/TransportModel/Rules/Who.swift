/// Whom a rule or a limit is about: everyone who meets all of its parts.
public struct Who: Hashable, Sendable {
    /// The grades; empty: all.
    public var grades: Set<Int> = []
    /// The age; `nil`: any.
    public var age: AgeCondition?
    /// At least one of these special needs; empty: not asked.
    public var needs: Set<Need> = []
    /// Whether the pupil is protected; `nil`: not asked.
    public var isProtected: Bool?
    /// The ids of the schools; empty: all.
    public var schools: Set<String> = []
    /// Whether the school is the one that the municipality assigned; `nil`: not asked.
    public var schoolIsAssigned: Bool?
    /// The kinds of home; empty: all.
    public var homeKinds: Set<Home.Kind> = []
    /// What columns of the registers must say, sorted by column.
    public var columns: [ColumnCondition] = []
    /// Whoever meets one of these is left out.
    public var except: [Who] = []

    /// Everyone.
    public init(grades: Set<Int> = []) { self.grades = grades }

    /// Whether nothing but the grade is asked.
    public var asksOnlyForGrade: Bool {
        var other = self
        other.grades = []
        return other == Who()
    }

    /// Whether `facts` meet this; `unknown` where the registers do not say enough.
    public func matches(_ facts: PupilFacts) -> Truth {
        var answers: [Truth] = [
            Truth(grades.isEmpty || grades.contains(facts.grade)),
            Truth(needs.isEmpty || !needs.isDisjoint(with: facts.needs)),
            Truth(isProtected.map { $0 == facts.isProtected } ?? true),
            Truth(schools.isEmpty || schools.contains(facts.schoolID)),
            Truth(schoolIsAssigned.map { $0 == facts.schoolIsAssigned } ?? true),
        ]
        if !homeKinds.isEmpty { answers.append(Truth(facts.homeKind.map(homeKinds.contains) ?? true)) }
        if let age { answers.append(age.holds(for: facts)) }
        answers += columns.map { $0.holds(for: facts.columns) }
        answers += except.map { $0.matches(facts).negated }
        return Truth.all(answers)
    }
}

/// Yes, no, or what would have to be known.
public enum Truth: Hashable, Sendable {
    case yes, no
    /// Not known, because this fact is missing.
    case unknown(String)

    /// `value`, known.
    public init(_ value: Bool) { self = value ? .yes : .no }

    /// No for yes, and the other way round.
    public var negated: Truth { self == .yes ? .no : self == .no ? .yes : self }

    /// No where one is no, else unknown where one is, else yes.
    public static func all(_ answers: [Truth]) -> Truth {
        if answers.contains(.no) { return .no }
        return answers.first { $0 != .yes } ?? .yes
    }
}

/// An age in whole years on a day.
public struct AgeCondition: Hashable, Sendable {
    /// At least this old; `nil`: not asked.
    public var atLeast: Int?
    /// Younger than this; `nil`: not asked.
    public var under: Int?
    /// The day that counts.
    public var day = Day.planned

    /// The day on which an age counts.
    public enum Day: Hashable, Sendable {
        /// The day the plan is made for, so that an age can turn in the middle of a year.
        case planned
        /// The first day of the school year.
        case schoolStart
        /// The last such day of the year up to the planned day, such as 1 September.
        case yearly(MonthDay)
    }

    /// Any age.
    public init(atLeast: Int? = nil, under: Int? = nil, on day: Day = .planned) {
        self.atLeast = atLeast
        self.under = under
        self.day = day
    }

    /// The date on which the age counts for a plan made for `planned`.
    public func date(planned: CalendarDate, schoolStart: CalendarDate) -> CalendarDate {
        switch day {
        case .planned: planned
        case .schoolStart: schoolStart
        case .yearly(let monthDay): monthDay.last(until: planned)
        }
    }

    /// Whether the age of `facts` meets this; unknown without a birth date.
    public func holds(for facts: PupilFacts) -> Truth {
        guard let birth = facts.birthDate else { return .unknown("birth_date") }
        let age = birth.wholeYears(until: date(planned: facts.asOf, schoolStart: facts.schoolStart))
        return Truth((atLeast.map { age >= $0 } ?? true) && (under.map { age < $0 } ?? true))
    }
}

/// What a column of a register must say.
public struct ColumnCondition: Hashable, Sendable {
    /// The column's header.
    public var column: String
    /// How the cell is compared.
    public var test: Test

    /// A comparison.
    public enum Test: Hashable, Sendable {
        /// The cell, or one part of a list with `;`, is one of these (case does not matter; `yes`, `ja`, `true` and `1`
        /// are alike, so are `no`, `nej`, `false`, `0` and an empty cell).
        case oneOf([String])
        /// The cell is a number that stands so to this one.
        case number(DistanceCondition.Comparator, Double)
    }

    /// A condition on `column`.
    public init(column: String, test: Test) {
        self.column = column
        self.test = test
    }

    /// Whether `columns` meet this; a number that is not there is unknown, any other empty cell is `no`.
    public func holds(for columns: [String: String]) -> Truth {
        let cell = columns[column] ?? ""
        switch test {
        case .oneOf(let values):
            let parts = cell.isEmpty ? [""] : cell.split(separator: ";").map(String.init)
            let wanted = Set(values.map(Self.normal))
            return Truth(parts.contains { wanted.contains(Self.normal($0)) })
        case .number(let comparator, let limit):
            guard let value = Self.number(cell) else { return .unknown(column) }
            switch comparator {
            case .moreThan: return Truth(value > limit)
            case .atLeast: return Truth(value >= limit)
            case .lessThan: return Truth(value < limit)
            case .atMost: return Truth(value <= limit)
            }
        }
    }

    private static func normal(_ text: String) -> String {
        let word = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).lowercased()
        return switch word {
        case "yes", "ja", "kyllä", "true", "1", "x": "yes"
        case "no", "nej", "ei", "false", "0", "": "no"
        default: word
        }
    }

    private static func number(_ text: String) -> Double? {
        let plain = text.filter { $0 != " " }.map { $0 == "," ? "." : $0 }
        guard let value = Double(String(plain)), value.isFinite else { return nil }
        return value
    }
}
