internal import Foundation
internal import SchoolTransport
internal import Testing
internal import TransportModel

/// Rule files that ask for other ways than the standard walk are answered by the road network.
struct RequestedWalksTests {
    /// The metres of every decision under a rule file with `measure`, by pupil and home.
    private func measured(_ measure: String) throws -> (metres: [String: Double], findings: [Finding]) {
        let municipality = try TinyMunicipality()
        try municipality.write(
            "measure: \(measure)\nrules:\n  - {id: far, more_than_m: 3000}\n", to: "rules.yaml")
        let (outcome, csv) = try municipality.batch().run(.decide, into: nil)
        let rows = String(decoding: csv, as: UTF8.self).split(separator: "\n").dropFirst()
        let metres = rows.compactMap { row -> (String, Double)? in
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            return Double(cells[5]).map { ("\(cells[0]) \(cells[1])", $0) }
        }
        return (Dictionary(uniqueKeysWithValues: metres), outcome.findings)
    }

    @Test func `a way over lit roads alone is another one for some`() throws {
        let standard = try measured("{}")
        let lit = try measured("{roads: {lit: yes}}")
        #expect(!lit.findings.contains { $0.code == "rules-measure-stand-in" })
        let changes = standard.metres.compactMap { key, metres in lit.metres[key].map { $0 - metres } }
        #expect(changes.contains { $0 > 1 })
    }

    @Test(arguments: ["paths: no", "winter_maintained: yes", "all_year: yes"])
    func `ways over fewer roads are measured for everyone`(roads: String) throws {
        let filtered = try measured("{roads: {\(roads)}}")
        #expect(!filtered.findings.contains { $0.code == "rules-measure-stand-in" })
        #expect(filtered.metres.keys.sorted() == (try measured("{}").metres.keys.sorted()))
    }

    @Test func `a way by bicycle or car is measured`() throws {
        for profile in ["cycle", "car"] {
            let ways = try measured("{profile: \(profile)}")
            #expect(!ways.findings.contains { $0.code == "rules-measure-stand-in" })
            #expect(ways.metres.count > 50)
        }
    }

    @Test func `what no map tells is said, with the standard walk standing in`() throws {
        let standard = try measured("{}")
        let aided = try measured("{roads: {private: state_aided}}")
        #expect(aided.findings.contains { $0.code == "rules-measure-stand-in" })
        #expect(aided.metres == standard.metres)
    }

    @Test func `metres that are added are added to every way`() throws {
        let standard = try measured("{}")
        let added = try measured("{add_m: 25}")
        for (key, metres) in standard.metres { #expect(abs((added.metres[key] ?? 0) - metres - 25) < 0.05, "\(key)") }
    }
}
