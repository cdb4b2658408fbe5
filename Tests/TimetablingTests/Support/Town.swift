import Quantities
import TransportModel

@testable import Timetabling

/// A town on a grid of kilometre squares: a kilometre is driven in 60 s, along the grid lines.
struct Town {
    var batch: Batch
    var decisions: [Decision] = []
    var stopPlan: StopPlan
    /// Where things are, in kilometres.
    var depotAt: [(Int, Int)] = []
    var schoolAt: [(Int, Int)] = []
    var stopAt: [(Int, Int)] = []

    init() {
        let municipality = Municipality(name: "Town", crs: "EPSG:3067", network: "n", rules: "r")
        batch = Batch(
            municipality: municipality, rules: RuleSet(), asOf: CalendarDate("2026-08-11")!, networkPath: "n")
        stopPlan = StopPlan(candidates: .init(), homes: 0)
        batch.municipality.service.dwellAtSchool = Seconds(60)
    }

    private func place(_ x: Int, _ y: Int) -> Place {
        Place(
            grid: GridPoint(x: Double(x), y: Double(y)),
            point: GeoPoint(longitude: 23 + Double(x) / 100, latitude: 61 + Double(y) / 100))
    }

    @discardableResult
    mutating func depot(_ x: Int, _ y: Int) -> Index<Depot> {
        depotAt.append((x, y))
        return batch.depots.append(Depot(id: "D\(depotAt.count)", place: place(x, y)))
    }

    @discardableResult
    mutating func vehicles(
        _ count: Int, seats: Int32, wheelchairPlaces: Int32 = 0, at depot: Index<Depot> = Index(0), perDay: Int64 = 100,
        longestDay: Seconds? = nil
    ) -> Index<VehicleType> {
        batch.vehicleTypes.append(
            VehicleType(
                id: "bus\(batch.vehicleTypes.count + 1)", depot: depot, count: count,
                capacity: Load(seats: seats, wheelchairPlaces: wheelchairPlaces),
                costPerDay: Cost(cents: perDay * 100), costPerKilometre: Cost(cents: 100),
                costPerHour: Cost(cents: 3000), longestDay: longestDay))
    }

    @discardableResult
    mutating func school(_ x: Int, _ y: Int) -> Index<School> {
        schoolAt.append((x, y))
        return batch.schools.append(School(id: "S\(schoolAt.count)", name: "", place: place(x, y)))
    }

    @discardableResult
    mutating func stop(_ x: Int, _ y: Int) -> Index<CandidateStop> {
        stopAt.append((x, y))
        return stopPlan.candidates.append(CandidateStop(id: "A\(stopAt.count)", name: "", place: place(x, y)))
    }

    /// A carried pupil with one home, `walk` metres from `stop`; changes to the home by `change`.
    @discardableResult
    mutating func pupil(
        to school: Index<School>, from stop: Index<CandidateStop>, grade: Int = 1, needs: Set<Need> = [],
        walk: Int32 = 100, isCarried: Bool = true, change: (inout Home) -> Void = { _ in }
    ) -> Index<Pupil> {
        let number = batch.pupils.count + 1
        let index = batch.pupils.append(
            Pupil(id: "P-\(number)", school: school, classID: "\(grade)A", grade: grade, needs: needs))
        home(of: index, at: stop, walk: walk, isCarried: isCarried, change: change)
        return index
    }

    @discardableResult
    mutating func home(
        of pupil: Index<Pupil>, at stop: Index<CandidateStop>, walk: Int32 = 100, isCarried: Bool = true,
        change: (inout Home) -> Void = { _ in }
    ) -> Index<Home> {
        let number = batch.pupils[pupil].homes.count + 1
        var home = Home(id: "H\(number)", pupil: pupil, place: place(0, 0))
        change(&home)
        let index = batch.homes.append(home)
        batch.pupils[pupil].homes.append(index)
        stopPlan.assigned.append(isCarried ? StopInReach(stop: stop, walk: Metres(walk)) : nil)
        stopPlan.options.append([])
        decisions.append(
            Decision(
                pupil: pupil, home: index, outcome: isCarried ? .granted : .refused, isCarried: isCarried, ruleID: "r",
                law: "", measured: nil, threshold: nil, certainty: "clear", reason: ""))
        return index
    }

    /// School hours of every weekday from Monday to `last`.
    mutating func hours(
        _ subject: Timetable.Subject, _ start: ClockTime, _ end: ClockTime,
        on days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday], week: Int? = nil
    ) {
        for day in days {
            batch.timetable.rows[Timetable.Key(subject, week: week, weekday: day)] = SchoolDay(start: start, end: end)
        }
    }

    func stage(_ options: PlanningOptions = PlanningOptions()) -> TimetablingStage {
        TimetablingStage(batch: batch, decisions: decisions, stopPlan: stopPlan, options: options)
    }

    /// Driving between the places that the stage wants to know.
    func travel() -> TravelMatrix {
        let spots = stage().placesToMeasure().map { place in
            switch place.site {
            case .depot(let depot): depotAt[depot.offset]
            case .school(let school): schoolAt[school.offset]
            case .stop(let stop, _): stopAt[stop.offset]
            }
        }
        let kilometres = spots.flatMap { from in spots.map { to in abs(from.0 - to.0) + abs(from.1 - to.1) } }
        return TravelMatrix(
            count: spots.count, seconds: kilometres.map { Int32($0 * 60) }, metres: kilometres.map { Int32($0 * 1000) })
    }

    /// A plan after few search steps: what is promised holds for any number of them.
    func plan(threads: Int = 1, previous: PlanTables? = nil) -> TimetablingResult {
        var options = PlanningOptions()
        options.iterations = 40
        options.threads = threads
        return TimetablingStage(
            batch: batch, decisions: decisions, stopPlan: stopPlan, previous: previous, options: options
        ).plan(travel: travel())
    }
}
