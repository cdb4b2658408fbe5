import Quantities
import Testing
import TransportModel

@testable import Eligibility

/// At least three cases of every preset: both sides of its limits, and what is its own.
@Suite struct `Municipal cases` {
    /// A pupil with a way of `metres` by every measure of the preset, and what the preset says.
    struct Row: CustomStringConvertible, Sendable {
        var preset: String
        var grade: Int
        var metres: Double
        var expected: Outcome
        var rule = ""
        var home = Home.Kind.registered
        var share = 1000
        var wholeWeeks = false
        var columns: [String: String] = [:]
        var assigned = true
        var born: String?
        var date = "2026-08-11"
        var along = 0.0
        var crossings = 0
        var safe: Double?

        var description: String { "\(preset), grade \(grade), \(metres) m, \(expected) \(rule)" }
    }

    private static func row(_ preset: String, _ grade: Int, _ metres: Double, _ expected: Outcome, _ rule: String = "")
        -> Row
    {
        Row(preset: preset, grade: grade, metres: metres, expected: expected, rule: rule)
    }

    /// A row with something changed.
    private static func row(
        _ preset: String, _ grade: Int, _ metres: Double, _ expected: Outcome, _ rule: String = "",
        change: (inout Row) -> Void
    ) -> Row {
        var row = row(preset, grade, metres, expected, rule)
        change(&row)
        return row
    }

    /// A second home with an equal share.
    private static func second(_ row: inout Row) {
        row.home = .second
        row.share = 500
    }

    static let finland: [Row] = [
        row("fi", 0, 5100, .granted, "over-5-km"), row("fi", 9, 4900, .refused), row("fi", 3, 4990, .review),
        row("fi", 5, 9000, .review, "chosen-school") { $0.assigned = false },
        row("fi-sipoo", 3, 3100, .granted, "far-1-3"), row("fi-sipoo", 4, 3100, .refused),
        row("fi-sipoo", 4, 5100, .granted, "far-4-9"), row("fi-sipoo", 0, 4000, .refused),
        row("fi-kokkola", 2, 3100, .granted, "far-1-2"), row("fi-kokkola", 3, 3100, .refused),
        row("fi-kokkola", 0, 3100, .granted, "far-pre"),
        row("fi-korsholm", 3, 3100, .granted, "far-1-3"), row("fi-korsholm", 4, 3100, .refused),
        row("fi-korsholm", 1, 9000, .refused, "homes", change: second),
        row("fi-malax", 2, 3100, .granted, "far-1-2"), row("fi-malax", 3, 3100, .refused),
        row("fi-malax", 4, 4100, .granted, "far-3-4"), row("fi-malax", 5, 4900, .refused),
        row("fi-palkane", 0, 3100, .granted), row("fi-palkane", 3, 2900, .refused),
        row("fi-palkane", 4, 5100, .granted),
        row("fi-aanekoski", 2, 3060, .granted), row("fi-aanekoski", 3, 4900, .refused),
        row("fi-aanekoski", 1, 9000, .refused, "homes", change: second),
        row("fi-hausjarvi", 3, 3100, .granted, "far-0-3"), row("fi-hausjarvi", 4, 3100, .refused),
        row("fi-hausjarvi", 9, 5100, .granted, "far-4-9"),
        row("fi-kankaanpaa", 3, 4000, .granted, "winter-1-3") { $0.date = "2027-01-15" },
        row("fi-kankaanpaa", 3, 4000, .refused), row("fi-kankaanpaa", 4, 4000, .refused) { $0.date = "2027-01-15" },
        row("fi-kankaanpaa", 3, 5100, .granted, "far-1-3"),
        row("fi-liperi", 2, 3100, .granted), row("fi-liperi", 3, 3100, .refused),
        row("fi-liperi", 3, 6000, .review, change: second),
        row("fi-nurmijarvi", 3, 3100, .granted), row("fi-nurmijarvi", 4, 3100, .refused),
        row("fi-nurmijarvi", 4, 6000, .granted) {
            second(&$0)
            $0.wholeWeeks = true
            $0.columns = ["municipality": "Nurmijärvi"]
        },
        row("fi-nurmijarvi", 4, 6000, .refused, "homes") {
            second(&$0)
            $0.columns = ["municipality": "Nurmijärvi"]
        },
        row("fi-nurmijarvi", 4, 6000, .refused, "homes") {
            second(&$0)
            $0.wholeWeeks = true
            $0.columns = ["municipality": "Vihti"]
        },
        row("fi-pedersore", 4, 5100, .granted), row("fi-pedersore", 4, 4900, .refused),
        row("fi-pedersore", 4, 6000, .review, change: second), row("fi-pedersore", 4, 4000, .refused, change: second),
        row("fi-lappeenranta", 1, 5100, .granted, "far-1-9"), row("fi-lappeenranta", 1, 4900, .refused),
        row("fi-lappeenranta", 7, 9000, .refused, "chosen-allowance") { $0.assigned = false },
        row("fi-lappeenranta", 7, 4000, .refused, "chosen-nothing") { $0.assigned = false },
        row("fi-kempele", 0, 2100, .granted), row("fi-kempele", 1, 2100, .refused),
        row("fi-kempele", 1, 5100, .granted),
        row("fi-kirkkonummi", 1, 5100, .granted), row("fi-kirkkonummi", 1, 4900, .refused),
        row("fi-kirkkonummi", 0, 5040, .review),
        row("fi-mantsala", 5, 5100, .granted), row("fi-mantsala", 5, 2000, .refused) { $0.along = 200 },
        row("fi-mantsala", 5, 2000, .granted, "dangerous") {
            $0.along = 300
            $0.safe = 2500
        },
        row("fi-mantsala", 5, 2000, .refused) {  // The safer way is 10 % longer: it is considered.
            $0.along = 300
            $0.safe = 2200
        },
        row("fi-espoo", 2, 3100, .granted), row("fi-espoo", 3, 3100, .refused),
        row("fi-espoo", 3, 9000, .refused, "homes", change: second),
    ]

