/// Months of the year.
struct Months: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    /// All twelve.
    static let all = Months(rawValue: 0xFFF)
    /// December to February.
    static let winter = Months(rawValue: 0b1000_0000_0011)
    /// June to August.
    static let summer = Months(rawValue: 0b0000_1110_0000)
    /// December to April, when frozen roads may bear.
    static let ice = Months(rawValue: 0b1000_0000_1111)

    /// The months that a condition such as `Nov-Mar`, `Nov 1-Mar 31`, `winter` or `May` names; `nil` for any other.
    init?(condition: Substring) {
        let text = condition.filter { !"() ".contains($0) }.lowercased()
        switch text {
        case "winter": self = .winter
        case "summer": self = .summer
        default:
            var months: Months = []
            for range in text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let more = Self.months(range) else { return nil }
                months.formUnion(more)
            }
            self = months
        }
    }

    /// The months of `nov`, `nov-mar` or `nov1-mar31`.
    private static func months(_ range: Substring) -> Months? {
        let ends = range.split(separator: "-", omittingEmptySubsequences: false).map(Self.month)
        guard let first = ends.first.flatMap({ $0 }), let last = ends.last.flatMap({ $0 }), ends.count <= 2 else {
            return nil
        }
        var months: Months = []
        var month = first
        while true {
            months.insert(Months(rawValue: 1 << month))
            if month == last { return months }
            month = (month + 1) % 12
        }
    }

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The month, from 0, that `text` starts with, if nothing but a day of the month follows.
    private static func month(_ text: Substring) -> Int? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        guard let month = names.firstIndex(where: { text.hasPrefix($0) }) else { return nil }
        return text.dropFirst(3).allSatisfy(\.isNumber) ? month : nil
    }

    /// The months in which a way with `tags` is open to those whose conditional tags are `keys`.
    static func open(_ tags: OSMTags, _ keys: TagKey...) -> Months {
        if tags.has(.iceRoad, "yes") || tags.has(.winterRoad, "yes") { return .ice }
        var open = Months.all
        switch tags[.seasonal] {
        case nil, "no": break
        case "winter": return .ice
        default: open.subtract(.winter)
        }
        for key in keys {
            for rule in ConditionalRules.parse(tags[key]) {
                guard let months = Months(condition: rule.condition) else { continue }
                if AccessValue.allows(rule.value) { open.formUnion(months) } else { open.subtract(months) }
            }
        }
        return open
    }

    /// The speed limit of a way with `tags` in winter; `nil` where none is mapped.
    static func winterLimit(_ tags: OSMTags) -> UInt8? {
        for rule in ConditionalRules.parse(tags[.maxspeedConditional]) {
            guard let months = Months(condition: rule.condition), !months.isDisjoint(with: .winter) else { continue }
            return SpeedLimit.parse(rule.value)
        }
        return nil
    }
}
