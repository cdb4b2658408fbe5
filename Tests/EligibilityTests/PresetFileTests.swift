import Foundation
import Inputs
import Testing
import TransportModel

@testable import Eligibility

@Suite struct `Preset files` {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Data/rules")
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    @Test func `there is one for six countries and for every municipality that was read`() {
        #expect(Self.names.count == 37)
    }

    @Test(arguments: names) func `it is read without a finding and every rule has a law and a source`(
        name: String
    ) throws {
        let text = try String(contentsOf: Self.folder.appending(path: "\(name).yaml"), encoding: .utf8)
        let (rules, findings) = try RulesReader.read(text: text, file: name)
        #expect(findings.isEmpty, "\(findings.map(\.message))")
        #expect(!rules.name.isEmpty && !rules.version.isEmpty && !rules.header.sources.isEmpty)
        let sources = Set(rules.header.sources.map(\.id))
        for rule in rules.rules {
            #expect(!rule.law.isEmpty, "\(rule.id)")
            #expect(sources.contains(rule.source), "\(rule.id)")
        }
    }
}