    static let sweden: [Row] = [
        row("se", 5, 9000, .review, "length-of-way"), row("se", 5, 100, .granted, "traffic") { $0.crossings = 1 },
        row("se", 5, 100, .review, "chosen-school") { $0.assigned = false },
        row("se-boden", 3, 2100, .granted), row("se-boden", 4, 2100, .refused), row("se-boden", 9, 5100, .granted),
        row("se-boden", 9, 6000, .refused, "homes", change: second),
        row("se-boden", 9, 6000, .granted) {
            second(&$0)
            $0.columns = ["application": "yes"]
        },
        row("se-umea", 4, 4100, .granted, "far-4-9"), row("se-umea", 4, 3900, .refused),
        row("se-umea", 4, 100, .granted, "traffic") { $0.along = 10 },
        row("se-alvesta", 0, 2060, .granted, "far-F"), row("se-alvesta", 3, 2060, .refused),
        row("se-alvesta", 6, 4060, .granted), row("se-alvesta", 7, 4900, .refused),
        row("se-alvesta", 7, 9000, .refused, "homes") {
            $0.home = .second
            $0.share = 300
        },
        row("se-skovde", 3, 2100, .granted), row("se-skovde", 6, 2900, .refused), row("se-skovde", 7, 4100, .granted),
        row("se-skovde", 7, 9000, .review, "chosen-school") { $0.assigned = false },
        row("se-skovde", 7, 9000, .review) { second(&$0) },  // Nobody knows in which municipality the home is.
        row("se-skovde", 7, 9000, .granted) {
            second(&$0)
            $0.columns = ["municipality": "Skövde"]
        },
        row("se-sater", 1, 9000, .review, "assessment"), row("se-sater", 1, 10, .review, "assessment"),
        row("se-sater", 9, 5000, .review, "assessment"),
        row("se-osthammar", 1, 500, .granted, "winter-road") {
            $0.along = 100
            $0.date = "2026-12-01"
        },
        row("se-osthammar", 1, 500, .review, "assessment") { $0.along = 100 }, row("se-osthammar", 8, 9000, .review),
        row("se-habo", 1, 500, .granted, "winter") {
            $0.crossings = 1
            $0.date = "2027-03-31"
        },
        row("se-habo", 1, 500, .review) {
            $0.crossings = 1
            $0.date = "2027-04-01"
        },
        row("se-habo", 9, 500, .review),
        row("se-harnosand", 3, 2100, .granted), row("se-harnosand", 4, 2900, .refused),
        row("se-harnosand", 9, 4100, .granted),
        row("se-pajala", 0, 2100, .granted), row("se-pajala", 9, 2100, .granted), row("se-pajala", 9, 1900, .refused),
        row("se-hofors", 3, 9000, .review), row("se-hofors", 0, 100, .review), row("se-hofors", 9, 100, .review),
        row("se-kalmar", 3, 9000, .review), row("se-kalmar", 0, 100, .review), row("se-kalmar", 9, 100, .review),
        row("se-varnamo", 3, 9000, .review), row("se-varnamo", 0, 100, .review), row("se-varnamo", 9, 100, .review),
        row("se-sundsvall", 3, 9000, .review),
        row("se-sundsvall", 3, 9000, .refused, "full-care") {
            $0.columns = ["care": "full"]
        },
        row("se-sundsvall", 3, 9000, .review) { $0.columns = ["care": "morning"] },
    ]

