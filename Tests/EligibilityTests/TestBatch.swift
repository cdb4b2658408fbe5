import Foundation
import Inputs
import Quantities
import TransportModel

@testable import Eligibility

/// The rules that `yaml` holds; fails the test by throwing when it has errors.
func rules(_ yaml: String) throws -> RuleSet {
    let (rules, findings) = try RulesReader.read(text: yaml, file: "rules.yaml")
    if let error = findings.first(where: { $0.severity == .error }) { throw TestError(text: error.message) }
    return rules
}

/// The rules of the preset called `name` in `Data/rules`.
func preset(_ name: String) throws -> RuleSet {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Data/rules")
    return try rules(String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8))
}

struct TestError: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}

/// `2026-08-11`; tests only write real dates.
func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(daysSinceEpoch: 0) }

/// The facts of a pupil of `grade`, decided about on the first school day of 2026.
func facts(
    grade: Int = 1, born: String? = nil, needs: Set<Need> = [], isProtected: Bool = false, assigned: Bool = true,
    home: Home.Kind = .registered, columns: [String: String] = [:], on date: String = "2026-08-11",
    schoolStart: String = "2026-08-11"
) -> PupilFacts {
    PupilFacts(
        grade: grade, birthDate: born.map(day), needs: needs, isProtected: isProtected, schoolID: "S1",
        schoolIsAssigned: assigned, homeKind: home, columns: columns, asOf: day(date), schoolStart: day(schoolStart))
}

/// The case of `facts` with a way of `metres` by every measure that the rules name.
func subject(
    _ facts: PupilFacts, metres: Double? = nil, ways: [String: MeasuredWay] = [:], home: HomeFacts = HomeFacts(),
    schools: [(String, Double)] = []
) -> DecisionCase {
    var all = ways
    if let metres { all[""] = MeasuredWay(distance: Metres(rounding: metres)) }
    return DecisionCase(
        pupilID: "P-1", homeID: "H1", facts: facts, home: home, ways: all,
        schools: schools.map { SchoolWay(schoolID: $0, distance: Metres(rounding: $1)) })
}

/// A batch with one school; pupils are added by `add`.
struct TestBatch {
    var batch: Batch
    var walks = Walks(homes: 0)

    init(_ yaml: String = "rules:\n  - {id: far, more_than_m: 3000}", asOf: String = "2026-08-11") throws {
        var municipality = Municipality(name: "Test", crs: "EPSG:3067", network: "network.osm", rules: "rules.yaml")
        municipality.languages = ["en"]
        batch = Batch(municipality: municipality, rules: try rules(yaml), asOf: day(asOf), networkPath: "network.osm")
        batch.schools.append(School(id: "S1", name: "Kirkonkylä", place: Self.place))
    }

    static let place = Place(grid: GridPoint(x: 0, y: 0), point: GeoPoint(longitude: 25, latitude: 60))

    /// Adds a pupil whose homes are `metres` from school; `nil` is a home without a way.
    @discardableResult
    mutating func add(
        grade: Int = 1, needs: Set<Need> = [], isProtected: Bool = false, homes metres: [Double?] = [4000],
        weeks: [Set<Int>] = []
    ) -> Index<Pupil> {
        let number = batch.pupils.count + 1
        let pupil = batch.pupils.append(
            Pupil(
                id: "P-\(number)", school: Index(0), classID: "1A", grade: grade, needs: needs,
                isProtected: isProtected))
        for (position, distance) in metres.enumerated() {
            let home = batch.homes.append(
                Home(
                    id: "H\(position + 1)", pupil: pupil, place: Self.place,
                    weeks: weeks.indices.contains(position) ? weeks[position] : [],
                    kind: position == 0 ? .registered : .second))
            batch.pupils[pupil].homes.append(home)
            walks.toSchool.append(
                distance.map { SchoolWalk(distance: Metres(rounding: $0), snap: .zero, gate: 0, path: []) })
            walks.stopsInReach.append([])
        }
        return pupil
    }

    func decide() -> (decisions: [Decision], findings: [Finding]) {
        EligibilityStage(batch: batch).decide(walks: walks)
    }
}
