import Quantities
import Tables

/// Lines in well-known text, as a GIS writes them into a cell.
enum WKTLine {
    /// The most points of one cell.
    static let mostPoints = 10_000

    /// The lines of `LINESTRING (x y, …)` or `MULTILINESTRING ((x y, …), …)`, in any case, with or without a leading
    /// `SRID=…;` and heights, which are dropped; `nil` for anything else and for lines of one point.
    static func lines(_ text: String) -> [[GridPoint]]? {
        var rest = text.split(separator: ";").last?.trimmedBlanks.uppercased()[...] ?? ""
        let isMulti = rest.hasPrefix("MULTILINESTRING")
        guard isMulti || rest.hasPrefix("LINESTRING") else { return nil }
        rest = rest.dropFirst(isMulti ? 15 : 10)
        guard let open = rest.firstIndex(of: "("), rest.hasSuffix(")"),
            rest[..<open].allSatisfy({ $0 == " " || $0 == "Z" || $0 == "M" })
        else { return nil }
        let body = rest[rest.index(after: open)..<rest.index(before: rest.endIndex)]
        let parts: [Substring]
        if isMulti {
            guard let found = enclosedParts(body) else { return nil }
            parts = found
        } else {
            parts = [body]
        }
        let lines = parts.compactMap(points)
        guard lines.count == parts.count, !lines.isEmpty, lines.reduce(0, { $0 + $1.count }) <= mostPoints else {
            return nil
        }
        return lines
    }

    /// The parts of `(…), (…)`, without their brackets.
    private static func enclosedParts(_ body: Substring) -> [Substring]? {
        var parts: [Substring] = []
        var rest = body
        while true {
            rest = rest.drop { $0 == " " }
            guard rest.first == "(", let close = rest.firstIndex(of: ")") else { return nil }
            parts.append(rest[rest.index(after: rest.startIndex)..<close])
            rest = rest[rest.index(after: close)...].drop { $0 == " " }
            if rest.isEmpty { return parts }
            guard rest.first == "," else { return nil }
            rest = rest.dropFirst()
        }
    }

    private static func points(_ part: Substring) -> [GridPoint]? {
        var points: [GridPoint] = []
        for pair in part.split(separator: ",", omittingEmptySubsequences: false) {
            let numbers = pair.split(separator: " ").compactMap { Double($0) }
            guard (2...4).contains(numbers.count), numbers.allSatisfy(\.isFinite) else { return nil }
            points.append(GridPoint(x: numbers[0], y: numbers[1]))
        }
        return points.count >= 2 ? points : nil
    }
}
