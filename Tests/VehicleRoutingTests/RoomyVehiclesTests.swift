import Quantities
import Testing

@testable import VehicleRouting

/// While days are saved, vehicles cost the same and the roomiest are taken; then each day gets the cheapest that will do.
struct RoomyVehiclesTests {
    /// Requests of one seat each along a road to one school, and two types at one depot: small and cheap, large and dear.
    private func problem(requests: Int, seats: (small: Int32, large: Int32), large: Int? = nil) -> RoutingProblem {
        let places = requests + 2
        let seconds = (0..<places * places).map { Int32(abs($0 / places - $0 % places) * 100) }
        func type(_ seats: Int32, _ cents: Int64, _ count: Int?) -> FleetType {
            FleetType(
                depot: 0, count: count, capacity: Load(seats: seats), costPerDay: Cost(cents: cents * 100),
                costPerKilometre: Cost(cents: cents), costPerHour: Cost(cents: cents * 10))
        }
        return RoutingProblem(
            requests: (0..<requests).map {
                RideRequest(
                    pickup: 2 + $0, delivery: 1, load: Load(seats: 1),
                    schoolWindow: TimeWindow(
                        earliest: ClockTime(secondsSinceMidnight: 28_000),
                        latest: ClockTime(secondsSinceMidnight: 28_800)),
                    longestRide: Seconds(3600))
            },
            fleet: [type(seats.small, 50, nil), type(seats.large, 200, large)],
            travel: TravelMatrix(count: places, seconds: seconds, metres: seconds.map { $0 * 15 }),
            fixedDwell: [DwellTime](repeating: .zero, count: places), direction: .toSchool)
    }

    private func search(
        _ problem: RoutingProblem, days: [[Int]], type: Int = 0, settings: SearchSettings = SearchSettings()
    ) throws -> FleetSearch {
        let instance = ClosureInstance(try DayInstance(problem))
        let search = FleetSearch(
            instance, Neighbourhoods(instance), slots: days.count + 1, stride: 64, seed: 1, settings: settings)
        search.adopt(
            FleetPlan(
                days: days.map { .init(type: type, nodes: $0.map { .stop($0) } + [.school(group: 0)]) }, bank: [],
                cost: 0)
        )
        return search
    }

    @Test func `types cost the same while days are saved, and what they cost afterwards`() throws {
        let instance = ClosureInstance(try DayInstance(problem(requests: 3, seats: (4, 40))))
        let kernel = ClosureKernel(instance, slots: 2, stride: 64)
        func places() -> [Float] {
            (0..<2).map { type in
                kernel.clear(type, type: type)
                return kernel.bestPlace(2, type, below: .infinity).cost
            }
        }
        let saving = places()
        #expect(saving[0] == saving[1])
        #expect(kernel.dayCost(0) == 0 && kernel.dayCost(1) == 0)
        kernel.savesDays = false
        let real = places()
        #expect(real[1] == saving[1] && real[0] < real[1] / 3)
        #expect(kernel.dayCost(0) > 0 && kernel.dayCost(1) > kernel.dayCost(0))
    }

    @Test func `roomier vehicles are taken while days are saved, as many as there are`() throws {
        for (count, expected) in [(nil, 3), (2, 2), (0, 0)] {
            let search = try search(
                problem(requests: 6, seats: (4, 40), large: count), days: [[0, 1], [2, 3], [4, 5]])
            var used = 0
            for _ in 0..<1000 {
                search.exchangeTypes(temperature: 1e-6)
                #expect(search.plan().days.filter { $0.type == 1 }.count == search.typeUsed[1])
                used += search.typeUsed[1]
            }
            #expect(used <= 1000 * expected && used >= 700 * expected)
        }
    }

    @Test func `in the last phase a smaller vehicle takes a day, and the others take whom it does not hold`() throws {
        for isOn in [true, false] {
            var settings = SearchSettings()
            settings.smallerVehicles = isOn ? 0.5 : 0
            (settings.wholeDays, settings.wholeGroups, settings.ruinSize, settings.longestString) = (0, 0, 1, 1)
            let search = try search(
                problem(requests: 8, seats: (4, 40)), days: [[0, 1, 2, 3, 4, 5], [6, 7]], type: 1, settings: settings)
            search.turnToCost()
            search.adopt(search.plan())
            search.dayLimit = 2
            for _ in 0..<400 {
                search.takeStep(temperature: 1)
                let days = search.plan().days
                let day = search.instance.day
                #expect(days.allSatisfy { TourTimes($0.nodes, type: $0.type, in: day) != nil })
                #expect(abs(days.reduce(0) { $0 + $1.cost } - search.cost) < 0.01)
                for type in 0..<2 { #expect(days.filter { $0.type == type }.count == search.typeUsed[type]) }
            }
            #expect(search.bank.isEmpty)
            #expect(search.plan().days.allSatisfy { $0.type == 0 } == isOn)
        }
    }

    @Test func `a smaller vehicle keeps as many as it holds`() throws {
        let search = try search(problem(requests: 8, seats: (4, 40)), days: [[0, 1, 2, 3, 4, 5], [6, 7]], type: 1)
        search.turnToCost()
        search.adopt(search.plan())
        for _ in 0..<20 {
            search.absent.removeAll()
            search.shrink()
            let isLarge = search.touchedDays.contains { Int(search.kernel.count[$0]) > 6 + search.kernel.firstGap }
            #expect(search.absent.count == (isLarge ? 2 : 0))
            for rider in search.absent { search.leaves[Int(rider)] = 0 }
            search.touchedDays.removeAll()
            search.adopt(search.plan().retyped(1))
        }
    }

    @Test func `a search cut before its last phase still takes the cheapest vehicles that will do`() throws {
        for (requests, expected) in [(3, 0), (6, 1)] {
            var options = RoutingOptions()
            options.iterations = 2000
            var solver = RoutingSolver(problem: problem(requests: requests, seats: (4, 40)), options: options)
            solver.settings.polishShare = 0
            let plan = try solver.solve()
            #expect(plan.tours.map(\.fleetType) == [expected])
        }
    }
}

extension FleetPlan {
    /// The same days with vehicles of one type.
    fileprivate func retyped(_ type: Int) -> FleetPlan {
        FleetPlan(days: days.map { Day(type: type, nodes: $0.nodes) }, bank: bank, cost: 0)
    }
}
