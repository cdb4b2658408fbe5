import Foundation
import Testing

@testable import Tables

private func archive(_ entries: [(String, [UInt8])]) throws -> [UInt8] {
    var writer = ZIPWriter()
    for (name, bytes) in entries { writer.add(bytes, as: name) }
    return try writer.bytes()
}

private func code(_ bytes: [UInt8], _ limits: ZIPReader.Limits = .init()) -> String? {
    do throws(ZIPError) {
        let reader = try ZIPReader(bytes, limits: limits)
        for entry in reader.entries { _ = try reader.contents(of: entry) }
        return nil
    } catch {
        return error.code
    }
}

extension [UInt8] {
    /// With every occurrence of `old` turned into `new`, of equal length.
    fileprivate func replacing(_ old: String, _ new: String) -> [UInt8] {
        let (from, to) = (Array(old.utf8), Array(new.utf8))
        var result = self
        for start in 0...(count - from.count) where self[start..<start + from.count].elementsEqual(from) {
            result.replaceSubrange(start..<start + from.count, with: to)
        }
        return result
    }
}

struct ZIPTests {
    private let stops = Array(String(repeating: "stop_id,stop_name\n", count: 500).utf8)

    @Test func `what was packed comes out again, sorted by name`() throws {
        let bytes = try archive([("stops.txt", stops), ("agency.txt", [1, 2, 3]), ("empty.txt", []), ("d/ä.txt", [9])])
        let reader = try ZIPReader(bytes)
        #expect(reader.entries.map(\.name) == ["agency.txt", "d/ä.txt", "empty.txt", "stops.txt"])
        #expect(try reader.entries.map { try reader.contents(of: $0) } == [[1, 2, 3], [9], [], stops])
        #expect(bytes.count < stops.count)
    }

    @Test func `the order of adding does not change the bytes`() throws {
        #expect(try archive([("a", [1]), ("b", stops)]) == archive([("b", stops), ("a", [1])]))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/python3"), "python3 is not installed"))
    func `another program reads what we pack`() throws {
        let folder = try TemporaryFolder()
        try FileBytes.write(try archive([("a/stops.txt", stops), ("b", [7])]), toNewFileAt: folder.path("x.zip"))
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        python.arguments = [
            "-c",
            "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); sys.exit(z.testzip() is not None or "
                + "[(i.filename,i.file_size,i.date_time[:3]) for i in z.infolist()] != "
                + "[('a/stops.txt',9000,(1980,1,1)),('b',1,(1980,1,1))])", folder.path("x.zip"),
        ]
        python.standardError = FileHandle.nullDevice
        try python.run()
        python.waitUntilExit()
        #expect(python.terminationStatus == 0)
    }

    @Test(arguments: ["../x", "/etc/x", "a/../b", "c:/x", "a\\b", "", "a//b"])
    func `a name that leaves the archive cannot be packed`(name: String) {
        #expect(throws: ZIPError.self) { try archive([(name, [1])]) }
    }

    @Test func `a name that leaves the archive is refused on reading`() throws {
        #expect(code(try archive([("aa/b", [1])]).replacing("aa/b", "../b")) == "zip-path-outside")
        #expect(code(try archive([("aa/b", [1])]).replacing("aa/b", "/a/b")) == "zip-path-outside")
    }

    @Test func `two entries of one name are refused both ways`() throws {
        #expect(throws: ZIPError.self) { try archive([("a", [1]), ("a", [2])]) }
        #expect(code(try archive([("aab", [1]), ("aac", [1])]).replacing("aac", "aab")) == "zip-duplicate-entry")
    }

    @Test func `a bomb is refused by its declared size, and too many entries by their number`() throws {
        let bomb = try archive([("zeros", [UInt8](repeating: 0, count: 8 << 20))])
        #expect(code(bomb) == "zip-too-large")
        var limits = ZIPReader.Limits()
        limits.entries = 1
        #expect(code(try archive([("a", []), ("b", [])]), limits) == "zip-too-many-entries")
        limits = ZIPReader.Limits()
        limits.totalBytes = 8000
        #expect(code(try archive([("stops.txt", stops)]), limits) == "zip-too-large")
    }

    @Test func `an archive cut anywhere is refused`() throws {
        let whole = try archive([("stops.txt", stops), ("b", [1])])
        for length in 0..<whole.count { #expect(code(Array(whole[..<length])) != nil) }
    }

    @Test func `any flipped byte is refused or changes nothing that is read`() throws {
        let whole = try archive([("stops.txt", stops), ("b", [1, 2, 3])])
        let good = try ZIPReader(whole)
        let contents = try good.entries.map { try good.contents(of: $0) }
        for position in whole.indices {
            var bad = whole
            bad[position] ^= 0xFF
            guard let reader = try? ZIPReader(bad) else { continue }
            let read = reader.entries.compactMap { try? reader.contents(of: $0) }
            #expect(read.allSatisfy { contents.contains($0) })
        }
    }
}
