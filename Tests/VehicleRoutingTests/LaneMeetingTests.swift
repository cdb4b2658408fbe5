import Quantities
import Testing

@testable import VehicleRouting

struct LaneMeetingTests {
    /// Two searches of one problem with seeds of their own, from one first plan.
    private func pair(seed: UInt64) throws -> (day: DayInstance, lanes: [FleetSearch]) {
        let day = try DayInstance(RandomProblem.make(seed: seed, requests: 24, isTight: false))
        let instance = ClosureInstance(day)
        let lanes = (0..<2).map { FleetSearch.atFirstPlan(of: instance, seed: seed, lane: $0) }
        return (day, lanes)
    }

    @Test func `a search that stands as another holds its plan, and both go on by the rules`() throws {
        for seed in UInt64(1)...12 {
            let (day, lanes) = try pair(seed: seed)
            if lanes[0].bank.isEmpty { lanes[0].dropDay() }
            for round in 0..<20 {
                let (ahead, other) = (lanes[round & 1], lanes[1 - round & 1])
                other.stand(as: ahead)
                #expect(other.plan().days.map(\.nodes) == ahead.plan().days.map(\.nodes))
                #expect(other.bank == ahead.bank && other.bankSum == ahead.bankSum && other.cost == ahead.cost)
                for lane in lanes {
                    for _ in 0..<30 { lane.takeStep(temperature: 20) }
                    let plan = lane.plan()
                    #expect(plan.days.allSatisfy { TourTimes($0.nodes, type: $0.type, in: day) != nil }, "seed \(seed)")
                    let served = plan.days.flatMap(\.nodes).filter { if case .stop = $0 { true } else { false } }
                    #expect(served.count + plan.bank.count == day.riders.count)
                }
            }
        }
    }

    @Test func `a place that is remembered is the place that is found anew`() throws {
        var remembered = 0
        for seed in UInt64(1)...12 {
            let (day, lanes) = try pair(seed: seed)
            for round in 0..<10 {
                for lane in lanes { for _ in 0..<20 { lane.takeStep(temperature: 20) } }
                lanes[1 - round & 1].stand(as: lanes[round & 1])
                for lane in lanes {
                    let kernel = lane.kernel
                    for request in day.riders.indices {
                        for slot in lane.used {
                            let known = lane.cache[request * kernel.slots + slot]
                            guard known.version == kernel.version[slot], kernel.dayOf[request] < 0 else { continue }
                            let found = kernel.bestPlace(request, slot, below: .infinity)
                            if known.pickupGap >= 0 { #expect(found.cost == known.cost) }
                            #expect(found.cost >= known.cost)
                            remembered += 1
                        }
                    }
                }
            }
        }
        #expect(remembered > 0)
    }
}
