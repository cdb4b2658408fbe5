import Quantities
import Testing

@testable import VehicleRouting

/// Every place of a request in an order of nodes, as the kernel may choose it: the visit that follows or a new one that
/// cuts no group in two.
private func everyPlace(_ request: Int, in nodes: [TourNode], _ day: DayInstance) -> [[TourNode]] {
    let mine = day.riders[request].group
    let school = TourNode.school(group: mine)
    func isMine(_ node: TourNode) -> Bool {
        if case .stop(let other) = node { day.riders[other].group == mine } else { false }
    }
    var result: [[TourNode]] = []
    for pickup in 0...nodes.count {
        if nodes[pickup...].contains(school) {
            result.append(Array(nodes[..<pickup] + [.stop(request)] + nodes[pickup...]))
        }
        for visit in pickup...nodes.count {
            let next = nodes[visit...].first { $0 == school || isMine($0) }
            let last = nodes[..<visit].last { $0 == school || isMine($0) }
            let cutsGroup = next == school || (last.map(isMine) ?? false)
            guard !cutsGroup, !nodes[pickup..<visit].contains(where: { isMine($0) || $0 == school }) else { continue }
            result.append(
                Array(nodes[..<pickup] + [.stop(request)] + nodes[pickup..<visit] + [school] + nodes[visit...]))
        }
    }
    return result
}

/// The cost of the legs of a day, as the kernel counts them: money for metres and driven hours, or seconds without prices.
private func legs(_ nodes: [TourNode], _ type: Int, _ instance: ClosureInstance) -> Double {
    let writer = TourWriter(instance: instance.day)
    let depot = instance.day.places + type
    let places = [depot] + nodes.map { writer.place(of: $0) } + [depot]
    let costs = instance.costFrom[instance.priceClass[type]]
    return zip(places, places.dropFirst()).reduce(0.0) { $0 + Double(costs[$1.0 * instance.places + $1.1]) }
}

struct ClosureKernelTests {
    /// Inserts requests one after the other, each judged against every place by the full schedule.
    private func verify(_ problem: RoutingProblem, _ seed: UInt64) throws {
        let day = try DayInstance(problem)
        let instance = ClosureInstance(day)
        let kernel = ClosureKernel(instance, slots: problem.fleet.count, stride: 64)
        kernel.savesDays = false
        for type in problem.fleet.indices { kernel.clear(type, type: type) }
        for request in problem.requests.indices {
            for slot in problem.fleet.indices {
                let nodes = kernel.nodes(slot)
                let before = legs(nodes, slot, instance)
                let possible = everyPlace(request, in: nodes, day).filter {
                    TourTimes($0, type: slot, in: day) != nil
                }
                let cheapest = possible.map { legs($0, slot, instance) - (nodes.isEmpty ? before : before) }.min()
                let found = kernel.bestPlace(request, slot, below: .infinity)
                #expect(possible.isEmpty == (found.cost == .infinity), "seed \(seed), request \(request)")
                guard let cheapest, found.cost < .infinity else { continue }
                #expect(abs(Double(found.cost) - cheapest) < 0.05, "seed \(seed), request \(request)")
                if request % problem.fleet.count == slot {
                    kernel.insert(request, slot, found)
                    try verifyClosure(kernel, slot, seed)
                    break
                }
            }
        }
        try verifyRemoval(kernel, seed)
    }

    /// The closure kept up to date equals the closure from scratch, and the day keeps every rule.
    private func verifyClosure(_ kernel: ClosureKernel, _ slot: Int, _ seed: UInt64) throws {
        let nodes = Int(kernel.count[slot])
        let columns = kernel.closure + slot * kernel.stride * kernel.stride
        let kept = (0..<nodes).map { column in (0..<nodes).map { columns[column * kernel.stride + $0] } }
        kernel.rebuild(slot)
        let rebuilt = (0..<nodes).map { column in (0..<nodes).map { columns[column * kernel.stride + $0] } }
        #expect(kept == rebuilt, "seed \(seed)")
        #expect(kernel.isPossible(slot))
        #expect(TourTimes(kernel.nodes(slot), type: slot, in: kernel.instance.day) != nil, "seed \(seed)")
    }

    private func verifyRemoval(_ kernel: ClosureKernel, _ seed: UInt64) throws {
        let count = kernel.instance.requests
        let leaves = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
        defer { leaves.deallocate() }
        for request in 0..<count { leaves[request] = UInt8(request % 2) }
        for slot in 0..<kernel.slots {
            kernel.remove(leaves, from: slot)
            #expect(kernel.isPossible(slot))
            for case .stop(let request) in kernel.nodes(slot) { #expect(request % 2 == 0) }
        }
    }

    @Test func `the insertion test agrees with the full schedule at every place`() throws {
        for seed in UInt64(1)...250 {
            try verify(RandomProblem.make(seed: seed, requests: 9, isTight: seed % 2 == 0), seed)
        }
    }

    @Test func `it agrees where depots keep no clock`() throws {
        for seed in UInt64(1)...150 { try verify(RandomProblem.untimed(seed: seed, requests: 12), seed) }
    }

    @Test func `it agrees where stops have hours`() throws {
        for seed in UInt64(1)...250 {
            try verify(
                RandomProblem.make(seed: seed, requests: 9, isTight: seed % 2 == 0, hasStopHours: true), seed)
            try verify(RandomProblem.untimed(seed: seed, requests: 10, hasStopHours: true), seed)
            try verify(
                RandomProblem.make(seed: seed, requests: 9, direction: .fromSchool, hasStopHours: true), seed)
        }
    }

    @Test func `it agrees on the way home`() throws {
        for seed in UInt64(1)...100 {
            try verify(RandomProblem.make(seed: seed, requests: 9, direction: .fromSchool), seed)
        }
    }
}
