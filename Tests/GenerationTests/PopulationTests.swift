import Testing

@testable import Generation

@Suite struct PopulationTests {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri"]

    @Test func `every pupil goes to a school that teaches the grade`() throws {
        let bundle = try GeneratedBundle(pupils: 900, seed: 5)
        let grades = Dictionary(
            uniqueKeysWithValues: try bundle.rows(of: "schools.csv").map {
                ($0["school_id"] ?? "", Set(($0["grades"] ?? "").split(separator: ";").map(String.init)))
            })
        for pupil in try bundle.rows(of: "pupils.csv") {
            #expect(grades[pupil["school_id"] ?? ""]?.contains(pupil["grade"] ?? "") == true)
        }
    }

    @Test func `every pupil has exactly one home on every school day and session`() throws {
        let bundle = try GeneratedBundle(pupils: 900, seed: 5)
        var covered: [String: Int] = [:]
        for home in try bundle.rows(of: "homes.csv") {
            func list(_ column: String, _ all: [String]) -> [String] {
                let words = (home[column] ?? "").split(separator: ";").map(String.init)
                return words.isEmpty ? all : words
            }
            for week in list("weeks", ["1", "2"]) {
                for weekday in list("weekdays", Self.weekdays) {
                    for session in list("sessions", ["to_school", "from_school"]) {
                        covered["\(home["pupil_id"] ?? "") \(week) \(weekday) \(session)", default: 0] += 1
                    }
                }
            }
        }
        #expect(covered.count == 900 * 2 * 5 * 2)
        #expect(covered.values.allSatisfy { $0 == 1 })
    }

    @Test func `families have two homes, needs and protection in the shares of a real town`() throws {
        let bundle = try GeneratedBundle(pupils: 4000, seed: 2)
        let pupils = try bundle.rows(of: "pupils.csv")
        let homes = try bundle.rows(of: "homes.csv")
        let second = Set(homes.filter { $0["kind"] == "second" }.compactMap { $0["pupil_id"] })
        #expect((0.08...0.15).contains(Double(second.count) / 4000))
        #expect((0.012...0.03).contains(Double(pupils.filter { $0["needs"] != "" }.count) / 4000))
        #expect((0.002...0.01).contains(Double(pupils.filter { $0["protected"] == "yes" }.count) / 4000))
        #expect(Set(pupils.compactMap { $0["language"] }) == ["sv", "fi", "en"])
    }

    @Test func `birth dates fit the grade`() throws {
        for pupil in try GeneratedBundle(pupils: 300, seed: 4).rows(of: "pupils.csv") {
            let grade = try #require(Int(pupil["grade"] ?? ""))
            let year = try #require(Int((pupil["birth_date"] ?? "").prefix(4)))
            // Grade 1 starts in the year of the seventh birthday; some are a year older.
            #expect([2020 - grade, 2019 - grade].contains(year))
        }
    }
}
