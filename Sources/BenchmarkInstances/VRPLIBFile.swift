import Foundation

/// A VRPLIB file as it stands: `NAME: value` lines, then sections of numbered rows.
struct VRPLIBFile {
    var file: String
    /// Values by keyword, with their lines.
    var head: [String: (value: String, line: Int)] = [:]
    /// Rows by section name, without its `_SECTION`.
    var sections: [String: [InstanceText.Line]] = [:]

    /// Keywords that this reader understands or may overlook.
    private static let known: Set<String> = [
        "NAME", "COMMENT", "TYPE", "DIMENSION", "VEHICLES", "EDGE_WEIGHT_TYPE", "CAPACITY", "SERVICE_TIME", "DISTANCE",
    ]
    private static let knownSections: Set<String> = [
        "NODE_COORD", "DEMAND", "DEPOT", "TIME_WINDOW", "RELEASE_TIME", "VEHICLES_RELOAD_DEPOT", "CAPACITY",
        "VEHICLES_FIXED_COST", "VEHICLES_UNIT_DISTANCE_COST",
    ]

    /// Reads `url`; an unknown keyword is an error, because leaving out a rule makes another problem.
    init(_ url: URL) throws(InstanceError) {
        file = url.lastPathComponent
        var section: String?
        for line in try InstanceText.lines(of: url, splitting: { $0 == " " || $0 == "\t" || $0 == ":" }) {
            let word = line.cells[0]
            if word == "EOF" { break }
            if word.hasSuffix("_SECTION") {
                let name = String(word.dropLast(8))
                guard Self.knownSections.contains(name) else {
                    throw line.error("section \(word) is not supported")
                }
                guard sections[name] == nil else { throw line.error("section \(word) appears twice") }
                sections[name] = []
                section = name
            } else if let section, Double(word) != nil {
                sections[section]?.append(line)
            } else {
                guard Self.known.contains(word) else { throw line.error("\(word) is not supported") }
                head[word] = (line.cells.dropFirst().joined(separator: " "), line.number)
                section = nil
            }
        }
        guard head["EDGE_WEIGHT_TYPE"]?.value == "EUC_2D" else {
            throw InstanceError("\(file): only EDGE_WEIGHT_TYPE EUC_2D is supported")
        }
    }

    /// The whole number of a keyword; `nil` when it is missing.
    func whole(_ word: String, in range: ClosedRange<Int>) throws(InstanceError) -> Int? {
        guard let entry = head[word] else { return nil }
        guard let value = Int(entry.value), range.contains(value) else {
            throw InstanceError(
                "\(file), line \(entry.line): \(word) must be a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound), not \(entry.value)")
        }
        return value
    }

    /// The rows of a section, which must be numbered from 1 to `count` in order; `nil` when it is missing.
    func rows(_ section: String, count: Int) throws(InstanceError) -> [InstanceText.Line]? {
        guard let rows = sections[section] else { return nil }
        guard rows.count == count else {
            throw InstanceError("\(file): \(section)_SECTION has \(rows.count) rows instead of \(count)")
        }
        for (number, row) in rows.enumerated() where Int(row.cells[0]) != number + 1 {
            throw row.error(
                "row \(number + 1) of \(section)_SECTION must have that number in front, not \(row.cells[0])")
        }
        return rows
    }

    /// Second column of a section, as whole numbers; a keyword of the same name gives all rows one value.
    func column(_ name: String, count: Int, in range: ClosedRange<Int>) throws(InstanceError) -> [Int]? {
        if let rows = try rows(name, count: count) {
            return try rows.map { (row) throws(InstanceError) in try row.whole(1, in: range) }
        }
        return try whole(name, in: range).map { [Int](repeating: $0, count: count) }
    }

    /// Checks that node 1 is the only depot.
    func checkDepot() throws(InstanceError) {
        let depots = (sections["DEPOT"] ?? []).compactMap { Int($0.cells[0]) }.filter { $0 >= 0 }
        guard depots == [1] else { throw InstanceError("\(file): the only depot must be node 1, not \(depots)") }
    }
}
