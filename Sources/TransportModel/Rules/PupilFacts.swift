public import Quantities

/// What is known of a pupil (and the home in question) when rules are asked.
public struct PupilFacts: Hashable, Sendable {
    /// 0 is pre-primary.
    public var grade: Int
    /// The birth date, where it was given.
    public var birthDate: CalendarDate?
    /// Special needs.
    public var needs: Set<Need>
    /// Whether the pupil is protected.
    public var isProtected: Bool
    /// The id of the pupil's school.
    public var schoolID: String
    /// Whether that school is the assigned one; yes where the register does not say.
    public var schoolIsAssigned: Bool
    /// The kind of the home in question; `nil`: no home in question.
    public var homeKind: Home.Kind?
    /// What other columns of `pupils.csv` and `homes.csv` say, by header; a column of the home wins.
    public var columns: [String: String]
    /// The day that is decided about.
    public var asOf: CalendarDate
    /// The first day of the school year.
    public var schoolStart: CalendarDate

    /// Facts; see the properties.
    public init(
        grade: Int, birthDate: CalendarDate? = nil, needs: Set<Need> = [], isProtected: Bool = false,
        schoolID: String = "", schoolIsAssigned: Bool = true, homeKind: Home.Kind? = nil,
        columns: [String: String] = [:], asOf: CalendarDate, schoolStart: CalendarDate
    ) {
        self.grade = grade
        self.birthDate = birthDate
        self.needs = needs
        self.isProtected = isProtected
        self.schoolID = schoolID
        self.schoolIsAssigned = schoolIsAssigned
        self.homeKind = homeKind
        self.columns = columns
        self.asOf = asOf
        self.schoolStart = schoolStart
    }
}

extension PupilFacts: Codable {
    enum CodingKeys: String, CodingKey {
        case grade, needs, columns
        case birthDate = "birth_date"
        case isProtected = "protected"
        case schoolID = "school_id"
        case schoolIsAssigned = "school_is_assigned"
        case homeKind = "home_kind"
        case asOf = "as_of"
        case schoolStart = "school_start"
    }

    /// Writes the facts with needs in alphabetical order.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(grade, forKey: .grade)
        try container.encode(needs.sorted(), forKey: .needs)
        try container.encode(columns, forKey: .columns)
        try container.encodeIfPresent(birthDate, forKey: .birthDate)
        try container.encode(isProtected, forKey: .isProtected)
        try container.encode(schoolID, forKey: .schoolID)
        try container.encode(schoolIsAssigned, forKey: .schoolIsAssigned)
        try container.encodeIfPresent(homeKind, forKey: .homeKind)
        try container.encode(asOf, forKey: .asOf)
        try container.encode(schoolStart, forKey: .schoolStart)
    }
}

extension Batch {
    /// Longest walk to a stop from `home` of the pupil at `index`, whose measured way to school is `way`.
    public func stopWalkLimit(of index: Index<Pupil>, home: Index<Home>? = nil, way: Metres? = nil) -> Metres {
        rules.stopWalkLimit(for: facts(of: index, home: home), way: way)
    }

    /// The first day of the school year; the planned day where the calendar has none.
    public var schoolStart: CalendarDate { municipality.calendar.from ?? asOf }

    /// Whether the pupil at `index` is fetched at the door of `home`: the register's need says so, or the rules do.
    public func isFetchedAtDoor(_ index: Index<Pupil>, home: Index<Home>) -> Bool {
        if pupils[index].needs.contains(.door) { return true }
        guard rules.stopPolicy.fetchedAtHome != nil else { return false }
        return rules.isFetchedAtHome(facts(of: index, home: home))
    }

    /// What is known of the pupil at `index` and of `home`.
    ///
    /// The columns `assigned_school` (a school_id) and `school_choice` (`assigned`, `chosen`) of `pupils.csv` say whether
    /// the school is the assigned one.
    public func facts(of index: Index<Pupil>, home: Index<Home>? = nil) -> PupilFacts {
        let pupil = pupils[index]
        let schoolID = schools[pupil.school].id
        let assigned = pupil.extras["assigned_school"] ?? ""
        let isChosen = (pupil.extras["school_choice"] ?? "").lowercased() == "chosen"
        var columns = pupil.extras
        columns["language"] = pupil.language
        columns["school_language"] = schools[pupil.school].language
        columns["class_id"] = pupil.classID
        if let home { columns.merge(homes[home].extras) { _, ofHome in ofHome } }
        return PupilFacts(
            grade: pupil.grade, birthDate: pupil.birthDate, needs: pupil.needs, isProtected: pupil.isProtected,
            schoolID: schoolID, schoolIsAssigned: (assigned.isEmpty || assigned == schoolID) && !isChosen,
            homeKind: home.map { homes[$0].kind }, columns: columns, asOf: asOf, schoolStart: schoolStart)
    }
}

// MARK: - Words that records hold

extension Need: Codable {}
extension Home.Kind: Codable {}
extension Outcome: Codable {}
extension ReviewCause: Codable {}
extension RuleEffect: Codable {}
extension DecisionProcess.Mode: Codable {}
extension Session: Codable {}
