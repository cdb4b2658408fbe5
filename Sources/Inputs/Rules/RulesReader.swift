import Quantities
package import TransportModel

/// Reads `rules.yaml`.
///
/// A part that cannot be read is an error with line and key; a rule with such a part stays in the set as broken, so that
/// nobody it might be about is refused for it. Unknown keys are warnings. Fatal is only what is no YAML or has no rules.
package struct RulesReader {
    let log: YAMLLog
    var rules = RuleSet()

    /// The rules that `text` holds; `file` is its name for findings.
    package static func read(
        text: String, file: String
    ) throws(FatalProblem) -> (rules: RuleSet, findings: [Finding]) {
        var reader = RulesReader(log: YAMLLog(file: file, prefix: "rules"))
        let document = try YAMLValue.document(text, log: reader.log)
        guard let top = document.mapping(known: RuleFileKeys.file), let list = top["rules"] else {
            throw FatalProblem(
                "rules-no-rules", file: file, line: document.line,
                message: "There is no key `rules` at the start of a line. Write `rules:` and under it a list of rules.")
        }
        reader.rules.text = text
        reader.readHeader(top)
        reader.readDefinitions(top)
        reader.readRules(list)
        reader.readPolicies(top)
        reader.readLimits(top)
        return (reader.rules, reader.log.findings)
    }

    private mutating func readHeader(_ top: YAMLMapping) {
        rules.name = top["name"]?.text() ?? ""
        rules.version = top["version"]?.text() ?? ""
        rules.header.country = top["country"]?.text() ?? ""
        if let about = top["about"] { rules.header.about = localisedText(about) }
        if let valid = top["valid"]?.mapping(known: RuleFileKeys.valid) {
            rules.header.validFrom = valid["from"].flatMap(date)
            rules.header.validTo = valid["to"].flatMap(date)
        }
        for source in top["sources"]?.list() ?? [] {
            guard let keys = source.mapping(known: RuleFileKeys.source), let id = required("id", in: keys) else {
                continue
            }
            rules.header.sources.append(
                RuleSource(
                    id: id, title: keys["title"]?.text() ?? "", url: keys["url"]?.text() ?? "",
                    read: keys["read"]?.text() ?? "", note: keys["note"]?.text() ?? ""))
        }
    }

    /// Bands, seasons and measures: what rules refer to by name.
    private mutating func readDefinitions(_ top: YAMLMapping) {
        for (name, value) in top["bands"]?.mapping()?.entries ?? [] {
            guard let grades = gradeSet(value) else { continue }
            rules.bands.append(GradeBand(name: name, grades: grades, line: value.line ?? 0))
        }
        for (name, value) in top["seasons"]?.mapping()?.entries ?? [] {
            guard let window = window(value) else { continue }
            rules.seasons.removeAll { $0.name == name }
            rules.seasons.append(Season(name: name, window: window))
        }
        if let value = top["measure"], let measure = measure(value, name: "") { rules.measures = [measure] }
        for (name, value) in top["measures"]?.mapping()?.entries ?? [] {
            guard let measure = measure(value, name: name) else { continue }
            rules.measures.append(measure)
        }
    }

    private mutating func readRules(_ list: YAMLValue) {
        guard list.isList || list.isEmpty else {
            log.error("bad-value", at: list, "`rules` wants a list: start every rule with `- id: …`.")
            return
        }
        if list.list().isEmpty {
            log.warning("no-rule", at: list, "There is no rule, so nobody is granted a ride but by an override.")
        }
        for (position, value) in list.list().enumerated() {
            let before = log.errors
            guard let keys = value.mapping(known: RuleFileKeys.rule) else { continue }
            var rule = rule(keys, position: position + 1)
            if rules.rules.contains(where: { $0.id == rule.id }) {
                log.error(
                    "double-id", at: keys["id"] ?? value,
                    "Two rules are called `\(rule.id)`. Decisions cite the id, so give each its own.")
            }
            rule.isBroken = log.errors > before
            rules.rules.append(rule)
        }
    }
}

// MARK: - Small pieces that every part needs

extension RulesReader {
    /// The text of `key`, or an error that it is missing.
    func required(_ key: String, in keys: YAMLMapping) -> String? {
        guard let value = keys[key] else {
            log.error("missing-key", at: keys.value, "The key `\(key)` is missing here. Add `\(key): …`.")
            return nil
        }
        return value.text()
    }

    /// A date such as `2026-08-11`.
    func date(_ value: YAMLValue) -> CalendarDate? {
        guard let text = value.text() else { return nil }
        if let date = CalendarDate(text) { return date }
        log.error(
            "bad-date", at: value, "`\(value.key): \(text)` is no date. Write year-month-day, such as 2026-08-11.")
        return nil
    }

    /// One text, or one per language.
    func localisedText(_ value: YAMLValue) -> LocalisedText {
        guard value.isMapping else { return value.text().map { LocalisedText($0) } ?? LocalisedText() }
        var result = LocalisedText()
        for (language, text) in value.mapping()?.entries ?? [] {
            if let text = text.text() { result.texts.append((language, text)) }
        }
        return result
    }

    /// The length that one of `name_m`, `name_km`, `name_miles` gives; more than one is an error.
    func length(_ name: String, in keys: YAMLMapping) -> Metres? {
        let found = RuleFileKeys.lengthUnits.filter { keys["\(name)_\($0.suffix)"] != nil }
        guard let unit = found.first, let value = keys["\(name)_\(unit.suffix)"] else { return nil }
        if found.count > 1 {
            log.error("double-value", at: value, "`\(name)` is given in two units. Keep one.")
        }
        return length(value, unit: unit)
    }

    /// A length in `unit`, up to 200 km.
    func length(_ value: YAMLValue, unit: (suffix: String, metres: Double)) -> Metres? {
        value.number(in: 0...(200_000 / unit.metres).rounded(.down), unit: unit.suffix)
            .map { Metres(rounding: $0 * unit.metres) }
    }

    /// The words of a list, each one of `kind`.
    func words<Word>(_ value: YAMLValue, of kind: Word.Type) -> Set<Word>
    where Word: RawRepresentable<String> & CaseIterable & Hashable {
        Set(value.list().compactMap { $0.choice(of: kind) })
    }
}
