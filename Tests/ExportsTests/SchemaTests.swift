import Foundation
import PlanFixtures
import Tables
import Testing
import TransportModel

@testable import Exports

/// The part of JSON Schema that the schemas in `Data/schemas` use; any other keyword is a fault.
private struct Schema {
    private static let remarks: Set<String> = ["$schema", "title", "description", "default"]
    let node: JSONNode

    init(_ name: String) throws { node = try JSONReader.read(FileBytes.read("Data/schemas/\(name).schema.json")) }

    /// What is wrong with `value`, by its place.
    func faults(_ value: JSONNode) -> [String] { Schema.faults(value, node, at: "$") }

    private static func faults(_ value: JSONNode, _ schema: JSONNode, at place: String) -> [String] {
        guard case .object(let keywords) = schema.value else { return [] }
        return keywords.flatMap { keyword, rule -> [String] in
            switch keyword {
            case _ where remarks.contains(keyword), "properties":
                return keyword == "properties" ? members(value, rule, place) : []
            case "type": return types(rule).contains { fits(value, $0) } ? [] : ["\(place) is of another type"]
            case "required":
                guard case .object = value.value else { return [] }
                let missing = (rule.elements ?? []).compactMap(\.string).filter { value[$0] == nil }
                return missing.map { "\(place) lacks \($0)" }
            case "additionalProperties": return others(value, schema, rule, place)
            case "items":
                return (value.elements ?? []).enumerated().flatMap {
                    faults($0.element, rule, at: "\(place)[\($0.offset)]")
                }
            case "anyOf":
                let ways = (rule.elements ?? []).map { faults(value, $0, at: place) }
                return ways.contains { $0.isEmpty } ? [] : ways.min { $0.count < $1.count } ?? []
            case "const": return plain(value) == plain(rule) ? [] : ["\(place) is not \(plain(rule))"]
            case "enum":
                return (rule.elements ?? []).map(plain).contains(plain(value)) ? [] : ["\(place) is none of the words"]
            case "minimum": return (value.number ?? .infinity) >= (rule.number ?? 0) ? [] : ["\(place) is too small"]
            case "maximum": return (value.number ?? 0) <= (rule.number ?? 0) ? [] : ["\(place) is too large"]
            case "minItems":
                return Double(value.elements?.count ?? .max) >= (rule.number ?? 0) ? [] : ["\(place) is short"]
            case "maxItems": return Double(value.elements?.count ?? 0) <= (rule.number ?? 0) ? [] : ["\(place) is long"]
            case "pattern":
                guard let text = value.string, let pattern = try? Regex(rule.string ?? "") else { return [] }
                return text.contains(pattern) ? [] : ["\(place) does not fit \(rule.string ?? "")"]
            default: return ["the keyword \(keyword) is not known"]
            }
        }
    }

    private static func members(_ value: JSONNode, _ rule: JSONNode, _ place: String) -> [String] {
        guard case .object(let known) = rule.value else { return [] }
        return known.flatMap { key, rule in value[key].map { faults($0, rule, at: "\(place).\(key)") } ?? [] }
    }

    private static func others(_ value: JSONNode, _ schema: JSONNode, _ rule: JSONNode, _ place: String) -> [String] {
        guard case .object(let members) = value.value else { return [] }
        let rest = members.filter { schema["properties"]?[$0.key] == nil }
        if case .bool(let allowed) = rule.value { return allowed ? [] : rest.map { "\(place).\($0.key) is not known" } }
        return rest.flatMap { faults($0.value, rule, at: "\(place).\($0.key)") }
    }

    private static func types(_ rule: JSONNode) -> [String] {
        rule.elements?.compactMap(\.string) ?? [rule.string ?? ""]
    }

    private static func fits(_ value: JSONNode, _ type: String) -> Bool {
        switch (value.value, type) {
        case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
            (.object, "object"):
            true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }

    private static func plain(_ node: JSONNode) -> String {
        node.string ?? node.number.map { "\($0)" } ?? node.cellText
    }
}

@Suite struct SchemaTests {
    @Test(arguments: [
        ("summary", "summary.json"), ("run", "run.json"), ("plan-geojson", "plan.geojson"),
        ("portal-options", "portal/stop_options.json"),
    ])
    func `every document of the plan is what its schema says`(_ schema: String, _ file: String) throws {
        let document = try JSONReader.read(try #require(try WrittenLane().files()[file]))
        #expect(try Schema(schema).faults(document) == [])
    }

    @Test func `a document that is something else is found out`() throws {
        let schema = try Schema("summary")
        let text = try WrittenLane().text("summary.json")
        for (old, new) in [
            ("\"seed\": 1", "\"seed\": \"1\""), ("\"km\"", "\"kilometres\""), ("\"buses\": 1", "\"buses\": -1"),
            ("\"schema_version\": 1", "\"schema_version\": 2"),
        ] {
            let changed = Array(text.replacingOccurrences(of: old, with: new).utf8)
            #expect(try !schema.faults(JSONReader.read(changed)).isEmpty, "\(new)")
        }
    }

    @Test func `schemas use no keyword that this test does not judge`() throws {
        for name in ["summary", "run", "plan-geojson", "portal-options", "trace", "result"] {
            let faults = try Schema(name).faults(JSONReader.read(Array("{}".utf8)))
            #expect(!faults.contains { $0.hasPrefix("the keyword") }, "\(name)")
        }
    }
}
