import Foundation
import Quantities
import Testing
import TransportModel

@testable import Inputs

struct BrokenBundleTests {
    static let all = BrokenBundle.files + BrokenBundle.people + BrokenBundle.schedules + BrokenBundle.settings

    /// What must never stand in a finding: names, addresses and coordinates of the test bundle's pupils.
    private static let secrets = [
        "Aino", "Aalto", "Bror", "Björk", "Hemgränd", "Fjärrvägen", "404600", "6694000", "405100", "6694500", "403000",
        "2018-04-02", "408000", "6698000",
    ]

    @Test func `there are more than a hundred ways to break a bundle, each with a name of its own`() {
        #expect(BrokenBundleTests.all.count >= 140)
        #expect(Set(BrokenBundleTests.all.map(\.name)).count == BrokenBundleTests.all.count)
    }

    @Test(arguments: all)
    func `a broken bundle is answered with file, line and remedy`(broken: BrokenBundle) throws {
        let bundle = TestBundle(broken.change)
        switch broken.answer {
        case .finding(let code, let severity, let file, let line, let remedy):
            let findings = try bundle.read(asOf: broken.asOf).findings
            let found = findings.filter { $0.code == code && $0.file == file && $0.severity == severity }
            let listed = findings.map { "\($0.code) \($0.severity) \($0.file):\($0.line ?? 0) \($0.message)" }
            #expect(found.contains { line == nil || $0.line == line }, "found \(listed)")
            #expect(found.contains { $0.message.contains(remedy) }, "found \(listed)")
            expectNoSecrets(findings.map(\.message) + findings.map(\.subject))
        case .fatal(let code, let file, let line, let remedy):
            let error = #expect(throws: BatchError.self) { try bundle.read(asOf: broken.asOf) }
            let found = (error?.problems ?? []).filter { $0.code == code && $0.file == file }
            #expect(found.contains { line == nil || $0.line == line }, "found \(error?.problems ?? [])")
            #expect(found.contains { $0.message.contains(remedy) }, "found \(error?.problems ?? [])")
            expectNoSecrets((error?.problems ?? []).map(\.message))
        }
    }

    private func expectNoSecrets(_ messages: [String]) {
        for secret in BrokenBundleTests.secrets {
            #expect(!messages.contains { $0.contains(secret) }, "a message holds \(secret)")
        }
    }

    @Test func `a row that is left out takes no other with it`() throws {
        let bundle = TestBundle {
            $0.append("P-006,S9,1A,1,,,,,,", to: "pupils.csv")
            $0.append("P-007,S1,1A,2,,,,,,", to: "pupils.csv")
            $0.append("P-007,H1,404700,6694100,,,,,", to: "homes.csv")
        }
        let (batch, findings) = try bundle.read()
        #expect(batch.pupils.elements.map(\.id) == ["P-001", "P-002", "P-003", "P-004", "P-005", "P-007"])
        #expect(findings.map(\.code) == ["unknown-school"])
        #expect(findings.first?.subject == "P-006")
    }

