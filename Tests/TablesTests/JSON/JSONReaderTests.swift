import Testing

@testable import Tables

private func read(_ text: String) throws(TableError) -> JSONNode { try JSONReader.read(Array(text.utf8)) }

struct JSONReaderTests {
    @Test func `values are read with their lines`() throws {
        let node = try read("{\"a\": [1, -2.5e2,\n true, null, \"x\\n\\u00e5\\ud83d\\ude8c\"],\n\"b\": {\"c\": \"d\"}}")
        let list = try #require(node["a"]?.elements)
        #expect(list.map(\.cellText) == ["1", "-250", "yes", "", "x\nå🚌"])
        #expect(list.map(\.line) == [1, 1, 2, 2, 2])
        #expect(node["b"]?["c"]?.string == "d" && node["b"]?.line == 3)
        #expect(node["z"] == nil && list[0]["a"] == nil)
    }

    @Test func `what we write is read back`() throws {
        let document = JSONValue.object([("a", .array([.number(0.1), .string("<\"\u{2028}")])), ("b", .null)])
        let node = try JSONReader.read(document.prettyBytes)
        #expect(node["a"]?.elements?[0].number == 0.1)
        #expect(node["a"]?.elements?[1].string == "<\"\u{2028}")
    }

    @Test(arguments: [
        "", " ", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "nul", "+1", ".5", "1e999", "\"a", "\"a\nb\"",
        "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "1 2", "[1] x", "--1", "\u{FEFF}{}",
    ])
    func `what is no JSON is an error that names the line`(text: String) {
        let error = #expect(throws: TableError.self) { try read(text) }
        #expect(error?.code == "json-broken" && error?.line != nil)
    }

    @Test func `half a surrogate pair is a replacement character`() throws {
        #expect(try read("\"\\ud83dx\"").string == "\u{FFFD}x")
        #expect(try read("\"\\ud83d\\u0041\"").string == "\u{FFFD}A")
        #expect(try read("\"\\ude8c\"").string == "\u{FFFD}")
    }

    @Test func `nesting is bounded`() throws {
        let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        _ = try read(deep)
        #expect(throws: TableError.self) { try read(String(repeating: "[", count: 1_000_000)) }
    }
}
