import TransportModel

extension RulesReader {
    /// Whom a rule, limit or policy is about: the keys `bands` and `grades` beside it, and all of `who`.
    func who(beside keys: YAMLMapping) -> Who {
        var result = keys["who"].map(who) ?? Who()
        let grades = self.grades(of: keys)
        if let grades {
            if !result.grades.isEmpty {
                log.error("double-value", at: keys.value, "Grades are given both here and in `who`. Keep one.")
            }
            result.grades = grades
        }
        return result
    }

    func who(_ value: YAMLValue) -> Who {
        guard let keys = value.mapping(known: RuleFileKeys.who) else { return Who() }
        var result = Who(grades: grades(of: keys) ?? [])
        result.age = keys["age"].flatMap(age)
        if let needs = keys["needs"] { result.needs = words(needs, of: Need.self) }
        result.isProtected = keys["protected"]?.flag()
        if let schools = keys["schools"] { result.schools = Set(schools.list().compactMap { $0.text() }) }
        result.schoolIsAssigned = keys["school"]?.choice(of: SchoolChoice.self).map { $0 == .assigned }
        if let homes = keys["home"] { result.homeKinds = words(homes, of: Home.Kind.self) }
        result.columns = columns(of: keys)
        if let except = keys["except"] { result.except = except.list().map(who) }
        return result
    }

    private enum SchoolChoice: String, CaseIterable {
        case assigned, chosen
    }

    /// The conditions on columns: the keys that are named like their column, and `columns`.
    private func columns(of keys: YAMLMapping) -> [ColumnCondition] {
        var result = RuleFileKeys.whoColumns.compactMap { name in keys[name].flatMap { column(name, $0) } }
        if let columns = keys["columns"] { result += conditions(columns) }
        return result.sorted { $0.column < $1.column }
    }

    /// One condition per key of `value`, the key being a column.
    func conditions(_ value: YAMLValue) -> [ColumnCondition] {
        (value.mapping()?.entries ?? []).compactMap { column($0.key, $0.value) }
    }

    private func column(_ name: String, _ value: YAMLValue) -> ColumnCondition? {
        guard value.isMapping else {
            let words = value.list().compactMap { $0.text() }
            return words.isEmpty ? nil : ColumnCondition(column: name, test: .oneOf(words))
        }
        guard let keys = value.mapping(known: RuleFileKeys.comparison) else { return nil }
        let tests = DistanceCondition.Comparator.allCases.compactMap { comparator in
            keys[comparator.rawValue]?.number(in: -1e12...1e12).map { (comparator, $0) }
        }
        guard let (comparator, number) = tests.first, tests.count == 1 else {
            log.error(
                "bad-value", at: value,
                "`\(name)` wants exactly one comparison: \(RuleFileKeys.comparison.joined(separator: ", ")).")
            return nil
        }
        return ColumnCondition(column: name, test: .number(comparator, number))
    }

    private func age(_ value: YAMLValue) -> AgeCondition? {
        guard let keys = value.mapping(known: RuleFileKeys.age) else { return nil }
        var result = AgeCondition(
            atLeast: keys["at_least"]?.integer(in: 0...30), under: keys["under"]?.integer(in: 0...30))
        if let day = keys["as_of"], let text = day.text() {
            switch text {
            case "planned_day": result.day = .planned
            case "school_start": result.day = .schoolStart
            default:
                guard let monthDay = MonthDay(text) else {
                    log.error(
                        "bad-date", at: day,
                        "`as_of: \(text)` is not known. Write `planned_day`, `school_start` or a day such as 09-01.")
                    return nil
                }
                result.day = .yearly(monthDay)
            }
        }
        if let low = result.atLeast, let high = result.under, low >= high {
            log.error("empty-range", at: value, "Nobody is at least \(low) and under \(high). Check the two ages.")
        }
        return result
    }
}

// MARK: - Grades and bands

extension RulesReader {
    /// The grades that `bands` or `grades` name; `nil` where neither is there.
    func grades(of keys: YAMLMapping) -> Set<Int>? {
        if let bands = keys["bands"] {
            if keys["grades"] != nil {
                log.error("double-value", at: bands, "`bands` and `grades` are both given. Keep one.")
            }
            return bands.list().reduce(into: []) { $0.formUnion(band($1) ?? []) }
        }
        return keys["grades"].flatMap(gradeSet)
    }

    /// The grades of the band that `value` names; a plain range of grades names itself.
    func band(_ value: YAMLValue) -> Set<Int>? {
        guard let name = value.text() else { return nil }
        return band(named: name, at: value)
    }

    /// The grades of the band called `name`.
    func band(named name: String, at value: YAMLValue) -> Set<Int>? {
        if let band = rules.bands.first(where: { $0.name == name }) { return band.grades }
        if let grades = GradeBand.grades(of: name) { return grades }
        let known = rules.bands.map(\.name)
        let hint =
            known.isEmpty
            ? "Define it under `bands:`, such as `bands: {\(name): 1-3}`."
            : "Bands are: \(known.joined(separator: ", ")). Use one of them or define it under `bands:`."
        log.error("unknown-band", at: value, "There is no band called `\(name)`. \(hint)")
        return nil
    }

    /// Grades as `1-3`, `F-3`, `4` or a list of these.
    func gradeSet(_ value: YAMLValue) -> Set<Int>? {
        var result: Set<Int> = []
        for element in value.list() {
            guard let text = element.text() else { return nil }
            guard let grades = GradeBand.grades(of: text) else {
                log.error(
                    "bad-grades", at: element,
                    "`\(text)` names no grades. Write `1-3`, `4`, `F-3` (F and pre are pre-primary, grade 0), or a list."
                )
                return nil
            }
            result.formUnion(grades)
        }
        if result.isEmpty { log.error("bad-grades", at: value, "No grade is named here. Write such as `1-3`.") }
        return result.isEmpty ? nil : result
    }
}
