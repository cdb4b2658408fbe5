package import Quantities
package import TransportModel

/// A municipality along one straight lane, small enough to work out by hand.
///
/// Places are given in metres from the lane's western end. Everybody walks on the lane, and the bus drives 10 m a
/// second. There is school on Monday and Tuesday, from 8:00 to 13:00.
///
///     -1000 depot D1    0    100 stop A    1000 stop B           10000 school S1
///
/// P-1 lives at 0 and P-5 on Tuesdays too; P-2 (wheelchair, protected) at 1200; P-5 else at 900. P-3 is refused, P-4
/// waits in review and is not carried.
package enum Lane {
    /// Degrees of longitude per metre of the lane.
    package static let degreesPerMetre = 0.00002

    /// The place `metres` from the western end.
    package static func place(_ metres: Double) -> Place {
        Place(
            grid: GridPoint(x: 300_000 + metres, y: 6_800_000),
            point: GeoPoint(longitude: 23 + metres * degreesPerMetre, latitude: 61))
    }

    /// The metres from the western end at which `point` is.
    package static func metres(_ point: GeoPoint) -> Double { (point.longitude - 23) / degreesPerMetre }

    /// The bundle.
    package static func batch() -> Batch {
        var municipality = Municipality(name: "Lane", crs: "EPSG:3067", network: "lane.osm", rules: "rules.yaml")
        municipality.calendar.from = CalendarDate(year: 2026, month: 8, day: 10)
        municipality.calendar.to = CalendarDate(year: 2026, month: 12, day: 18)
        municipality.service.turning = .zero
        var batch = Batch(
            municipality: municipality, rules: rules(), asOf: CalendarDate(daysSinceEpoch: 20_675),
            networkPath: "lane.osm")
        let school = batch.schools.append(School(id: "S1", name: "Lane school", place: place(10_000)))
        for weekday in [Weekday.monday, .tuesday] {
            batch.timetable.rows[.init(.school(school), week: nil, weekday: weekday)] = SchoolDay(
                start: ClockTime(8, 0), end: ClockTime(13, 0))
        }
        addPupils(to: &batch, school: school)
        batch.stopsWereGiven = true
        batch.stops.append(CandidateStop(id: "A", name: "Alder", place: place(100)))
        batch.stops.append(CandidateStop(id: "B", name: "Birch", place: place(1000), maxPupils: 2))
        let depot = batch.depots.append(Depot(id: "D1", name: "Garage", place: place(-1000)))
        batch.vehicleTypes.append(
            VehicleType(
                id: "bus", depot: depot, count: 1, capacity: Load(seats: 2, wheelchairPlaces: 1),
                costPerDay: Cost(cents: 10_000), costPerKilometre: Cost(cents: 100), longestDay: Seconds(8 * 3600)))
        batch.choices = [
            StopChoice(pupil: Index(0), home: nil, stopID: "A", submittedAt: "2026-08-01T10:00:00", line: 2)
        ]
        batch.inputHashes = ["pupils.csv": String(repeating: "a", count: 64)]
        return batch
    }

    private static func rules() -> RuleSet {
        var rules = RuleSet()
        rules.name = "Lane"
        rules.stopWalkLimits = [BandLimit(grades: [], value: Metres(300))]
        rules.rideLimits = [BandLimit(grades: [], value: .minutes(20))]
        rules.waitLimits = [BandLimit(grades: [], value: .minutes(15))]
        rules.dayTotalLimits = [BandLimit(grades: [], value: .minutes(60))]
        return rules
    }

    private static func addPupils(to batch: inout Batch, school: Index<School>) {
        func add(_ id: String, at metres: Double, needs: Set<Need> = [], isProtected: Bool = false, name: String) {
            let index = batch.pupils.append(
                Pupil(
                    id: id, school: school, classID: "1A", grade: 1, needs: needs, isProtected: isProtected,
                    name: name, language: "sv"))
            let home = batch.homes.append(
                Home(id: "H1", pupil: index, place: place(metres), address: "Lane \(Int(metres)) of \(id)"))
            batch.pupils[index].homes.append(home)
        }
        add("P-1", at: 0, name: "Anna Alm")
        add("P-2", at: 1200, needs: [.wheelchair], isProtected: true, name: "Vera Hemlig")
        add("P-3", at: 9900, name: "Carl Corén")
        add("P-4", at: 7000, name: "Doris Dal")
        add("P-5", at: 900, name: "Elis Ek")
        let first = batch.pupils[Index(4)].homes[0]
        batch.homes[first].weekdays = [.monday, .wednesday, .thursday, .friday]
        let second = batch.homes.append(
            Home(id: "H2", pupil: Index(4), place: place(0), weekdays: [.tuesday], kind: .second))
        batch.pupils[Index(4)].homes.append(second)
    }
}
