import Quantities

/// What the counted hazards are to a walk.
struct HazardAssessment {
    /// Those on it, ascending.
    var met: [HazardEncounter]
    /// Whether it crosses none and keeps within the tolerance along them.
    var isSafe: Bool
}

/// What the shortest walks to one target meet of the counted hazards, gathered once from the target outwards: the walk
/// from a junction meets what the walk from the next junction meets and what lies between.
struct HazardTree {
    /// What walks meet on their way, shared by all that meet the same.
    private struct Meeting {
        /// Per hazard, ascending, the centimetres along it; 0 for a crossing.
        var along: [(hazard: Int32, centimetres: UInt32)] = []
        /// The centimetres along any hazard.
        var hazardous: UInt32 = 0
        var crossesAny = false
    }

    private let tree: WalkTree
    private let hazards: HazardSelection
    private var meetings: [Meeting] = [Meeting()]
    /// Per node its meeting; the first is that of walks without hazards. -1 where not known.
    private var meetingOf: [Int32]
    private var chain: [Int] = []

    /// Looks at all walks of `tree`.
    init(_ tree: WalkTree, _ hazards: HazardSelection) {
        self.init(tree, hazards, from: [])
        for start in meetingOf.indices where meetingOf[start] < 0 { look(from: start) }
    }

    /// Looks at the walks of `tree` from `origins`.
    init(_ tree: WalkTree, _ hazards: HazardSelection, from origins: [SnappedPoint?]) {
        self.tree = tree
        self.hazards = hazards
        meetingOf = Array(repeating: -1, count: tree.parents.count)
        let edges = tree.network.foot.edges
        for case let origin? in origins {
            for directed in edges.uses(of: origin) { look(from: Int(edges.end(of: directed))) }
        }
    }

    /// Learns what the walk from `start` meets, and those from all nodes on it.
    private mutating func look(from start: Int) {
        let graph = tree.network.foot.backward
        var node = start
        while meetingOf[node] < 0, tree.parents[node] >= 0 {
            chain.append(node)
            node = Int(graph.sources[Int(tree.parents[node])])
        }
        if meetingOf[node] < 0 { meetingOf[node] = meetingAtTarget(from: node) }
        while let next = chain.popLast() {
            let directed = DirectedEdge(label: graph.labels[Int(tree.parents[next])])
            meetingOf[next] = meeting(before: node, on: directed)
            node = next
        }
    }

    /// Whether the shortest walk from `node` is known to be the best safe one too, however one comes to the node: nothing
    /// is met on it, and the node is no crossing.
    func isClean(_ node: Int) -> Bool {
        meetingOf[node] == 0 && !hazards.isCrossing[node] && tree.distance(ofNode: node) < .noWay
    }

    /// What the walk from `origin` meets; `nil` where that is nothing.
    func assess(_ origin: SnappedPoint) -> HazardAssessment? {
        guard origin.source != tree.target.source, let best = tree.best(from: origin) else { return nil }
        let edges = tree.network.foot.edges
        let directed = best.directed
        let end = best.isDirect ? tree.target.offset : edges.lastOffset(of: directed)
        var meeting = Meeting()
        if !best.isDirect {
            let node = Int(edges.end(of: directed))
            if meetingOf[node] > 0 { meeting = meetings[Int(meetingOf[node])] }
            addCrossings(at: node, from: directed, to: &meeting)
        }
        add(directed.edge, from: origin.offset, to: end, to: &meeting)
        guard !meeting.along.isEmpty else { return nil }
        let met = meeting.along.map {
            HazardEncounter(hazard: Int($0.hazard), along: Metres(rounding: Double($0.centimetres) / 100))
        }
        return HazardAssessment(met: met, isSafe: meeting.hazardous <= hazards.limit && !meeting.crossesAny)
    }

    /// The meeting of a node at an end of the target's edge.
    private mutating func meetingAtTarget(from node: Int) -> Int32 {
        guard let directed = tree.lastEdge(from: node), hazards.wholeEdges[directed.edge] > 0 else { return 0 }
        var meeting = Meeting()
        let edges = tree.network.foot.edges
        add(directed.edge, from: edges.firstOffset(of: directed), to: tree.target.offset, to: &meeting)
        return keep(meeting)
    }

    /// The meeting of the node from which `directed` leads to `node`.
    private mutating func meeting(before node: Int, on directed: DirectedEdge) -> Int32 {
        let edge = directed.edge
        guard hazards.wholeEdges[edge] > 0 || hazards.isCrossing[node] else { return meetingOf[node] }
        var meeting = meetings[Int(meetingOf[node])]
        addCrossings(at: node, from: directed, to: &meeting)
        add(edge, from: 0, to: tree.network.foot.edges.lengths[edge], to: &meeting)
        return keep(meeting)
    }

    private mutating func keep(_ meeting: Meeting) -> Int32 {
        guard !meeting.along.isEmpty else { return 0 }
        meetings.append(meeting)
        return Int32(meetings.count - 1)
    }

    /// Adds what lies along `edge` between two offsets.
    private func add(_ edge: Int, from: UInt32, to: UInt32, to meeting: inout Meeting) {
        guard hazards.wholeEdges[edge] > 0 else { return }
        let (low, high) = (min(from, to), max(from, to))
        for stretch in hazards.stretches[Int32(edge)] ?? [] {
            let (start, end) = (max(stretch.from, low), min(stretch.to, high))
            if start < end { add(stretch.hazard, end - start, to: &meeting) }
        }
        meeting.hazardous += hazards.hazardous(on: edge, between: low, and: high)
    }

    /// Adds what is crossed at `node` by who comes over `directed`.
    private func addCrossings(at node: Int, from directed: DirectedEdge, to meeting: inout Meeting) {
        guard hazards.isCrossing[node], let next = tree.departure(from: node) else { return }
        for crossing in hazards.crossings[Int32(node)] ?? []
        where tree.network.isCrossed(crossing, from: directed, to: next) {
            add(crossing.hazard, 0, to: &meeting)
            meeting.crossesAny = true
        }
    }

    private func add(_ hazard: Int32, _ centimetres: UInt32, to meeting: inout Meeting) {
        let position = meeting.along.firstIndex { $0.hazard >= hazard } ?? meeting.along.count
        if position < meeting.along.count, meeting.along[position].hazard == hazard {
            meeting.along[position].centimetres += centimetres
        } else {
            meeting.along.insert((hazard, centimetres), at: position)
        }
    }
}
