import Quantities
import Testing

@testable import VehicleRouting

struct TailExchangeTests {
    /// A search that stands at the first plan of a problem.
    private func search(_ problem: RoutingProblem, seed: UInt64) throws -> FleetSearch {
        FleetSearch.atFirstPlan(of: ClosureInstance(try DayInstance(problem)), seed: seed)
    }

    /// The nodes of a day behind which nobody is aboard, the day's start first.
    private func cuts(_ slot: Int, _ kernel: ClosureKernel) -> [Int] {
        [kernel.firstGap]
            + (0..<Int(kernel.visitCount[slot])).map { Int(kernel.visitNode[slot * kernel.stride + $0]) }
            .filter { kernel.isEmptyBehind($0, slot) }
    }

    /// Whether the order keeps every rule; doing nothing does.
    private func isPossible(_ nodes: [TourNode], _ type: Int32, _ day: DayInstance) -> Bool {
        nodes.isEmpty || TourTimes(nodes, type: Int(type), in: day) != nil
    }

    /// Exchanges the tails of every two days at every two cuts and compares with the full schedule; returns how many
    /// exchanges were possible and how many not.
    private func verify(_ problem: RoutingProblem, seed: UInt64, isExact: Bool) throws -> (Int, Int) {
        let search = try search(problem, seed: seed)
        let (kernel, day) = (search.kernel, search.instance.day)
        var (possible, impossible) = (0, 0)
        for first in search.used {
            for second in search.used where second != first {
                let (nodes, others) = (kernel.nodes(first), kernel.nodes(second))
                let (type, otherType) = (kernel.type[first], kernel.type[second])
                for cut in cuts(first, kernel) {
                    for other in cuts(second, kernel) {
                        let (head, otherHead) = (cut - kernel.firstGap, other - kernel.firstGap)
                        let mine = Array(nodes[..<head] + others[otherHead...])
                        let theirs = Array(others[..<otherHead] + nodes[head...])
                        let expected = isPossible(mine, type, day) && isPossible(theirs, otherType, day)
                        if isExact {
                            let said = TailEnd(kernel, first, cut).keepsClock(
                                exchangingWith: TailEnd(kernel, second, other))
                            #expect(said == expected, "seed \(seed)")
                        }
                        #expect(kernel.exchangeTails(first, cut, second, other) == expected, "seed \(seed)")
                        #expect(kernel.nodes(first) == mine && kernel.nodes(second) == theirs)
                        for case .stop(let rider) in mine { #expect(Int(kernel.dayOf[rider]) == first) }
                        kernel.load(nodes, first, type: Int(type))
                        kernel.load(others, second, type: Int(otherType))
                        if expected { possible += 1 } else { impossible += 1 }
                    }
                }
            }
        }
        return (possible, impossible)
    }

    @Test func `an exchange is possible exactly when the full schedules of both days are`() throws {
        var (possible, impossible) = (0, 0)
        for seed in UInt64(1)...60 {
            let timed = try verify(
                RandomProblem.make(seed: seed, requests: 16, hasStopHours: seed % 3 == 0), seed: seed, isExact: false)
            let untimed = try verify(
                RandomProblem.untimed(seed: seed, requests: 24, hasStopHours: seed % 3 == 0), seed: seed, isExact: true)
            possible += timed.0 + untimed.0
            impossible += timed.1 + untimed.1
        }
        #expect(possible > 500 && impossible > 500)
    }

    @Test func `exchanges keep every rule, every request and the cost`() throws {
        var accepted = 0
        for seed in UInt64(1)...30 {
            let isTimed = seed % 2 == 0
            let search = try search(
                isTimed
                    ? RandomProblem.make(seed: seed, requests: 24, isTight: false)
                    : RandomProblem.untimed(seed: seed, requests: 40), seed: seed)
            let day = search.instance.day
            for _ in 0..<200 {
                let before = search.plan()
                let cost = search.cost
                if search.exchangeTails(temperature: 100) {
                    accepted += 1
                } else {
                    #expect(search.plan().days.map(\.nodes) == before.days.map(\.nodes) && search.cost == cost)
                }
                let plan = search.plan()
                #expect(plan.days.allSatisfy { TourTimes($0.nodes, type: $0.type, in: day) != nil }, "seed \(seed)")
                #expect(abs(plan.days.reduce(0) { $0 + $1.cost } - search.cost) < 0.01)
                let served = plan.days.flatMap(\.nodes).filter { if case .stop = $0 { true } else { false } }
                #expect(served.count + plan.bank.count == day.riders.count)
                for (type, limit) in search.typeLimit.enumerated() {
                    let held = plan.days.filter { $0.type == type }.count
                    #expect(held <= limit && held == search.typeUsed[type])
                }
            }
        }
        #expect(accepted > 300)
    }

    @Test func `days that can follow each other become one`() throws {
        for seed in UInt64(1)...20 {
            let search = try search(RandomProblem.untimed(seed: seed, requests: 12), seed: seed)
            let day = search.instance.day
            // Every request has a day of its own, as far as there are days.
            let apart = day.riders.indices.map {
                FleetPlan.Day(type: 0, nodes: [.stop($0), .school(group: day.riders[$0].group)])
            }
            let days = Array(apart.prefix(search.kernel.slots))
            search.adopt(FleetPlan(days: days, bank: Array(days.count..<apart.count), cost: 0))
            let mergeable = days.indices.contains { first in
                days.indices.contains { $0 != first && isPossible(days[first].nodes + days[$0].nodes, 0, day) }
            }
            for _ in 0..<500 { search.exchangeTails(temperature: 1e6) }
            #expect((search.dayCount < days.count) == mergeable, "seed \(seed)")
        }
    }
}
