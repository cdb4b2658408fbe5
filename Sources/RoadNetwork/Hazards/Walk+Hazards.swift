import Quantities

extension Walk {
    /// The counted hazards on this walk, ascending.
    func encounters(_ hazards: HazardSelection) -> [HazardEncounter] {
        guard !hazards.isEmpty else { return [] }
        var along: [Int32: UInt32] = [:]
        eachStep { previous, step in
            let (low, high) = (min(step.from, step.to), max(step.from, step.to))
            for stretch in hazards.stretches[Int32(step.directed.edge)] ?? [] {
                let (from, to) = (max(stretch.from, low), min(stretch.to, high))
                if from < to { along[stretch.hazard, default: 0] += to - from }
            }
            for hazard in crossed(hazards, previous, step) { along[hazard, default: 0] += 0 }
        }
        return along.sorted { $0.key < $1.key }
            .map { HazardEncounter(hazard: Int($0.key), along: Metres(rounding: Double($0.value) / 100)) }
    }

    /// Whether this walk crosses no counted hazard and keeps within the tolerance along them.
    func isSafe(_ hazards: HazardSelection) -> Bool {
        var hazardous: UInt32 = 0
        var crossesAny = false
        eachStep { previous, step in
            hazardous += hazards.hazardous(on: step.directed.edge, between: step.from, and: step.to)
            if !crossed(hazards, previous, step).isEmpty { crossesAny = true }
        }
        return hazardous <= hazards.limit && !crossesAny
    }

    private func eachStep(_ body: (_ previous: WalkStep?, _ step: WalkStep) -> Void) {
        var previous: WalkStep?
        for step in steps() {
            body(previous, step)
            previous = step
        }
    }

    /// The hazards that are crossed between `previous` and `step`.
    private func crossed(_ hazards: HazardSelection, _ previous: WalkStep?, _ step: WalkStep) -> [Int32] {
        guard let previous else { return [] }
        let node = network.foot.edges.start(of: step.directed)
        return (hazards.crossings[node] ?? [])
            .filter { network.isCrossed($0, from: previous.directed, to: step.directed) }.map(\.hazard)
    }
}
