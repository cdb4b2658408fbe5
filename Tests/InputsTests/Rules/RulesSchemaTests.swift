import Foundation
import Testing

@testable import Inputs

/// The JSON Schema that editors complete rule files with knows the same keys as the reader.
@Suite struct `Rules schema` {
    private func schema() throws -> [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "Data/schemas/rules.schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func keys(_ group: [String: Any]?) -> Set<String> {
        Set((group?["properties"] as? [String: Any] ?? [:]).keys)
    }

    static let groups: [(name: String, keys: [String])] = [
        ("who", RuleFileKeys.who), ("age", RuleFileKeys.age), ("comparison", RuleFileKeys.comparison),
        ("rule", RuleFileKeys.rule), ("condition", RuleFileKeys.condition),
        ("hazard_condition", RuleFileKeys.hazardCondition), ("measure", RuleFileKeys.measure),
        ("rounding", RuleFileKeys.rounding), ("roads", RuleFileKeys.roads), ("source", RuleFileKeys.source),
        ("valid", RuleFileKeys.valid), ("hazard_policy", RuleFileKeys.hazardPolicy), ("homes", RuleFileKeys.homes),
        ("second_home", RuleFileKeys.secondHome), ("days", RuleFileKeys.days), ("day_limit", RuleFileKeys.dayLimit),
        ("day_exception", RuleFileKeys.dayException), ("carried", RuleFileKeys.carried),
        ("review", RuleFileKeys.review), ("near_limit", RuleFileKeys.nearLimit), ("stop", RuleFileKeys.stop),
        ("ride", RuleFileKeys.ride), ("wait", RuleFileKeys.wait), ("day_total", RuleFileKeys.dayTotal),
        ("limit", RuleFileKeys.limit), ("process", RuleFileKeys.process), ("appeal", RuleFileKeys.appeal),
        ("allowance", RuleFileKeys.allowance),
    ]

    @Test func `the file has the keys that the reader knows`() throws {
        #expect(keys(try schema()) == Set(RuleFileKeys.file))
    }

    @Test(arguments: groups) func `a group has the keys that the reader knows`(name: String, known: [String]) throws {
        let definitions = try #require(try schema()["$defs"] as? [String: [String: Any]])
        #expect(keys(definitions[name]) == Set(known), "\(name)")
    }

    @Test func `a window has the keys that the reader knows`() throws {
        let definitions = try #require(try schema()["$defs"] as? [String: [String: Any]])
        let forms = try #require(definitions["window"]?["anyOf"] as? [[String: Any]])
        #expect(keys(forms.last) == Set(RuleFileKeys.window))
        #expect(definitions.count == Self.groups.count + 1)
    }
}
