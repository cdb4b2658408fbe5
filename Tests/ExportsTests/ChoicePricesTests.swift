import Foundation
import PlanFixtures
import Quantities
import Testing
import TransportModel

@testable import Exports

/// On the lane a metre of the fixtures is 1.08 m on the ground, so prices are compared with the network's own metres.
@Suite struct ChoicePricesTests {
    private func prices(
        _ change: (inout Batch, inout Plan) -> Void = { _, _ in }, secondPlans: SecondPlanning? = nil
    ) throws -> [ChoicePrice] {
        var batch = Lane.batch()
        batch.vehicleTypes[Index(0)].costPerHour = Cost(cents: 6000)
        var plan = Lane.plan(for: batch)
        // P-1 asked for A and could have B; the bus comes from the west, so A costs the way to it.
        plan.stopPlan.options[0].append(StopOption(stop: Index(1), walk: Metres(1000), extraCost: Cost(cents: -500)))
        change(&batch, &plan)
        let tables = PlanTables(plan: plan, batch: batch)
        let source = ExportSource(
            tables: tables, plan: plan, batch: batch, network: try LaneMap().network,
            settings: Lane.settings(for: plan), threads: 2, secondPlans: secondPlans)
        return source.choicePrices
    }

    @Test func `a choice of a stop that nobody else needs costs the way to it, there and back`() throws {
        // On Monday P-1 is alone at A; on Tuesday P-5 is there too, and the bus comes all the same.
        let price = try #require(try prices().first)
        #expect(price.pupilID == "P-1" && price.stopID == "A" && price.isHonoured && price.otherStopID == "B")
        // 900 m twice on Monday, as the ground measures them; nothing on Tuesday.
        #expect(abs(price.extraKilometres - 2 * 0.9 * 1.08) < 0.02)
        #expect(price.extraVehicles == 0 && price.vehiclesWith == 1 && price.vehiclesWithout == 1)
        #expect(price.costWith == Cost(cents: 24_400))
        #expect(price.costWithout.cents == price.costWith.cents - price.extraCost.cents)
        // At a unit a kilometre and sixty an hour, a minute more costs one more.
        #expect(abs(price.extraCost.amount - price.extraKilometres - Double(price.extraMinutes)) < 0.6)
        // The stops themselves: B would have saved 5.
        #expect(price.extraStopCost == Cost(cents: 500))
    }

    @Test func `a choice that is not honoured says what honouring it would add`() throws {
        let found = try prices { batch, plan in
            batch.choices = [
                StopChoice(pupil: Index(0), home: nil, stopID: "B", submittedAt: "2026-08-01T10:00:00", line: 2)
            ]
        }
        let price = try #require(found.first)
        #expect(!price.isHonoured && price.stopID == "B" && price.otherStopID == "A")
        #expect(abs(price.extraKilometres + 2 * 0.9 * 1.08) < 0.02)
        #expect(price.costWithout == Cost(cents: 24_400) && price.costWith < price.costWithout)
    }

    @Test func `a choice that everybody shares costs nothing`() throws {
        // With P-5 at A on Monday too, the bus comes there anyhow.
        let price = try #require(
            try prices { _, plan in
                for ride in plan.rides.indices where plan.rides[ride].pupil == Index(4) {
                    plan.rides[ride].stop = Index(0)
                }
            }.first)
        #expect(price.extraKilometres == 0 && price.extraMinutes == 0 && price.extraCost == .zero)
    }

    @Test func `a dear choice is planned too, and what is with it and without it stands on the right sides`() throws {
        let day = CycleDay(week: 1, weekday: .tuesday)
        let now = SecondPlan.Figures(vehicles: 2, driving: Seconds(1835), cost: Cost(cents: 900))
        let moved = SecondPlan.Figures(vehicles: 1, driving: Seconds(60), cost: Cost(cents: 400))
        let planning: SecondPlanning = { moves in
            moves.map { $0.home == Index(0) ? SecondPlan(day: day, now: now, moved: moved) : nil }
        }
        let kept = try #require(try prices(secondPlans: planning).first)
        #expect(kept.plannedDay == "1-Tue" && kept.dayVehiclesWith == 2 && kept.dayVehiclesWithout == 1)
        #expect(kept.dayMinutesWith == 31 && kept.dayMinutesWithout == 1)
        #expect(kept.dayCostWith == Cost(cents: 900) && kept.dayCostWithout == Cost(cents: 400))
        let refused = try #require(
            try prices(
                { batch, _ in
                    batch.choices = [
                        StopChoice(pupil: Index(0), home: nil, stopID: "B", submittedAt: "2026-08-01T10:00:00", line: 2)
                    ]
                }, secondPlans: planning
            ).first)
        #expect(refused.dayVehiclesWith == 1 && refused.dayVehiclesWithout == 2 && refused.dayMinutesWith == 1)
        let estimated = try #require(try prices(secondPlans: { $0.map { _ in nil } }).first)
        #expect(estimated.plannedDay == nil && estimated.dayCostWith == nil && estimated.extraCost == kept.extraCost)
    }

    @Test func `without another stop or without roads there is no price`() throws {
        #expect(try prices { _, plan in plan.stopPlan.options[0].removeLast() }.isEmpty)
        let list = try WrittenLane().text("staff/choices.csv")
        #expect(list.split(separator: "\n").count == 1)
    }

    @Test func `a detour is what a trip over a place drives more`() {
        let matrix = TravelMatrix(
            count: 3, seconds: [0, 10, 30, 10, 0, 25, 30, 25, 0], metres: [0, 1, 3, 1, 0, 2, 3, 2, 0])
        let travel = PlaceTravel(places: ["a", "b", "c"], matrix: matrix)
        #expect(travel.detour("a", over: "b", "c")?.seconds == 5)
        #expect(travel.detour(nil, over: "b", "c")?.seconds == 25 && travel.detour("a", over: "b", nil)?.metres == 1)
        #expect(travel.detour("a", over: "x", "c") == nil)
    }
}
