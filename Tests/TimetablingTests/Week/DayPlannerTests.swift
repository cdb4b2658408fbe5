import Quantities
import Testing
import TransportModel

@testable import Timetabling

/// Ways to school and ways home that need the same vehicles at midday.
@Suite struct DayPlannerTests {
    /// The little ones' school begins at 12:00, the others' ends at 11:50 next door; `buses` must do both.
    private func midday(buses: Int, routes: Int) -> Town {
        var town = Town()
        town.depot(0, 0)
        town.vehicles(buses, seats: 4)
        let late = town.school(10, 0)
        let early = town.school(10, 1)
        for route in 0..<routes {
            let stop = town.stop(4, route)
            for _ in 0..<4 { town.pupil(to: late, from: stop) }
            for _ in 0..<4 { town.pupil(to: early, from: stop) }
        }
        town.hours(.school(late), ClockTime(12, 0), ClockTime(16, 0), on: [.monday])
        town.hours(.school(early), ClockTime(8, 0), ClockTime(11, 50), on: [.monday])
        return town
    }

    /// How many pupils' trips no vehicle drives when each session is planned by itself; and when they are planned
    /// together.
    private func dropped(_ town: Town) -> (apart: Int, together: Int, planner: DayPlanner) {
        let stage = town.stage()
        let travel = town.travel().withoutInstantDrives()
        var options = PlanningOptions()
        options.iterations = 40
        let builder = DemandBuilder(batch: town.batch, decisions: town.decisions, stopPlan: town.stopPlan)
        var catalogue = DemandCatalogue()
        for day in town.batch.cycleDays {
            let demand = builder.demand(on: day)
            catalogue.enter(day, toSchool: demand.toSchool, fromSchool: demand.fromSchool)
        }
        let places = Places(batch: town.batch, stopPlan: town.stopPlan)
        #expect(places.all.count == stage.placesToMeasure().count)
        let planner = SessionPlanner(
            batch: town.batch, candidates: town.stopPlan.candidates, places: places, travel: travel)
        let previous = PreviousPlan(tables: nil, batch: town.batch, candidates: town.stopPlan.candidates)
        let week = WeekPlanner(planner: planner, catalogue: catalogue, previous: previous, options: options).plans()
        let days = VehicleDays(batch: town.batch, places: places, travel: travel)
        var together = DayPlanner(planner: planner, options: options)
        var counts = (apart: 0, together: 0)
        for entry in catalogue.days {
            let plans = [entry.toSchool, entry.fromSchool].compactMap { $0.map { week.plans[$0] } }
            let alone = plans.reduce(0) { $0 + $1.unserved.count }
            counts.apart += days.vehicleDays(of: plans).dropped.count + alone
            counts.together += together.day(entry.toSchool, entry.fromSchool, of: week.plans).missing
        }
        return (counts.apart, counts.together, together)
    }

    @Test(arguments: [(1, 1), (3, 3)])
    func `a fleet that is enough only when both sessions are planned together is enough`(_ buses: Int, _ routes: Int) {
        let town = midday(buses: buses, routes: routes)
        let counts = dropped(town)
        #expect(counts.apart > 0)
        #expect(counts.together == 0)
        let plan = town.plan()
        #expect(PlanAudit(town, plan).broken == [])
        #expect(plan.findings == [])
        #expect(plan.rides.count == routes * 16)
    }

    @Test func `whom the fleet is too small for is named, and nobody rides twice`() {
        // Twelve pupils must be at one school by 11:55 and twelve leave the other by 12:20, with four seats.
        let town = midday(buses: 1, routes: 3)
        let plan = town.plan()
        #expect(PlanAudit(town, plan).broken == [])
        #expect(!plan.findings.isEmpty)
    }

    @Test func `a day whose fleet is enough is left as it is`() {
        let counts = dropped(TimetablingStageTests.smallest())
        #expect(counts.apart == 0)
        #expect(counts.planner.iterations == 0)
    }

    @Test func `together never leaves more pupils behind than apart`() {
        var helped = 0
        for seed in 0..<16 {
            let counts = dropped(RandomTown(seed: UInt64(seed)).town)
            #expect(counts.together <= counts.apart)
            if counts.together < counts.apart { helped += 1 }
        }
        #expect(helped > 0)
    }
}