    static let others: [Row] = [
        row("no", 1, 2100, .granted, "far-1"), row("no", 2, 2100, .refused), row("no", 2, 4010, .granted, "far-2-10"),
        row("no", 11, 6100, .granted, "far-upper"), row("no", 2, 100, .granted, "dangerous") { $0.along = 1 },
        row("no-alta", 2, 2100, .granted), row("no-alta", 3, 2100, .refused), row("no-alta", 10, 4100, .granted),
        row("dk", 3, 2600, .granted, "far-0-3"), row("dk", 4, 2600, .refused), row("dk", 9, 7100, .granted, "far-7-9"),
        row("dk", 10, 8900, .refused), row("dk", 10, 99_000, .refused, "other-school") { $0.assigned = false },
        row("dk-holstebro", 5, 6100, .granted), row("dk-holstebro", 5, 5900, .refused),
        row("dk-holstebro", 10, 9100, .granted),
        row("england", 2, 3300, .granted, "under-8") { $0.born = "2019-12-01" },
        row("england", 4, 3300, .refused) { $0.born = "2017-01-01" },
        row("england", 4, 3300, .granted, "low-income-8-10") {
            $0.born = "2017-01-01"
            $0.columns = ["low_income": "yes"]
        },
        row("england", 4, 4900, .granted, "from-8") { $0.born = "2017-01-01" },
        row("england", 2, 3300, .review),  // Without a birth date nobody knows which limit holds.
        row("us-florida", 8, 3300, .granted, "over-2-miles"), row("us-florida", 8, 3100, .refused),
        row("us-florida", 3, 1000, .granted, "hazardous") { $0.crossings = 1 },
        row("us-florida", 8, 1000, .refused) { $0.crossings = 1 },
    ]

    @Test(arguments: finland + sweden + others) func `a preset decides`(_ row: Row) throws {
        let rules = try preset(row.preset)
        var way = MeasuredWay(distance: Metres(rounding: row.metres))
        way.along = Metres(rounding: row.along)
        way.crossings = row.crossings
        if let safe = row.safe { way.safeDistance = Metres(rounding: safe) }
        let ways = Dictionary(uniqueKeysWithValues: rules.measures.map { ($0.name, way) })
        let verdict = rules.verdict(
            on: subject(
                facts(
                    grade: row.grade, born: row.born, assigned: row.assigned, home: row.home, columns: row.columns,
                    on: row.date), ways: ways,
                home: HomeFacts(
                    homes: row.home == .second ? 2 : 1, permille: row.share, isByWholeWeeks: row.wholeWeeks),
                schools: [("S1", row.metres)]))
        #expect(verdict.outcome == row.expected, "\(verdict)")
        if !row.rule.isEmpty { #expect(rules.citedID(verdict) == row.rule) }
    }

    @Test func `every preset has at least three cases`() {
        let counts = Dictionary(grouping: Self.finland + Self.sweden + Self.others, by: \.preset).mapValues(\.count)
        for name in `Preset files`.names { #expect(counts[name, default: 0] >= 3, "\(name)") }
    }

    @Test func `Korsholm's limits to the stop, Holstebro's half and Alvesta's bands`() throws {
        let korsholm = try preset("fi-korsholm")
        #expect(
            [0, 3, 6, 7].map { korsholm.stopWalkLimit(for: facts(grade: $0)) }
                == [1500, 1500, 1500, 3000].map { Metres($0) })
        #expect(korsholm.stopPolicy.beyond == .door)
        let holstebro = try preset("dk-holstebro")
        #expect(
            [0, 4, 7, 10].map { holstebro.stopWalkLimit(for: facts(grade: $0)) }
                == [1250, 3000, 3500, 4500].map { Metres($0) })
        let alvesta = try preset("se-alvesta")
        #expect([0, 4, 9].map { alvesta.stopWalkLimit(grade: $0) } == [1000, 2000, 3000].map { Metres($0) })
    }

    @Test func `Östhammar waits 30 and 75 minutes, Säter 45, Kirkkonummi leaves ten minutes after the bell`() throws {
        let osthammar = try preset("se-osthammar")
        #expect([6, 7].map { osthammar.waitLimit(grade: $0) } == [.minutes(30), .minutes(75)])
        #expect(try preset("se-sater").waitLimit(grade: 3) == .minutes(45))
        #expect(try preset("se-sater").rideLimit(grade: 3) == .minutes(60))
        let kirkkonummi = try preset("fi-kirkkonummi")
        #expect(kirkkonummi.waitPolicy.arriveBefore == .minutes(5) && kirkkonummi.waitPolicy.leaveAfter == .minutes(10))
    }
}