    @Test func `all that is wrong with a row is named`() throws {
        let bundle = TestBundle { $0.append("P-006,S9,,x,2026-99-99,flying,perhaps,,,", to: "pupils.csv") }
        let codes = try bundle.read().findings.map(\.code)
        #expect(
            codes == [
                "unknown-school", "csv-blank-cell", "csv-bad-number", "csv-bad-date", "csv-unknown-word",
                "csv-bad-yes-no",
            ])
    }

    @Test func `all fatal problems are thrown at once`() throws {
        let bundle = TestBundle {
            $0["depots.csv"] = nil
            $0["vehicles.csv"] = []
            $0.replace("pupil_id,home_id", "pupil,home_id", in: "homes.csv")
            $0.replace("EPSG:3067", "EPSG:99999", in: "municipality.yaml")
            $0.write("rules: [", to: "rules.yaml")
            $0["network.osm"] = nil
        }
        let error = #expect(throws: BatchError.self) { try bundle.read() }
        let found = Set((error?.problems ?? []).map { "\($0.code) \($0.file)" })
        #expect(
            found == [
                "file-missing depots.csv", "csv-empty-file vehicles.csv", "csv-missing-column homes.csv",
                "crs-unknown municipality.yaml", "rules-not-yaml rules.yaml", "file-missing network.osm",
            ])
        #expect(error?.stage == "inputs")
    }

    @Test(arguments: [
        "=cmd|'/c calc'!A0", "<script>alert(1)</script>", "\u{202E}nebA", "A\u{200D}B", "';DROP TABLE pupils;--",
        "+358401234567", "\"\"quoted\"\"",
    ])
    func `hostile names are read as they are and reported by nobody`(name: String) throws {
        let bundle = TestBundle { $0.replace("Aino Aalto", "\"\(name)\"", in: "pupils.csv") }
        let (batch, findings) = try bundle.read()
        #expect(findings == [])
        #expect(batch.pupils.elements[0].name == name.replacingOccurrences(of: "\"\"", with: "\""))
    }

    @Test func `a folder that is none is answered`() throws {
        let missing = URL(fileURLWithPath: "/nowhere/\(UUID().uuidString)")
        let error = #expect(throws: BatchError.self) { try BundleReader(bundle: missing, asOf: nil).read() }
        #expect(error?.problems.map(\.code) == ["bundle-missing"])
        let bundle = try BundleOnDisk()
        let file = bundle.url.appendingPathComponent("pupils.csv")
        let other = #expect(throws: BatchError.self) { try BundleReader(bundle: file, asOf: nil).read() }
        #expect(other?.problems.map(\.code) == ["bundle-not-a-folder"])
    }

    @Test(arguments: ["stops.csv", "pupils.csv", "hazards.geojson"])
    func `a link that leads nowhere is no missing file`(_ name: String) throws {
        let bundle = try BundleOnDisk(TestBundle { $0[name] = nil })
        try FileManager.default.createSymbolicLink(
            atPath: bundle.url.appendingPathComponent(name).path, withDestinationPath: name)
        let error = #expect(throws: BatchError.self) { try bundle.read() }
        #expect(error?.problems.first { $0.file == name }?.code == "file-unreadable")
    }

    @Test(arguments: ["pupils.csv", "municipality.yaml", "network.osm", "choices.csv", "hazards.geojson", "rules.yaml"])
    func `a folder in the place of a file is answered`(name: String) throws {
        let bundle = try BundleOnDisk(TestBundle { $0[name] = nil })
        try FileManager.default.createDirectory(
            at: bundle.url.appendingPathComponent(name), withIntermediateDirectories: true)
        let error = #expect(throws: BatchError.self) { try bundle.read() }
        let problem = try #require(error?.problems.first { $0.file == name })
        #expect(problem.code == "file-unreadable")
        #expect(problem.message.contains("folder") && !problem.message.contains(bundle.url.path))
    }

    @Test func `a file that is wrong from end to end keeps a readable report`() throws {
        let bundle = TestBundle { files in
            for number in 0..<1500 { files.append("Q-\(number),S9,1A,1,,,,,,", to: "pupils.csv") }
        }
        let findings = try bundle.read().findings.filter { $0.code == "unknown-school" }
        #expect(findings.count == InputLog.mostAlike + 1)
        #expect(findings.last?.message.contains("500 more") == true)
    }

    @Test(arguments: TestBundle.files.keys.sorted().filter { $0 != "network.osm" })
    func `a file cut anywhere is read or refused, never trapped`(name: String) throws {
        let whole = Array(TestBundle.files[name, default: ""].utf8)
        for length in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
            let bundle = TestBundle { $0[name] = Array(whole[..<length]) }
            do throws(BatchError) {
                _ = try bundle.read()
            } catch {
                #expect(!error.problems.isEmpty)
            }
        }
    }
}
