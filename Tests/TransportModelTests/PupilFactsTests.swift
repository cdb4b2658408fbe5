import Quantities
import Testing

@testable import TransportModel

@Suite struct `Pupil facts` {
    private func batch() -> Batch {
        let municipality = Municipality(name: "T", crs: "EPSG:3067", network: "n.osm", rules: "rules.yaml")
        let day = CalendarDate(year: 2026, month: 8, day: 11) ?? CalendarDate(daysSinceEpoch: 0)
        var batch = Batch(municipality: municipality, rules: RuleSet(), asOf: day, networkPath: "n.osm")
        let place = Place(grid: GridPoint(x: 0, y: 0), point: GeoPoint(longitude: 25, latitude: 60))
        batch.schools.append(School(id: "S1", name: "S", place: place, language: "sv"))
        let pupil = batch.pupils.append(Pupil(id: "P-1", school: Index(0), classID: "1A", grade: 1, language: "fi"))
        batch.pupils[pupil].extras = ["support": "special", "municipality": "Sipoo"]
        batch.pupils[pupil].homes.append(batch.homes.append(Home(id: "H1", pupil: pupil, place: place)))
        batch.homes[Index(0)].extras = ["municipality": "Porvoo"]
        return batch
    }

    @Test func `a home's columns win over the pupil's`() {
        let batch = batch()
        #expect(batch.facts(of: Index(0)).columns["municipality"] == "Sipoo")
        let facts = batch.facts(of: Index(0), home: Index(0))
        #expect(facts.columns["municipality"] == "Porvoo" && facts.columns["support"] == "special")
        #expect(facts.columns["language"] == "fi" && facts.columns["school_language"] == "sv")
        #expect(facts.homeKind == .registered && facts.schoolStart == batch.asOf)
    }

    @Test func `a school is assigned unless a column says otherwise`() {
        var batch = batch()
        #expect(batch.facts(of: Index(0)).schoolIsAssigned)
        batch.pupils[Index(0)].extras["assigned_school"] = "S2"
        #expect(!batch.facts(of: Index(0)).schoolIsAssigned)
        batch.pupils[Index(0)].extras["assigned_school"] = "S1"
        #expect(batch.facts(of: Index(0)).schoolIsAssigned)
        batch.pupils[Index(0)].extras["school_choice"] = "chosen"
        #expect(!batch.facts(of: Index(0)).schoolIsAssigned)
    }

    @Test func `the register's need or the rules fetch a pupil at the door`() {
        var batch = batch()
        #expect(!batch.isFetchedAtDoor(Index(0), home: Index(0)))
        batch.rules.stopPolicy.fetchedAtHome = Who(grades: [1])
        #expect(batch.isFetchedAtDoor(Index(0), home: Index(0)))
        batch.rules.stopPolicy.fetchedAtHome = Who(grades: [2])
        #expect(!batch.isFetchedAtDoor(Index(0), home: Index(0)))
        batch.pupils[Index(0)].needs = [.door]
        #expect(batch.isFetchedAtDoor(Index(0), home: Index(0)))
    }

    @Test func `words, lists and numbers of columns`() {
        func holds(_ test: ColumnCondition.Test, _ cell: String?) -> Truth {
            ColumnCondition(column: "c", test: test).holds(for: cell.map { ["c": $0] } ?? [:])
        }
        #expect(holds(.oneOf(["yes"]), "Ja") == .yes)
        #expect(holds(.oneOf(["no"]), nil) == .yes)
        #expect(holds(.oneOf(["b"]), "a; B") == .yes)
        #expect(holds(.oneOf(["b"]), "ab") == .no)
        #expect(holds(.number(.atLeast, 4), "4,0") == .yes)
        #expect(holds(.number(.lessThan, 4), "4") == .no)
        #expect(holds(.number(.lessThan, 4), "") == .unknown("c"))
    }

    @Test func `windows over New Year, long winters and what changes next`() throws {
        func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }
        var winter = Season.winter.window
        for (text, isInside) in [
            ("2026-10-31", false), ("2026-11-01", true), ("2027-01-01", true), ("2027-03-31", true),
            ("2027-04-01", false),
        ] { #expect(winter.contains(try date(text)) == isInside, "\(text)") }
        #expect(winter.nextChange(after: try date("2026-08-11")) == (try date("2026-11-01")))
        #expect(winter.nextChange(after: try date("2026-12-24")) == (try date("2027-04-01")))
        winter.extendedTo = try date("2027-04-20")
        #expect(winter.contains(try date("2027-04-20")))
        #expect(!winter.contains(try date("2027-04-21")))
        #expect(!winter.contains(try date("2026-08-11")))
        #expect(MonthDay("02-29")?.last(until: try date("2027-08-01")) == (try date("2027-02-28")))
    }

    @Test func `measures are added to, then rounded`() {
        var measure = Measure()
        measure.addition = Metres(25)
        #expect(measure.measured(Metres(decimetres: 39_801)) == Metres(decimetres: 40_051))
        for (direction, expected) in [(Measure.Rounding.Direction.nearest, 4010), (.up, 4010), (.down, 4000)] {
            measure.rounding = Measure.Rounding(step: Metres(10), direction: direction)
            #expect(measure.measured(Metres(decimetres: 39_801)) == Metres(Int32(expected)))
        }
        #expect(measure.measured(Metres(decimetres: .max)) == Metres(decimetres: .max))
    }
}
