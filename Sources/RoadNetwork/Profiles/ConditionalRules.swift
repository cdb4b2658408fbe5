/// The rules of a conditional tag: `no @ (Mo-Fr 07:00-09:00); destination @ winter` has two.
enum ConditionalRules {
    /// Each value with its condition, in order; semicolons inside of parentheses part nothing.
    static func parse(_ text: String?) -> [(value: String, condition: Substring)] {
        guard let text else { return [] }
        var depth = 0
        return text.split {
            if $0 == "(" { depth += 1 } else if $0 == ")" { depth -= 1 }
            return $0 == ";" && depth <= 0
        }.compactMap { rule in
            let parts = rule.split(separator: "@", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (parts[0].split(separator: " ").joined(separator: " "), parts[1])
        }
    }
}
