import Quantities
import TransportModel

@testable import Timetabling

/// Recomputes from a plan alone what the week promises, and lists what is broken.
struct PlanAudit {
    let town: Town
    let plan: TimetablingResult
    let travel: TravelMatrix
    private let rows: [PlannedPlace.Site: Int]
    private(set) var broken: [String] = []

    init(_ town: Town, _ plan: TimetablingResult) {
        self.town = town
        self.plan = plan
        travel = town.travel()
        let sites = town.stage().placesToMeasure().enumerated().map { ($0.element.site, $0.offset) }
        rows = Dictionary(uniqueKeysWithValues: sites)
        checkEveryoneRidesOnce()
        for ride in plan.rides { check(ride) }
        for trip in plan.trips { check(trip) }
        for position in plan.blocks.indices { check(plan.blocks[position], position) }
        checkFleet()
        checkIDs()
    }

    private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds { broken.append(what()) }
    }

    private func row(_ place: StopPlace) -> Int {
        switch place {
        case .school(let school): rows[.school(school)]!
        case .stop(let stop): rows[.stop(stop, .toSchool)]!
        }
    }

    private mutating func checkEveryoneRidesOnce() {
        let named = Set(plan.findings.map(\.subject))
        for day in town.batch.cycleDays {
            for pupil in town.batch.pupils.indices {
                let details = town.batch.pupils[pupil]
                for session in Session.allCases {
                    let home = details.homes.first { town.batch.homes[$0].covers(day, session) }
                    let isCarried = home.map { home in town.decisions.contains { $0.home == home && $0.isCarried } }
                    let hasSchool = town.batch.timetable.schoolDay(of: pupil, details, on: day) != nil
                    let count = plan.rides.count {
                        $0.pupil == pupil && $0.day == day && $0.session == session && $0.home == home
                    }
                    let all = plan.rides.count { $0.pupil == pupil && $0.day == day && $0.session == session }
                    let wanted = isCarried == true && hasSchool ? 1 : 0
                    expect(all == count, "\(details.id) rides from another home on \(day)")
                    expect(
                        count == wanted || (count == 0 && named.contains(details.id)),
                        "\(details.id) rides \(count) times on \(day) \(session)")
                }
            }
        }
    }

    private mutating func check(_ ride: Ride) {
        let pupil = town.batch.pupils[ride.pupil]
        let rules = town.batch.rules
        let service = town.batch.municipality.service
        let hours = town.batch.timetable.schoolDay(of: ride.pupil, pupil, on: ride.day)!
        let isToSchool = ride.session == .toSchool
        let wait = isToSchool ? hours.start - ride.alight : ride.board - hours.end
        let margin = isToSchool ? service.marginBeforeStart : service.marginAfterEnd
        let longest = min(rules.waitLimit(grade: pupil.grade) ?? service.longestWait, service.longestWait)
        expect(ride.wait == wait && wait >= margin && wait <= longest, "\(pupil.id) waits \(wait)")
        expect(ride.rideTime <= rules.rideLimit(grade: pupil.grade), "\(pupil.id) rides \(ride.rideTime)")
        let mine = plan.rides.filter { $0.pupil == ride.pupil && $0.day == ride.day }
        let total = mine.reduce(Seconds.zero) { $0 + service.walkingTime($1.walk) + $1.wait + $1.rideTime }
        expect(ride.dayTotal == total, "\(pupil.id) has a day of \(ride.dayTotal), not \(total)")
        if let limit = rules.dayTotalLimit(grade: pupil.grade) { expect(total <= limit, "\(pupil.id) day \(total)") }
        expect(town.stopPlan.assigned[ride.home.offset]?.stop == ride.stop, "\(pupil.id) has another stop")
        let places = plan.trips[ride.trip].stopTimes
        let (from, to): (StopPlace, StopPlace) =
            isToSchool ? (.stop(ride.stop), .school(pupil.school)) : (.school(pupil.school), .stop(ride.stop))
        let board = places.firstIndex { $0.place == from && $0.departure == ride.board }
        let alight = places.lastIndex { $0.place == to && $0.arrival == ride.alight }
        expect(board != nil && alight != nil && board! < alight!, "\(pupil.id) is not on its trip")
    }

    private mutating func check(_ trip: Trip) {
        let rides = plan.rides.filter { plan.trips[$0.trip].id == trip.id }
        let capacity = town.batch.vehicleTypes[plan.blocks[trip.block].vehicleType].capacity
        expect(trip.stopTimes.count >= 2 && !rides.isEmpty, "\(trip.id) is too short or empty")
        var onboard = 0
        var distance = 0
        for (k, time) in trip.stopTimes.enumerated() {
            if k > 0 {
                let before = trip.stopTimes[k - 1]
                let drive = travel.seconds(from: row(before.place), to: row(time.place))
                expect(time.arrival - before.departure >= Seconds(max(1, drive)), "\(trip.id) drives too fast at \(k)")
                distance += Int(travel.metres(from: row(before.place), to: row(time.place)))
            }
            let isStop = if case .stop = time.place { true } else { false }
            let boards = rides.filter {
                isStop == (trip.session == .toSchool) && $0.board == time.departure && self.boards($0, at: time.place)
            }
            let leaves = rides.filter {
                isStop != (trip.session == .toSchool) && $0.alight == time.arrival && self.leaves($0, at: time.place)
            }
            onboard += boards.count - leaves.count
            expect(time.boarding == boards.count && time.alighting == leaves.count, "\(trip.id) counts at \(k)")
            expect(time.onboard == onboard && time.distance == distance, "\(trip.id) sums at \(k)")
            let neighbour = trip.session == .toSchool ? k + 1 : k - 1
            let continues =
                trip.stopTimes.indices.contains(neighbour) && trip.stopTimes[neighbour].place == time.place
            let needed = standing(boards + leaves, isStop: isStop, continues: continues)
            expect(time.departure - time.arrival >= needed, "\(trip.id) stands at \(k)")
            let isLast = k == trip.stopTimes.count - 1
            expect(isLast ? onboard == 0 : onboard > 0, "\(trip.id) has \(onboard) aboard after \(k)")
            let aboard = rides.filter { $0.board <= time.departure && $0.alight > time.departure }
            let load = aboard.reduce(Load.zero) { $0 + town.batch.pupils[$1.pupil].load }
            expect(load.fits(in: capacity), "\(trip.id) carries too many after \(k)")
            let alone = aboard.contains { town.batch.pupils[$0.pupil].needs.contains(.alone) }
            expect(!alone || aboard.count == 1, "\(trip.id) carries others with one who rides alone")
            let schools = Set(aboard.map { town.batch.pupils[$0.pupil].school })
            expect(town.batch.municipality.service.mixedLoads || schools.count < 2, "\(trip.id) mixes schools")
        }
    }

    private func boards(_ ride: Ride, at place: StopPlace) -> Bool {
        place == (ride.session == .toSchool ? .stop(ride.stop) : .school(town.batch.pupils[ride.pupil].school))
    }

    private func leaves(_ ride: Ride, at place: StopPlace) -> Bool {
        place == (ride.session == .toSchool ? .school(town.batch.pupils[ride.pupil].school) : .stop(ride.stop))
    }

    private func standing(_ rides: [Ride], isStop: Bool, continues: Bool) -> Seconds {
        let service = town.batch.municipality.service
        let fixed = continues ? .zero : isStop ? service.dwellAtStop : service.dwellAtSchool
        return rides.reduce(fixed) {
            let isWheelchair = town.batch.pupils[$1.pupil].needs.contains(.wheelchair)
            return $0 + service.dwellPerPupil + (isWheelchair ? service.dwellPerWheelchair : .zero)
        }
    }

    private mutating func check(_ block: Block, _ position: Int) {
        let type = town.batch.vehicleTypes[block.vehicleType]
        let depot = rows[.depot(type.depot)]!
        var (at, free, metres, empty) = (depot, block.start, 0, 0)
        expect(!block.trips.isEmpty, "\(block.id) is empty")
        for number in block.trips {
            let trip = plan.trips[number]
            expect(trip.block == position && trip.day == block.day, "\(trip.id) is in \(block.id) by mistake")
            let (first, last) = (trip.stopTimes.first!, trip.stopTimes.last!)
            expect(first.arrival - free >= Seconds(travel.seconds(from: at, to: row(first.place))), "\(block.id) late")
            empty += Int(travel.metres(from: at, to: row(first.place)))
            metres += last.distance
            (at, free) = (row(last.place), last.departure)
        }
        empty += Int(travel.metres(from: at, to: depot))
        expect(block.end - free >= Seconds(travel.seconds(from: at, to: depot)), "\(block.id) is home too soon")
        expect(block.deadhead == empty && block.distance == metres + empty, "\(block.id) metres")
        expect(block.cost == type.cost(metres: block.distance, onDuty: block.end - block.start), "\(block.id) cost")
        if let longest = type.longestDay { expect(block.end - block.start <= longest, "\(block.id) is out too long") }
    }

    private mutating func checkFleet() {
        for day in town.batch.cycleDays {
            for type in town.batch.vehicleTypes.indices {
                let out = plan.blocks.count { $0.day == day && $0.vehicleType == type }
                expect(out <= town.batch.vehicleTypes[type].count, "\(out) vehicles of a type out on \(day)")
            }
        }
    }

    private mutating func checkIDs() {
        expect(Set(plan.trips.map(\.id)).count == plan.trips.count, "trip ids are not unique")
        expect(Set(plan.blocks.map(\.id)).count == plan.blocks.count, "block ids are not unique")
        expect(plan.blocks.flatMap(\.trips).sorted() == Array(plan.trips.indices), "trips are not driven once each")
    }
}
