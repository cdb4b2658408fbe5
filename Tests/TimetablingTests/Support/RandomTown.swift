import Quantities
import TransportModel

/// A small invented town in which everything that the week knows may happen.
struct RandomTown {
    var town = Town()
    private var random: RandomSource

    init(seed: UInt64) {
        random = RandomSource(seed: seed)
        fleet()
        schools()
        for _ in 0..<4 + random.below(6) { town.stop(random.below(16), random.below(16)) }
        town.batch.municipality.calendar.cycleWeeks = 1 + random.below(2)
        for _ in 0..<6 + random.below(20) { pupil() }
        if random.below(3) == 0 { town.batch.municipality.service.mixedLoads = false }
        if random.below(2) == 0 {
            town.batch.rules.rideLimits = [BandLimit(grades: [1, 2], value: .minutes(25))]
            town.batch.rules.waitLimits = [BandLimit(grades: [1], value: .minutes(15))]
        }
        if random.below(2) == 0 {
            let longest = Seconds.minutes(Int32(50 + random.below(60)))
            town.batch.rules.dayTotalLimits = [BandLimit(grades: [], value: longest)]
        }
    }

    private mutating func fleet() {
        for _ in 0..<1 + random.below(2) { town.depot(random.below(16), random.below(16)) }
        for _ in 0..<1 + random.below(3) {
            town.vehicles(
                random.below(4), seats: Int32(2 + random.below(12)), wheelchairPlaces: Int32(random.below(3)),
                at: Index(random.below(town.depotAt.count)), perDay: Int64(50 + random.below(100)),
                longestDay: random.below(3) == 0 ? .minutes(Int32(120 + random.below(400))) : nil)
        }
    }

    private mutating func schools() {
        for _ in 0..<1 + random.below(3) {
            let school = town.school(random.below(16), random.below(16))
            let start = ClockTime(8, Int32(random.below(4) * 15))
            // Now and then a short day, so that ways home cross ways to school.
            let end = random.below(4) == 0 ? start + .minutes(60) : ClockTime(12 + Int32(random.below(3)), 30)
            town.hours(.school(school), start, end)
            if random.below(2) == 0 { town.hours(.school(school), start, end + .minutes(-30), on: [.wednesday]) }
            if random.below(3) == 0 {
                town.hours(.schoolClass(school, "2A"), start + .minutes(60), end + .minutes(60), on: [.monday])
            }
        }
    }

    private mutating func pupil() {
        let needs: [Set<Need>] = [[], [], [], [], [], [.wheelchair], [.escort], [.alone], [.wheelchair, .escort]]
        let stop = Index<CandidateStop>(random.below(town.stopAt.count))
        let shape = random.below(6)
        let pupil = town.pupil(
            to: Index(random.below(town.schoolAt.count)), from: stop, grade: 1 + random.below(3),
            needs: needs[random.below(needs.count)], walk: Int32(random.below(900)),
            isCarried: random.below(8) > 0
        ) { home in
            if shape == 0 { home.weeks = [1] }
            if shape == 1 { home.weekdays = [.monday, .tuesday] }
            if shape == 2 { home.sessions = [.toSchool] }
        }
        if shape < 3 { town.home(of: pupil, at: Index(random.below(town.stopAt.count)), walk: 50) }
    }
}
