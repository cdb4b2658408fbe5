import Quantities
import Testing
import TransportModel

@testable import Timetabling

/// A kilometre takes a minute; the first stop is 8 km west of the school, the second 8 km east of it.
@Suite struct SecondPlansTests {
    private static let west = StopInReach(stop: Index(0), walk: Metres(100))
    private static let east = StopInReach(stop: Index(1), walk: Metres(100))

    /// Four pupils at the western stop and one, who chose it, at `stop`. Rides of 20 minutes and waits of 10 let no vehicle
    /// serve both sides.
    private func town(choosing stop: StopInReach, longestRide: Int32 = 20) -> Town {
        var town = Town()
        town.depot(0, 0)
        town.vehicles(3, seats: 9)
        let school = town.school(10, 0)
        for x in [2, 18, 60] { town.stop(x, 0) }
        for _ in 0..<4 { town.pupil(to: school, from: Index(0)) }
        let chooser = town.pupil(to: school, from: stop.stop)
        let home = town.batch.pupils[chooser].homes[0]
        town.stopPlan.options[home.offset] = [0, 1, 2].map {
            StopOption(stop: Index($0), walk: Metres(100), extraCost: Cost(cents: Int64($0) * 100))
        }
        let id = town.stopPlan.candidates[stop.stop].id
        town.batch.choices = [StopChoice(pupil: chooser, home: nil, stopID: id, submittedAt: "2026-08-01", line: 2)]
        town.batch.rules.rideLimits = [BandLimit(grades: [1], value: .minutes(longestRide))]
        town.batch.municipality.service.longestWait = .minutes(10)
        town.hours(.school(school), ClockTime(8, 0), ClockTime(14, 0), on: [.monday])
        return town
    }

    private func figures(_ plan: TimetablingResult) -> SecondPlan.Figures {
        let driving = plan.trips.reduce(Seconds.zero) {
            $0 + ($1.stopTimes[$1.stopTimes.count - 1].arrival - $1.stopTimes[0].departure)
        }
        return .init(
            vehicles: plan.blocks.count, driving: driving, cost: plan.blocks.reduce(.zero) { $0 + $1.cost })
    }

    @Test func `a choice that takes a vehicle of its own costs that vehicle and its minutes`() throws {
        let town = town(choosing: Self.east)
        let plan = town.plan()
        let move = HomeMove(home: Index(4), stop: Self.west)
        let plans = try #require(plan.secondPlans)
        let second = try #require(plans.plans(for: [move])[0])
        // With the choice, two vehicles drive 8 minutes each, there and back.
        #expect(second.now == figures(plan) && second.now.vehicles == 2 && second.now.driving == .minutes(32))
        // Without it there is one; the oracle is a plan made from nothing for a town where nobody chose.
        #expect(second.moved.vehicles == 1 && second.moved.driving == .minutes(16))
        #expect(second.moved == figures(self.town(choosing: Self.west).plan()))
        #expect(second.day == CycleDay(week: 1, weekday: .monday))
        // A vehicle's day costs 100.
        #expect(second.now.cost.cents - second.moved.cost.cents > 10_000)
    }

    @Test func `honouring a choice that was not honoured is planned the other way round`() throws {
        let plans = try #require(town(choosing: Self.west).plan().secondPlans)
        let second = try #require(plans.plans(for: [HomeMove(home: Index(4), stop: Self.east)])[0])
        #expect(second.now.vehicles == 1 && second.moved == figures(town(choosing: Self.east).plan()))
    }

    @Test func `without a ride, without room in the limits or without time there is no second plan`() throws {
        var town = town(choosing: Self.east)
        let far = StopInReach(stop: Index(2), walk: Metres(100))
        // 50 km are 50 minutes.
        town.batch.choices[0].stopID = town.stopPlan.candidates[Index(2)].id
        #expect(town.plan().secondPlans?.plans(for: [HomeMove(home: Index(4), stop: far)])[0] == nil)
        town.batch.choices[0].stopID = town.stopPlan.candidates[Index(1)].id
        let absent = town.home(of: Index(4), at: Index(0), isCarried: false)
        let moves = [HomeMove(home: absent, stop: Self.west), HomeMove(home: Index(4), stop: Self.west)]
        let plans = try #require(town.plan().secondPlans)
        let both = plans.plans(for: moves)
        #expect(both[0] == nil && both[1] != nil)
        var options = PlanningOptions()
        options.shouldStop = { true }
        let ended = town.stage(options).plan(travel: town.travel()).secondPlans?.plans(for: moves)
        #expect(ended?.count == 2 && ended?.allSatisfy { $0 == nil } == true)
    }

    @Test func `a stop that no matrix row was asked for has no second plan`() throws {
        var town = town(choosing: Self.east)
        town.batch.choices = []
        let far = HomeMove(home: Index(4), stop: StopInReach(stop: Index(2), walk: Metres(100)))
        let plans = try #require(town.plan().secondPlans)
        #expect(plans.plans(for: [far])[0] == nil)
    }

    @Test func `random towns give the same second plans on any number of threads, and none for who stays`() {
        var compared = 0
        for seed in UInt64(1)...3 {
            let town = RandomTown(seed: seed).town
            let used = Set(town.stopPlan.assigned.compactMap { $0?.stop }).sorted().prefix(3)
            let moves = town.batch.homes.indices.flatMap { home in
                used.map { HomeMove(home: home, stop: StopInReach(stop: $0, walk: Metres(100))) }
            }
            let plan = town.plan()
            let one = plan.secondPlans?.plans(for: moves) ?? []
            #expect(one == town.plan(threads: 3).secondPlans?.plans(for: moves))
            let own = town.batch.homes.indices.compactMap { home in
                town.stopPlan.assigned[home.offset].map { HomeMove(home: home, stop: $0) }
            }
            for second in (plan.secondPlans?.plans(for: own) ?? []).compactMap(\.self) {
                #expect(second.moved == second.now, "a home that stays where it is changes nothing")
            }
            for second in one.compactMap(\.self) {
                compared += 1
                // Mending never needs more vehicles than the day has.
                #expect(second.now.vehicles <= plan.blocks.count { $0.day == second.day })
            }
        }
        #expect(compared > 20)
    }
}
