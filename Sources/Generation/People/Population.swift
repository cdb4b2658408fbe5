import Quantities
import TransportModel

/// Invents the families of a territory: who lives where, speaks what, goes to which school and class.
struct Population {
    /// Everyone, in the order of their ids.
    private(set) var pupils: [InventedPupil] = []

    private let territory: Territory
    private let seed: UInt64

    /// The year in which the school year begins.
    static let schoolYear = 2026

    /// Children per household, until there are `pupils` of them.
    static func householdSizes(pupils: Int, seed: UInt64) -> [Int] {
        var dice = Dice(seed: seed, subject: "households")
        var sizes: [Int] = []
        var rest = pupils
        while rest > 0 {
            let size = min(rest, 1 + dice.pick(weights: [0.5, 0.35, 0.12, 0.03]))
            sizes.append(size)
            rest -= size
        }
        return sizes
    }

    /// The families of `territory`: as many households as `sizes`, each with so many children.
    init(of territory: Territory, householdSizes sizes: [Int], seed: UInt64) {
        self.territory = territory
        self.seed = seed
        for (household, size) in sizes.enumerated() { addFamily(household, children: size) }
        addNeeds()
        formClasses()
    }

    private mutating func addFamily(_ household: Int, children: Int) {
        var dice = Dice(seed: seed, subject: "family \(household)")
        let dwelling = household % territory.dwellings.count
        let language = language(at: dwelling, dice: &dice)
        let spoken = dice.happens(0.06) ? "en" : language
        let family = dice.pick(Names.family(spoken))
        let homes = homes(first: dwelling, dice: &dice)
        let grades = dice.shuffled(Array(0...9)).prefix(children).sorted()
        for grade in grades {
            let late = dice.happens(0.02)
            let birth = CalendarDate(
                year: Self.schoolYear - 6 - grade - (late ? 1 : 0), month: dice.whole(in: 1...12),
                day: dice.whole(in: 1...28))
            guard let birth else { continue }
            let pupil = InventedPupil(
                id: Self.id(pupils.count + 1),
                school: school(grade: grade, language: language, dwelling: dwelling, dice: &dice),
                grade: grade, birthDate: birth, name: "\(dice.pick(Names.first(spoken))) \(family)", language: spoken,
                homes: grade <= 2 ? withCare(homes, dice: &dice) : homes)
            pupils.append(pupil)
        }
    }

    private static func id(_ number: Int) -> String {
        let digits = String(number)
        return "P-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    private func language(at dwelling: Int, dice: inout Dice) -> String {
        guard territory.languages.contains("sv") else { return territory.languages.first ?? "en" }
        guard territory.languages.count > 1 else { return "sv" }
        let other = territory.languages.first { $0 != "sv" } ?? "sv"
        return dice.happens(territory.dwellings[dwelling].swedishShare ?? 0.35) ? "sv" : other
    }

    /// The school with the shortest walk among those that teach the grade in the family's language, else in any; for
    /// strays one of the next five.
    private func school(grade: Int, language: String, dwelling: Int, dice: inout Dice) -> Int {
        let teaching = territory.schools.indices.filter { territory.schools[$0].grades.contains(grade) }
        let inLanguage = teaching.filter {
            territory.schools[$0].language.isEmpty || territory.schools[$0].language == language
        }
        let walks = territory.walks
        let ranking = (inLanguage.isEmpty ? teaching : inLanguage).sorted {
            (walks[$0][dwelling], $0) < (walks[$1][dwelling], $1)
        }
        let others = ranking.dropFirst().prefix(5).filter { walks[$0][dwelling] < 20_000 }
        if territory.strayShare > 0, !others.isEmpty, dice.happens(territory.strayShare) {
            return dice.pick(Array(others))
        }
        return ranking.first ?? 0
    }

    /// One home, or for an eighth of the families two: most change every week, some in the middle of the week.
    private func homes(first: Int, dice: inout Dice) -> [InventedHome] {
        let one = [InventedHome(id: "H1", dwelling: first)]
        guard dice.happens(0.12), let second = secondDwelling(near: first, dice: &dice) else { return one }
        if dice.happens(0.85) {
            let firstWeek = dice.whole(in: 1...2)
            return [
                InventedHome(id: "H1", dwelling: first, weeks: [firstWeek]),
                InventedHome(id: "H2", dwelling: second, weeks: [3 - firstWeek], kind: .second),
            ]
        }
        return [
            InventedHome(id: "H1", dwelling: first, weekdays: [.monday, .tuesday, .wednesday]),
            InventedHome(id: "H2", dwelling: second, weekdays: [.thursday, .friday], kind: .second),
        ]
    }

    /// A dwelling between 400 m and 9 km from `first`, or `nil` after a few tries.
    private func secondDwelling(near first: Int, dice: inout Dice) -> Int? {
        let here = territory.dwellings[first].place.point
        for _ in 0..<40 {
            let other = dice.below(territory.dwellings.count)
            if (400...9000).contains(here.distance(to: territory.dwellings[other].place.point)) { return other }
        }
        return nil
    }

    /// Some small pupils with one home go to a relative after school.
    private func withCare(_ homes: [InventedHome], dice: inout Dice) -> [InventedHome] {
        guard homes.count == 1, dice.happens(0.02),
            let care = secondDwelling(near: homes[0].dwelling, dice: &dice)
        else { return homes }
        return [
            InventedHome(id: "H1", dwelling: homes[0].dwelling, sessions: [.toSchool]),
            InventedHome(id: "H2", dwelling: care, sessions: [.fromSchool], kind: .care),
        ]
    }

    /// Two of a hundred pupils have special needs, one of two hundred is protected.
    private mutating func addNeeds() {
        var dice = Dice(seed: seed, subject: "needs")
        let kinds: [([Need], Double)] = [
            ([.handover], 0.35), ([.escort], 0.2), ([.door], 0.15), ([.wheelchair], 0.15), ([.door, .wheelchair], 0.1),
            ([.alone], 0.05),
        ]
        for position in pupils.indices {
            if dice.happens(0.02) { pupils[position].needs = kinds[dice.pick(weights: kinds.map(\.1))].0 }
            if dice.happens(0.005) { pupils[position].isProtected = true }
        }
    }

    /// Splits every grade of every school into classes of at most 22, in the order of ids.
    private mutating func formClasses() {
        var groups: [Int: [Int]] = [:]
        for (position, pupil) in pupils.enumerated() {
            groups[pupil.school * 10 + pupil.grade, default: []].append(position)
        }
        for members in groups.values {
            let classes = (members.count + 21) / 22
            for (rank, position) in members.enumerated() {
                let letter = Self.letter(rank * classes / members.count)
                let pupil = pupils[position]
                pupils[position].classID = "\(territory.schools[pupil.school].id)-\(pupil.grade)\(letter)"
            }
        }
    }

    private static func letter(_ rank: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map(String.init)
        return rank < letters.count ? letters[rank] : letter(rank / letters.count - 1) + letters[rank % letters.count]
    }
}
