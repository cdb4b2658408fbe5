import Quantities
import TransportModel

@testable import StopAssignment

/// A small made-up municipality: pupils of one or two schools, and the walks from their homes to stops, given as metres.
struct Village {
    var batch: Batch
    var candidates = IndexedTable<CandidateStop>()
    var walks = Walks(homes: 0)
    var decisions: [Decision] = []
    var options = StopAssignmentOptions()

    private static let nowhere = Place(grid: GridPoint(x: 0, y: 0), point: GeoPoint(longitude: 25, latitude: 60))

    /// A village with `schools` schools and the stops `A`, `B`, … that take so many pupils each.
    init(stops: [Int?], schools: Int = 1) {
        batch = Batch(
            municipality: Municipality(name: "Village", crs: "EPSG:4326", network: "n.osm", rules: "r.yaml"),
            rules: RuleSet(), asOf: CalendarDate(year: 2026, month: 8, day: 11)!, networkPath: "n.osm")
        for school in 0..<schools {
            batch.schools.append(School(id: "S\(school + 1)", name: "School \(school + 1)", place: Self.nowhere))
        }
        for (index, limit) in stops.enumerated() {
            let id = String(UnicodeScalar(UInt8(65 + index)))
            candidates.append(CandidateStop(id: id, name: "Stop \(id)", place: Self.nowhere, maxPupils: limit))
        }
    }

    /// A carried pupil with one home per list of walks, each walk a stop's letter and its metres.
    @discardableResult
    mutating func addPupil(
        school: Int = 0, needs: Set<Need> = [], isProtected: Bool = false, _ homes: [(String, Int32)]...
    ) -> Index<Pupil> {
        let pupil = batch.pupils.append(
            Pupil(
                id: "P-\(batch.pupils.count + 1)", school: Index(school), classID: "1A", grade: 1, needs: needs,
                isProtected: isProtected, name: "Secret Name"))
        for reach in homes {
            let home = batch.homes.append(
                Home(
                    id: "H\(batch.pupils[pupil].homes.count + 1)", pupil: pupil, place: Self.nowhere,
                    address: "Hidden Street 1"))
            batch.pupils[pupil].homes.append(home)
            walks.toSchool.append(nil)
            walks.stopsInReach.append(
                reach.map { StopInReach(stop: stop($0.0), walk: Metres($0.1)) }
                    .sorted { ($0.walk, $0.stop) < ($1.walk, $1.stop) })
            decide(pupil, home, isCarried: true)
        }
        return pupil
    }

    mutating func decide(_ pupil: Index<Pupil>, _ home: Index<Home>?, isCarried: Bool) {
        decisions.append(
            Decision(
                pupil: pupil, home: home, outcome: isCarried ? .granted : .refused, isCarried: isCarried, ruleID: "far",
                law: "", measured: nil, threshold: nil, certainty: "clear", reason: ""))
    }

    mutating func choose(_ pupil: Index<Pupil>, _ stop: String, home: Int? = nil, at time: String, line: Int = 2) {
        batch.choices.append(
            StopChoice(
                pupil: pupil, home: home.map { batch.pupils[pupil].homes[$0] }, stopID: stop, submittedAt: time,
                line: line))
    }

    func stop(_ id: String) -> Index<CandidateStop> {
        candidates.indices.first { candidates[$0].id == id }!
    }

    func assign() -> (plan: StopPlan, findings: [Finding]) {
        StopAssignmentStage(batch: batch, candidates: candidates, options: options)
            .assign(decisions: decisions, walks: walks)
    }

    /// The ids of the stops per home; `-` for none.
    func assignedIDs(_ plan: StopPlan) -> [String] {
        plan.assigned.map { $0.map { candidates[$0.stop].id } ?? "-" }
    }
}
