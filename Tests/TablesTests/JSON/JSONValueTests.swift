import Foundation
import Testing

@testable import Tables

struct JSONValueTests {
    private let document = JSONValue.object([
        ("schema_version", .integer(1)), ("bound", .null), ("time_limited", .bool(false)),
        ("empty", .object([])), ("none", .array([])),
        ("list", .array([.number(0.5), .number(2), .number(.nan), .string("a\"\\\n\u{1}</é")])),
    ])

    @Test func `keys keep their order, one value a line`() {
        let expected = """
            {
             "schema_version": 1,
             "bound": null,
             "time_limited": false,
             "empty": {},
             "none": [],
             "list": [
              0.5,
              2,
              null,
              "a\\"\\\\\\n\\u0001\\u003c/é"
             ]
            }

            """
        #expect(String(decoding: document.prettyBytes, as: UTF8.self) == expected)
    }

    @Test func `both forms are read back alike by another reader`() throws {
        let pretty = try JSONSerialization.jsonObject(with: Data(document.prettyBytes)) as? NSDictionary
        let compact = try JSONSerialization.jsonObject(with: Data(document.compactBytes)) as? NSDictionary
        #expect(pretty != nil && pretty == compact)
        #expect((pretty?["list"] as? [Any])?.last as? String == "a\"\\\n\u{1}</é")
    }

    @Test(arguments: [0.1, 1.0 / 3, 1e300, -2.5e-7, 123_456_789.125])
    func `numbers read back exactly`(value: Double) throws {
        let text = String(decoding: JSONValue.number(value).compactBytes, as: UTF8.self)
        #expect(Double(text) == value)
    }
}
