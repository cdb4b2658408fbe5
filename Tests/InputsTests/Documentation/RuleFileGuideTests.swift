import Foundation
import Testing
import TransportModel

@testable import Inputs

/// The article "Write a rule file" names every key, and its examples are rule files without an error.
@Suite struct `Rule file guide` {
    private func page() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: root.appending(path: "Sources/Inputs/Inputs.docc/RuleFile.md"), encoding: .utf8)
    }

    /// The keys in the first cells of all tables with a default.
    private func documented() throws -> Set<String> {
        var keys: Set<String> = []
        var isInside = false
        for line in try page().split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("| key | value | default") { isInside = true }
            guard isInside, line.hasPrefix("| ") else {
                isInside = false
                continue
            }
            let cell = line.split(separator: "|").first.map(String.init) ?? ""
            keys.formUnion(
                cell.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
        }
        return keys
    }

    @Test func `every key that the reader knows stands in a table with its value, default and meaning`() throws {
        let known = Set(`Rules schema`.groups.flatMap(\.keys) + RuleFileKeys.file + RuleFileKeys.window)
        let documented = try documented()
        #expect(known.subtracting(documented).sorted() == [])
        #expect(documented.subtracting(known).sorted() == [])
    }

    @Test func `every example is read without an error or warning`() throws {
        let parts = try page().components(separatedBy: "```yaml\n").dropFirst()
        let examples = parts.compactMap { $0.components(separatedBy: "```").first }
        #expect(examples.count >= 9)
        for example in examples {
            let (_, findings) = try RulesReader.read(text: example, file: "rules.yaml")
            let serious = findings.filter { $0.severity != .info }
            #expect(serious.isEmpty, "\(serious.map(\.message))\n\(example)")
        }
    }

    @Test func `every key stands in an example`() throws {
        let examples = try page().components(separatedBy: "```yaml\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }.joined()
        // Of keys with units one unit is enough; columns with fixed names are all alike.
        let units = RuleFileKeys.lengthUnits.map { "_" + $0.suffix } + ["_min", "_hours"]
        func stem(_ key: String) -> String {
            units.first { key.hasSuffix($0) }.map { String(key.dropLast($0.count)) } ?? key
        }
        let exempt = Set(
            RuleFileKeys.whoColumns + ["less_than", "at_most", "season", "uncounted_before", "protected", "schools"])
        let known = Set(`Rules schema`.groups.flatMap(\.keys) + RuleFileKeys.file + RuleFileKeys.window)
        let absent = known.filter { !exempt.contains(stem($0)) && !examples.contains(stem($0)) }
        #expect(absent.sorted() == [])
    }
}
