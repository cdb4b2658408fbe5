internal import Foundation
internal import SchoolTransport
internal import Testing
internal import TransportModel

/// What rule files say about stops, waits, modes and days is kept by the whole chain and holds before the checks.
struct RulesInThePlanTests {
    /// The rows of a table as dictionaries by column.
    private func rows(_ name: String, in folder: URL) throws -> [[String: String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let header = lines[0].map(String.init)
        return lines.dropFirst().map { cells in
            Dictionary(zip(header, cells.map(String.init)), uniquingKeysWith: { first, _ in first })
        }
    }

    /// Marks the first ways of the network that are long enough to matter.
    private func markWays(_ count: Int, in municipality: TinyMunicipality) throws {
        let network = try String(
            contentsOf: municipality.bundle.appendingPathComponent("network.osm"), encoding: .utf8)
        let ways = network.components(separatedBy: "<way id=\"").dropFirst().compactMap {
            $0.split(separator: "\"").first
        }
        let marks = ways.enumerated().filter { $0.offset % 3 == 0 }.prefix(count)
            .map { "Z\($0.offset),\($0.element),\($0.offset % 2 == 0 ? "along" : "cross")" }
        try municipality.write("id,way,kind\n" + marks.joined(separator: "\n") + "\n", to: "hazards.csv")
    }

    @Test
    func `walks to stops keep off hazards, homes out of reach are fetched, days keep their cap, waits are listed`()
        throws
    {
        let municipality = try TinyMunicipality()
        try municipality.write(
            """
            rules: [{id: far, more_than_m: 700}]
            stop: {max_walk_m: 450, transported_share: 60 %, avoid_hazards: yes, beyond: door}
            ride: {max_to_school_min: 45, max_from_school_min: 60}
            wait: {max_min: 20, clock: frame, guided: yes}
            day_total: {max_min: 200}
            """, to: "rules.yaml")
        try markWays(12, in: municipality)
        let folder = municipality.plan("plan")
        let outcome = try municipality.batch().plan(into: folder)
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        #expect(outcome.findings.contains { $0.code == "stop-beyond-fetched" })
        #expect(!outcome.findings.contains { $0.code == "stop-none-in-reach" })

        let ways = Dictionary(
            try rows("decisions.csv", in: folder).map { ("\($0["pupil_id"]!) \($0["home_id"]!)", $0["measured_m"]!) },
            uniquingKeysWith: { first, _ in first })
        let rides = try rows("assignments.csv", in: folder)
        #expect(rides.contains { $0["stop_id"]!.hasPrefix("D-") && $0["walk_m"] == "0" })
        for ride in rides {
            let walk = try #require(Double(ride["walk_m"]!))
            let way = Double(ways["\(ride["pupil_id"]!) \(ride["home_id"]!)"] ?? "") ?? .infinity
            #expect(walk <= min(450, way * 0.4 + 0.05))
            if let safe = Double(ride["walk_safe_m"]!) { #expect(safe >= walk && safe <= 450) }
        }
        #expect(rides.contains { !$0["walk_safe_m"]!.isEmpty })

        let days = try rows("staff/day_totals.csv", in: folder)
        let spares = days.compactMap { Int($0["spare_s"]!) }
        #expect(Set(days.map { $0["pupil_id"]! }) == Set(rides.map { $0["pupil_id"]! }))
        #expect(spares == spares.sorted() && spares.allSatisfy { $0 >= 0 })
        for day in days {
            let own = rides.filter { $0["pupil_id"] == day["pupil_id"] }.compactMap { Int($0["day_total_s"]!) }
            #expect(own.max().map(String.init) == day["day_total_s"])
        }
        #expect(try !rows("staff/guided_waiting.csv", in: folder).isEmpty)
    }

    @Test
    func `a pupil who travels by public transport has a right and no ride, and the check agrees`() throws {
        let municipality = try TinyMunicipality()
        try municipality.write(
            "rules: [{id: far, more_than_m: 700}]\nprocess: {modes: [public, bus]}\n", to: "rules.yaml")
        let file = municipality.bundle.appendingPathComponent("pupils.csv")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        lines = lines.enumerated().map { $1 + ($0 == 0 ? ",public_transport" : $0 % 2 == 0 ? ",yes" : ",") }
        try municipality.write(lines.joined(separator: "\n") + "\n", to: "pupils.csv")
        let folder = municipality.plan("plan")
        let outcome = try municipality.batch().plan(into: folder)
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        let named = Set(outcome.findings.filter { $0.code == "travels-by-public" }.map(\.subject))
        #expect(!named.isEmpty)
        let riders = Set(try rows("assignments.csv", in: folder).map { $0["pupil_id"]! })
        #expect(!riders.isEmpty && riders.isDisjoint(with: named))
    }

    @Test
    func `every period is decided by itself, and what changes between them is told`() throws {
        let municipality = try TinyMunicipality()
        try municipality.write(
            """
            rules:
              - {id: winter, more_than_m: 300, when: {from: 01-01, to: 03-31}}
              - {id: far, more_than_m: 1500}
            """, to: "rules.yaml")
        let periods = try municipality.batch().periods()
        #expect(periods.map(\.period.name) == ["autumn", "spring"])
        for (period, batch) in periods {
            _ = try batch.run(.decide, into: municipality.plan(period.folderName))
        }
        let autumn = try DecisionRecords(plan: municipality.plan("autumn"))
        let changes = autumn.changes(to: try DecisionRecords(plan: municipality.plan("spring")))
        let gained = changes.changes.filter { $0.kind == "gained" }
        #expect(!gained.isEmpty)
        #expect(gained.allSatisfy { $0.newRule == "winter" && $0.cause == "facts" && $0.facts.contains("as_of") })
        #expect(gained.allSatisfy { !$0.band.isEmpty && !$0.language.isEmpty && !$0.schoolID.isEmpty })
        // Nobody loses but whose decision by hand has expired meanwhile.
        #expect(changes.changes.filter { $0.kind == "lost" }.allSatisfy { $0.oldRule == "override" })
    }

    @Test
    func `a small map stands below an explanation in the terminal, none for a protected pupil`() throws {
        let municipality = try TinyMunicipality()
        _ = try municipality.batch().run(.decide, into: municipality.plan("decided"))
        let records = try DecisionRecords(plan: municipality.plan("decided"))
        let pupils = try rows("pupils.csv", in: municipality.bundle)
        var maps = 0
        for pupil in pupils {
            let text = records.explanations(of: pupil["pupil_id"]!, language: "en", withMap: true).flatMap { $0 }
            let isProtected = pupil["protected"] == "yes"
            let hasMap = text.contains { $0.contains("H is the home") }
            #expect(!(isProtected && hasMap))
            maps += hasMap ? 1 : 0
            if hasMap {
                #expect(text.contains { $0.contains("H") && !$0.contains("home") } && text.last!.hasSuffix(" m"))
            }
        }
        #expect(maps > 50)
    }

    @Test
    func `rides are for the days that the rules give, also of those who wait for an officer or were granted by hand`()
        throws
    {
        let municipality = try TinyMunicipality()
        try municipality.write(
            """
            rules: [{id: far, more_than_m: 1500, weekdays: [Mon, Tue]}]
            days: {limits: [{except: {weekdays: [Tue], sessions: [from_school]}}]}
            """, to: "rules.yaml")
        let folder = municipality.plan("plan")
        let outcome = try municipality.batch().plan(into: folder)
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        let manual = Set(
            try rows("decisions.csv", in: folder).filter { $0["rule_id"] == "override" }.map { $0["pupil_id"]! })
        let ruled = try rows("assignments.csv", in: folder).filter { !manual.contains($0["pupil_id"]!) }
        #expect(
            Set(ruled.map { "\($0["weekday"]!) \($0["session"]!)" }) == [
                "Mon to_school", "Mon from_school", "Tue to_school",
            ])
    }

    @Test
    func `private roads can be left out`() throws {
        let municipality = try TinyMunicipality()
        let network = municipality.bundle.appendingPathComponent("network.osm")
        let text = try String(contentsOf: network, encoding: .utf8)
        // Every third way becomes private to drive; one may still walk on it.
        var count = 0
        let parts = text.components(separatedBy: "</way>").map { part -> String in
            count += 1
            return count % 3 == 0 && part.contains("<way")
                ? part + "<tag k=\"motor_vehicle\" v=\"destination\"/>" : part
        }
        try municipality.write(parts.joined(separator: "</way>"), to: "network.osm")
        func metres(_ roads: String) throws -> [String?] {
            try municipality.write(
                "measure: {roads: {private: \(roads)}}\nrules: [{id: far, more_than_m: 3000}]", to: "rules.yaml")
            _ = try municipality.batch().run(.decide, into: municipality.plan(roads))
            return try rows("decisions.csv", in: municipality.plan(roads)).map { $0["measured_m"] }
        }
        let all = try metres("all"), none = try metres("none")
        let pairs = zip(all, none).compactMap { a, b in
            a.flatMap(Double.init).flatMap { a in b.flatMap(Double.init).map { (a, $0) } }
        }
        #expect(!pairs.isEmpty && pairs.contains { $0.1 > $0.0 + 10 })
    }

    @Test
    func `free seats are found in the order in which families asked, and never more than there are`() throws {
        let municipality = try TinyMunicipality()
        try municipality.write(
            "rules: [{id: far, more_than_m: 3000}, {id: near, more_than_m: 1500, gives: surplus_seat}]\n",
            to: "rules.yaml")
        let file = municipality.bundle.appendingPathComponent("pupils.csv")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        lines = lines.enumerated().map {
            $1 + ($0 == 0 ? ",asked_on" : ",2026-07-\(String(format: "%02d", 31 - $0 % 30))")
        }
        try municipality.write(lines.joined(separator: "\n") + "\n", to: "pupils.csv")
        let asked = Dictionary(
            lines.dropFirst().map { line in
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                return (String(cells[0]), String(cells.last!))
            }, uniquingKeysWith: { first, _ in first })
        let folder = municipality.plan("plan")
        _ = try municipality.batch().plan(into: folder)
        let seats = try rows("staff/free_seats.csv", in: folder)
        #expect(!seats.isEmpty && seats.contains { $0["rides_free"] != "0" })
        let dates = seats.map { asked[$0["pupil_id"]!] ?? "" }
        #expect(dates == dates.sorted())
        let riders = Set(try rows("assignments.csv", in: folder).map { "\($0["pupil_id"]!) \($0["home_id"]!)" })
        for seat in seats {
            let needed = try #require(Int(seat["rides_needed"]!)), free = try #require(Int(seat["rides_free"]!))
            #expect(free <= needed && (free == 0) == seat["stop_id"]!.isEmpty)
            #expect(!riders.contains("\(seat["pupil_id"]!) \(seat["home_id"]!)"))
        }
    }
}
