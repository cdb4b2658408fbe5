import Foundation
import Testing

@testable import Tables

struct FolderReplacementTests {
    private func names(_ url: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    }

    private func text(_ url: URL, _ name: String) throws -> String {
        try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
    }

    private func publish(_ target: URL, _ word: String) throws {
        let folder = try FolderReplacement(of: target, recognisedBy: "summary.json")
        try folder.write(Array(word.utf8), to: "summary.json")
        try folder.write(Array(word.utf8), to: "staff/a/\(word).txt", mode: 0o600)
        try folder.commit()
    }

    @Test func `a new folder appears whole, with the modes asked for`() throws {
        let parent = try TemporaryFolder()
        let target = parent.url.appendingPathComponent("deep/plan")
        try publish(target, "one")
        #expect(try text(target, "staff/a/one.txt") == "one")
        let mode = try FileManager.default.attributesOfItem(atPath: target.path + "/staff/a/one.txt")[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try names(target.deletingLastPathComponent()) == ["plan"])
    }

    @Test func `a second commit replaces the first and leaves nothing behind`() throws {
        let parent = try TemporaryFolder()
        let target = parent.url.appendingPathComponent("plan")
        try publish(target, "one")
        try publish(target, "two")
        #expect(try text(target, "summary.json") == "two")
        #expect(try names(target.appendingPathComponent("staff/a")) == ["two.txt"])
        #expect(try names(parent.url) == ["plan"])
    }

    @Test func `without a commit the old folder stays and the new one goes`() throws {
        let parent = try TemporaryFolder()
        let target = parent.url.appendingPathComponent("plan")
        try publish(target, "one")
        do {
            let folder = try FolderReplacement(of: target, recognisedBy: "summary.json")
            try folder.write([1], to: "summary.json")
        }
        #expect(try text(target, "summary.json") == "one")
        #expect(try names(parent.url) == ["plan"])
    }

    @Test func `leftovers of killed runs are swept, those of living ones stay`() throws {
        let parent = try TemporaryFolder()
        let target = parent.url.appendingPathComponent("plan")
        let dead = parent.url.appendingPathComponent(".plan.skjuts-new-dead")
        try FileManager.default.createDirectory(at: dead, withIntermediateDirectories: true)
        let living = try FolderReplacement(of: target, recognisedBy: "summary.json")
        #expect(try names(parent.url) == [living.staging.lastPathComponent])
        try publish(target, "two")
        #expect(try names(parent.url) == [living.staging.lastPathComponent, "plan"])
        try living.write(Array("one".utf8), to: "summary.json")
        try living.commit()
        #expect(try text(target, "summary.json") == "one")
    }

    @Test func `a folder that a killed swap had put aside comes back`() throws {
        let parent = try TemporaryFolder()
        let target = parent.url.appendingPathComponent("plan")
        try publish(target, "one")
        let aside = parent.url.appendingPathComponent(".plan.skjuts-old")
        try FileManager.default.moveItem(at: target, to: aside)
        _ = try FolderReplacement(of: target, recognisedBy: "summary.json")
        #expect(try text(target, "summary.json") == "one")
    }

    @Test func `somebody else's folder and a file are refused`() throws {
        let parent = try TemporaryFolder()
        try FileBytes.write([1], toNewFileAt: parent.path("precious"))
        #expect(throws: FileError.self) { try FolderReplacement(of: parent.url, recognisedBy: "summary.json") }
        #expect(throws: FileError.self) {
            try FolderReplacement(of: parent.url.appendingPathComponent("precious"), recognisedBy: "summary.json")
        }
    }

    @Test(arguments: ["../x", "/x", "a//b", "a/../b", "", "."])
    func `a path that leaves the folder is refused`(path: String) throws {
        let parent = try TemporaryFolder()
        let folder = try FolderReplacement(
            of: parent.url.appendingPathComponent("plan"), recognisedBy: "summary.json")
        #expect(throws: FileError.self) { try folder.write([1], to: path) }
    }

    @Test func `a link to a plan folder stays a link`() throws {
        let parent = try TemporaryFolder()
        let real = parent.url.appendingPathComponent("real")
        let link = parent.url.appendingPathComponent("current")
        try publish(real, "one")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
        try publish(link, "two")
        #expect(try text(real, "summary.json") == "two")
        #expect(try names(parent.url) == ["current", "real"])
    }
}
