import Quantities
import RoadNetwork
import TransportModel

/// A school of the map, or one that was invented because the map has too few.
struct FoundSchool {
    var name: String
    var point: GeoPoint
    var grades: ClosedRange<Int>
    /// Empty: it teaches in every language.
    var language: String
    var walkGate: SnappedPoint
    var busGate: SnappedPoint
}

extension ExtractSurvey {
    /// The map's named schools that walkers and buses can reach, at most one per 40 pupils; invented ones on residential
    /// streets, far from the others, where there is not one per 600 pupils.
    func schools(near lodgings: [Lodging]) throws(GenerationError) -> [FoundSchool] {
        var dice = Dice(seed: seed, subject: "schools")
        let real = roads.schools().filter { Self.isForPupils(schoolNamed: $0.name) }.compactMap { school in
            found(name: school.name, at: school.point, grades: Self.grades(ofSchoolNamed: school.name))
        }
        let most = max(2, pupils / 40)
        var schools = real.count <= most ? real : Array(dice.shuffled(real).prefix(most))
        let least = max(2, pupils / 600)
        let sites = lodgings.map(\.spot.point)
        while schools.count < least {
            let candidates = (0..<min(200, sites.count)).map { _ in dice.pick(sites) }
            let remote = candidates.max { remoteness(of: $0, schools) < remoteness(of: $1, schools) }
            guard let remote, remoteness(of: remote, schools) > 0,
                let school = found(name: "Invented school \(schools.count + 1)", at: remote, grades: 0...9)
            else { break }
            schools.append(school)
        }
        guard !schools.isEmpty else {
            throw GenerationError("There is no place for a school in this network. Use one with streets.")
        }
        return teachingEveryGrade(schools)
    }

    private func remoteness(of point: GeoPoint, _ schools: [FoundSchool]) -> Double {
        schools.map { $0.point.distance(to: point) }.min() ?? .infinity
    }

    private func found(name: String, at point: GeoPoint, grades: ClosedRange<Int>) -> FoundSchool? {
        guard let walkGate = roads.snap(point, for: .foot, within: 250),
            let busGate = roads.snap(point, for: .bus, within: 400)
        else { return nil }
        return FoundSchool(
            name: name, point: point, grades: grades, language: language(ofSchoolNamed: name), walkGate: walkGate,
            busGate: busGate)
    }

    /// Whether a school has a name and the name does not say that it is for adults, infants or one subject.
    static func isForPupils(schoolNamed name: String) -> Bool {
        let others = [
            "adult", "aikuis", "opisto", "lukio", "musik", "bresol", "bressol", "volkshochschule", "fahrschule",
            "driving", "ballet", "autoaprenentatge", "autoescola",
        ]
        let lower = name.lowercased()
        return !name.isEmpty && !others.contains { lower.contains($0) }
    }

    /// In Finland the language in which the school's name is; elsewhere nothing.
    private func language(ofSchoolNamed name: String) -> String {
        guard region.languages == ["fi", "sv"] else { return "" }
        let lower = name.lowercased()
        return lower.contains("skola") || lower.contains("svenska") ? "sv" : "fi"
    }

    /// What the name says about the grades, in the languages of the extracts at hand; a school that does not say
    /// teaches all.
    static func grades(ofSchoolNamed name: String) -> ClosedRange<Int> {
        let lower = name.lowercased()
        let small = ["elementary", "primar", "grundschule", "ala-aste", "alakoulu", "lågstad", "primaire", "infant"]
        let big = [
            "middle", "high", "gymnasi", "realschule", "oberschule", "sekundar", "yläkoulu", "yläaste", "högstad",
            "lycée", "collège", "secund", "institut",
        ]
        if small.contains(where: { lower.contains($0) }) { return 0...6 }
        if big.contains(where: { lower.contains($0) }) { return 7...9 }
        return 0...9
    }

    /// The schools, all of them teaching everything when too few teach the small or the big ones.
    private func teachingEveryGrade(_ schools: [FoundSchool]) -> [FoundSchool] {
        let enough = max(1, schools.count / 6)
        let isEven = [0, 9].allSatisfy { grade in schools.filter { $0.grades.contains(grade) }.count >= enough }
        guard !isEven else { return schools }
        return schools.map { school in
            var school = school
            school.grades = 0...9
            return school
        }
    }

    /// The schools of the bundle; gates are where the way to the school leaves the road.
    func sites(of schools: [FoundSchool]) throws(GenerationError) -> [Territory.SchoolSite] {
        var result: [Territory.SchoolSite] = []
        for school in schools {
            result.append(
                Territory.SchoolSite(
                    id: Identifier.numbered("S", result.count + 1, digits: 2), name: school.name,
                    place: try grid.place(at: school.point), walkGate: try grid.place(at: school.walkGate.point),
                    busGate: try grid.place(at: school.busGate.point), language: school.language, grades: school.grades)
            )
        }
        return result
    }
}
