import Foundation
import Testing

@Suite struct DocumentationTests {
    @Test func `every finding code of this room is documented, and no other`() throws {
        let room = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/StopAssignment")
        let page = try String(
            contentsOf: room.appending(path: "StopAssignment.docc/StopAssignment.md"), encoding: .utf8)
        let files = try FileManager.default.contentsOfDirectory(at: room, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }
        let code = /"((?:stop|choice)-[a-z-]+)"/
        var used: Set<String> = []
        for file in files {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: code) {
                used.insert(String(match.1))
            }
        }
        let documented = Set(page.matches(of: /\| `([a-z-]+)` \| (?:warning|info) \|/).map { String($0.1) })
        #expect(used == documented)
        #expect(used.count >= 9)
    }
}
