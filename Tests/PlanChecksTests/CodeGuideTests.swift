import Foundation
import Testing

/// The page about the checks explains every code that they report, and no other.
@Suite struct CodeGuideTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Sources").standardizedFileURL

    private func codes(in text: String, _ pattern: Regex<(Substring, Substring)>) -> Set<String> {
        Set(text.matches(of: pattern).map { String($0.output.1) })
    }

    @Test func `every code is explained`() throws {
        var reported: Set<String> = []
        for folder in ["PlanChecks", "TransportModel/Tables"] {
            let root = CodeGuideTests.sources.appendingPathComponent(folder)
            let walk = try #require(FileManager.default.enumerator(atPath: root.path))
            for case let path as String in walk where path.hasSuffix(".swift") {
                let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
                reported.formUnion(codes(in: text, /"(plan-[a-z-]+)"/))
            }
        }
        let page = try String(
            contentsOf: CodeGuideTests.sources.appendingPathComponent("PlanChecks/PlanChecks.docc/PlanChecks.md"),
            encoding: .utf8)
        let explained = codes(in: page, /\| (plan-[a-z-]+) \|/)
        #expect(reported.count > 50)
        #expect(reported.subtracting(explained).sorted() == [])
        #expect(explained.subtracting(reported).sorted() == [])
    }
}
