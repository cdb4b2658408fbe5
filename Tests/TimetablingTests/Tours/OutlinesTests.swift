import Quantities
import Testing
import TransportModel
import VehicleRouting

@testable import Timetabling

@Suite struct OutlinesTests {
    @Test func `pupils who stay keep their vehicle and order, schools that nobody needs are left out`() throws {
        var town = Town()
        town.depot(0, 0)
        town.vehicles(2, seats: 8)
        let schools = [town.school(10, 0), town.school(12, 0)]
        for x in [2, 4, 6] { town.stop(x, 0) }
        for school in schools { town.hours(.school(school), ClockTime(8, 0), ClockTime(13, 0)) }
        town.pupil(to: schools[0], from: Index(0))
        town.pupil(to: schools[1], from: Index(1))
        town.pupil(to: schools[0], from: Index(2))
        let day = CycleDay(week: 1, weekday: .monday)
        let demand = DemandBuilder(batch: town.batch, decisions: town.decisions, stopPlan: town.stopPlan)
            .demand(on: day).toSchool
        let planner = SessionPlanner(
            batch: town.batch, candidates: town.stopPlan.candidates,
            places: Places(batch: town.batch, stopPlan: town.stopPlan), travel: town.travel())
        let budget = SessionPlanner.Budget(iterations: 50, seed: 1, threads: 1, cancellation: CancellationFlag())
        let model = try planner.plan(demand, near: nil, budget: budget)
        #expect(model.tours.count == 1)

        // The only pupil of the second school stays at home.
        let smaller = SessionDemand(session: .toSchool, journeys: [demand.journeys[0], demand.journeys[2]])
        let groups = RideGrouping(fleet: town.batch.vehicleTypes.elements).groups(of: smaller).groups
        let problem = SessionProblem(
            demand: smaller, groups: groups, fleet: town.batch.vehicleTypes, places: planner.places,
            service: town.batch.municipality.service, travel: planner.travel)
        let outlines = Outlines(model: ModelPlan(model), problem: problem).tours()
        #expect(
            outlines.map(\.steps) == [
                [.stop(request: 0), .stop(request: 1), .school(request: 0), .school(request: 1)]
            ])
    }
}
