import Quantities

/// What the counted hazards are to a walk.
struct HazardAssessment {
    /// Those on it, ascending.
    var met: [HazardEncounter]
    /// Whether it crosses none and keeps within the tolerance along them.
    var isSafe: Bool
}

extension Walk {
    /// Looks for the counted hazards on this walk.
    func assess(_ hazards: HazardSelection) -> HazardAssessment {
        var along: [Int32: UInt32] = [:]
        var hazardous: UInt32 = 0
        var crossesAny = false
        var previous: WalkStep?
        for step in steps() {
            if hazards.wholeEdges[step.directed.edge] > 0 {
                let (low, high) = (min(step.from, step.to), max(step.from, step.to))
                for stretch in hazards.stretches[Int32(step.directed.edge)] ?? [] {
                    let (from, to) = (max(stretch.from, low), min(stretch.to, high))
                    if from < to { along[stretch.hazard, default: 0] += to - from }
                }
                hazardous += hazards.hazardous(on: step.directed.edge, between: low, and: high)
            }
            for hazard in crossed(hazards, previous, step) {
                along[hazard, default: 0] += 0
                crossesAny = true
            }
            previous = step
        }
        let met = along.sorted { $0.key < $1.key }
            .map { HazardEncounter(hazard: Int($0.key), along: Metres(rounding: Double($0.value) / 100)) }
        return HazardAssessment(met: met, isSafe: hazardous <= hazards.limit && !crossesAny)
    }

    /// The hazards that are crossed between `previous` and `step`.
    private func crossed(_ hazards: HazardSelection, _ previous: WalkStep?, _ step: WalkStep) -> [Int32] {
        let node = tree.network.foot.edges.start(of: step.directed)
        guard let previous, hazards.isCrossing[Int(node)] else { return [] }
        return (hazards.crossings[node] ?? [])
            .filter { tree.network.isCrossed($0, from: previous.directed, to: step.directed) }.map(\.hazard)
    }
}

extension WalkTree {
    /// Per node whether the way from there to the target may meet a counted hazard.
    func meets(_ hazards: HazardSelection) -> [Bool] {
        let edges = network.foot.edges
        var state = [UInt8](repeating: 0, count: edges.nodes.count)
        var chain: [Int] = []
        for start in state.indices where state[start] == 0 {
            var node = start
            while state[node] == 0, parents[node] >= 0 {
                chain.append(node)
                node = Int(network.foot.backward.sources[Int(parents[node])])
            }
            if state[node] == 0 { state[node] = isDangerous(Int(target.edge), node, hazards) ? 2 : 1 }
            var meets = state[node] == 2
            while let node = chain.popLast() {
                let edge = Int(network.foot.backward.labels[Int(parents[node])] >> 1)
                meets = meets || isDangerous(edge, node, hazards)
                state[node] = meets ? 2 : 1
            }
        }
        return state.map { $0 == 2 }
    }

    /// Whether the walk from `origin` may meet a counted hazard.
    func mayMeet(_ origin: SnappedPoint, _ hazards: HazardSelection, _ meets: [Bool]) -> Bool {
        let edges = network.foot.edges
        let edge = Int(origin.edge)
        return hazards.wholeEdges[edge] > 0 || meets[Int(edges.tails[edge])] || meets[Int(edges.heads[edge])]
    }

    private func isDangerous(_ edge: Int, _ node: Int, _ hazards: HazardSelection) -> Bool {
        hazards.wholeEdges[edge] > 0 || hazards.isCrossing[node]
    }
}
