import Yams

/// A group of keys of a YAML file.
package struct YAMLMapping {
    /// Every key with its value, in file order.
    package let entries: [(key: String, value: YAMLValue)]
    /// The group itself.
    package let value: YAMLValue

    /// What `key` says; `nil` where it is absent.
    package subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

    /// Whether one of `keys` is there.
    package func has(anyOf keys: some Sequence<String>) -> Bool { keys.contains { self[$0] != nil } }
}

extension YAMLValue {
    /// The keys of this group; with `known` keys, every other one is a warning. An error and `nil` where it is none.
    package func mapping(known: [String]? = nil) -> YAMLMapping? {
        guard let mapping = node.mapping else {
            let read = plainText.map { "`\($0)`" } ?? (isList ? "a list" : "nothing")
            log.error("bad-value", at: self, "`\(key)` wants keys with values (`key: value`), not \(read).")
            return nil
        }
        let entries = mapping.compactMap { key, value -> (key: String, value: YAMLValue)? in
            guard let name = key.scalar?.string else {
                log.error("bad-value", at: self, "A key must be a single word.")
                return nil
            }
            return (
                name,
                YAMLValue(node: value, log: log, path: path.isEmpty ? name : "\(path).\(name)", line: key.mark?.line)
            )
        }
        if let known { warn(about: entries.filter { !known.contains($0.key) }.map(\.value), known: known) }
        return YAMLMapping(entries: entries, value: self)
    }

    private func warn(about unknown: [YAMLValue], known: [String]) {
        for value in unknown {
            let name = value.key
            let nearest = known.min { Self.distance($0, name) < Self.distance($1, name) }
            let hint: String
            if let nearest, Self.distance(nearest, name) <= max(2, name.count / 3) {
                hint = "Did you mean `\(nearest)`?"
            } else {
                hint = "Known here: \(known.joined(separator: ", "))."
            }
            log.warning("unknown-key", at: value, "The key `\(name)` is not known and was not used. \(hint)")
        }
    }

    /// How many letters must be changed, added or left out to make `lhs` into `rhs` (Levenshtein).
    package static func distance(_ lhs: String, _ rhs: String) -> Int {
        let right = Array(rhs)
        var row = Array(0...right.count)
        for (i, letter) in lhs.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in right.indices {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == right[j] ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
