import ParallelWork
import Quantities

/// Orders the nodes of a road graph for contraction: unimportant nodes first, small separators last.
///
/// Nodes with one or two neighbours are taken off first; the rest is cut in two again and again by inertial flow
/// (Schild & Sommer 2015): of four directions, the smallest cut between the outer quarters.
struct NestedDissection {
    /// Per node its neighbours, without itself and without repetition.
    private var neighbours: [[Int32]]
    private let points: [(x: Float, y: Float)]
    private var rank: [Int32]
    private var next: Int32 = 0

    /// The rank of every node of `graph`, from 0; `points` are the nodes' positions in any flat units.
    static func ranks(of graph: ArcGraph, points: [(x: Float, y: Float)], threads: Int) -> [Int32] {
        var dissection = NestedDissection(graph, points)
        dissection.takeOffChains()
        dissection.dissectRest(threads: threads)
        return dissection.rank
    }

    private init(_ graph: ArcGraph, _ points: [(x: Float, y: Float)]) {
        self.points = points
        rank = Array(repeating: -1, count: graph.nodeCount)
        neighbours = Array(repeating: [], count: graph.nodeCount)
        for arc in graph.targets.indices {
            let (a, b) = (graph.sources[arc], graph.targets[arc])
            guard a != b else { continue }
            if !neighbours[Int(a)].contains(b) { neighbours[Int(a)].append(b) }
            if !neighbours[Int(b)].contains(a) { neighbours[Int(b)].append(a) }
        }
    }

    /// Takes off nodes with at most two neighbours, in rounds without two adjacent ones, so that a long chain is halved
    /// each time and does not become a deep tree.
    private mutating func takeOffChains() {
        var candidates = neighbours.indices.filter { neighbours[$0].count <= 2 }
        var touchedIn = [Int32](repeating: -1, count: neighbours.count)
        var round: Int32 = 0
        while !candidates.isEmpty {
            var later: [Int] = []
            for node in candidates where rank[node] < 0 && neighbours[node].count <= 2 {
                if touchedIn[node] == round {
                    later.append(node)
                    continue
                }
                let around = neighbours[node].map { Int($0) }
                takeOff(node, around)
                for neighbour in around {
                    touchedIn[neighbour] = round
                    if neighbours[neighbour].count <= 2 { later.append(neighbour) }
                }
            }
            candidates = later.sorted()
            round += 1
        }
    }

    private mutating func takeOff(_ node: Int, _ around: [Int]) {
        rank[node] = next
        next += 1
        for neighbour in around { neighbours[neighbour].removeAll { $0 == Int32(node) } }
        if around.count == 2, !neighbours[around[0]].contains(Int32(around[1])) {
            neighbours[around[0]].append(Int32(around[1]))
            neighbours[around[1]].append(Int32(around[0]))
        }
    }

    private mutating func dissectRest(threads: Int) {
        let rest = rank.indices.filter { rank[$0] < 0 }.map { Int32($0) }
        guard !rest.isEmpty else { return }
        var local = [Int32](repeating: -1, count: rank.count)
        for (position, node) in rest.enumerated() { local[Int(node)] = Int32(position) }
        let part = GraphPart(
            nodes: rest, points: rest.map { points[Int($0)] },
            neighbours: rest.map { node in neighbours[Int(node)].map { local[Int($0)] } })
        let first = next
        rank.withUnsafeMutableBufferPointer { ranks in
            nonisolated(unsafe) let ranks = ranks
            // Every part writes the ranks of its own nodes alone.
            part.dissect(firstRank: first, threads: threads) { ranks[Int($0)] = $1 }
        }
    }
}

/// A part of a graph with its own numbering.
private struct GraphPart: Sendable {
    /// Per node of the part the node of the whole graph.
    private let nodes: [Int32]
    private let points: [(x: Float, y: Float)]
    private let firstArc: [Int32]
    private let targets: [Int32]
    /// Per arc the same arc the other way round.
    private let twins: [Int32]

    private static let leafSize = 6

    init(nodes: [Int32], points: [(x: Float, y: Float)], neighbours: [[Int32]]) {
        var first: [Int32] = [0]
        var targets: [Int32] = []
        first.reserveCapacity(nodes.count + 1)
        for list in neighbours {
            targets += list.sorted()
            first.append(Int32(targets.count))
        }
        self.init(nodes: nodes, points: points, firstArc: first, targets: targets)
    }

    private init(nodes: [Int32], points: [(x: Float, y: Float)], firstArc: [Int32], targets: [Int32]) {
        self.nodes = nodes
        self.points = points
        self.firstArc = firstArc
        self.targets = targets
        // Rows are ascending, so going through all arcs in order meets the twins of a row in order.
        var next = firstArc
        var twins = [Int32](repeating: 0, count: targets.count)
        for node in 0..<nodes.count {
            for arc in Int(firstArc[node])..<Int(firstArc[node + 1]) {
                let target = Int(targets[arc])
                twins[arc] = next[target]
                next[target] += 1
            }
        }
        self.twins = twins
    }

    func dissect(firstRank: Int32, threads: Int, assign: @Sendable (Int32, Int32) -> Void) {
        guard nodes.count > Self.leafSize, let cut = bestCut(threads: threads) else {
            for (position, node) in nodes.enumerated() { assign(node, firstRank + Int32(position)) }
            return
        }
        let left = part { cut.side[$0] == 0 }
        let right = part { cut.side[$0] == 1 }
        let separator = nodes.indices.filter { cut.side[$0] == 2 }
        let firstOfSeparator = firstRank + Int32(left.nodes.count + right.nodes.count)
        for (position, node) in separator.enumerated() { assign(nodes[node], firstOfSeparator + Int32(position)) }
        let halves = [(left, firstRank), (right, firstRank + Int32(left.nodes.count))]
        _ = Parallel.map(count: 2, threads: nodes.count > 2000 ? threads : 1) { half in
            halves[half].0.dissect(firstRank: halves[half].1, threads: (threads + 1) / 2, assign: assign)
        }
    }

    /// The part of this part whose nodes `belongs` accepts.
    private func part(_ belongs: (Int) -> Bool) -> GraphPart {
        var local = [Int32](repeating: -1, count: nodes.count)
        var chosen: [Int] = []
        for node in nodes.indices where belongs(node) {
            local[node] = Int32(chosen.count)
            chosen.append(node)
        }
        var first: [Int32] = [0]
        var heads: [Int32] = []
        for node in chosen {
            for arc in Int(firstArc[node])..<Int(firstArc[node + 1]) where local[Int(targets[arc])] >= 0 {
                heads.append(local[Int(targets[arc])])
            }
            first.append(Int32(heads.count))
        }
        return GraphPart(
            nodes: chosen.map { nodes[$0] }, points: chosen.map { points[$0] }, firstArc: first, targets: heads)
    }

    /// 0 and 1 for the two sides, 2 for the separator between them.
    private struct Cut: Sendable {
        var side: [UInt8]
        var separator: Int
        var smaller: Int
    }

    private func bestCut(threads: Int) -> Cut? {
        let directions: [(x: Float, y: Float)] = [(1, 0), (0, 1), (1, 1), (1, -1)]
        let cuts = Parallel.map(count: 4, threads: nodes.count > 2000 ? threads : 1) { index in
            cut(along: directions[index])
        }
        // The smallest separator, then the best balance, then the first direction.
        return cuts.compactMap { $0 }.min { ($0.separator, -$0.smaller) < ($1.separator, -$1.smaller) }
    }

    private func cut(along direction: (x: Float, y: Float)) -> Cut? {
        let keys = points.map { $0.x * direction.x + $0.y * direction.y }
        let order = nodes.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        let quarter = max(1, nodes.count / 4)
        var flow = InertialFlow(firstArc: firstArc, targets: targets, twins: twins)
        let isSource = flow.minimumCut(sources: order[..<quarter], sinks: order[(nodes.count - quarter)...])
        var side: [UInt8] = isSource.map { $0 ? 0 : 1 }
        var borders: (inside: [Int], outside: [Int]) = ([], [])
        for node in nodes.indices {
            let meetsOther = (Int(firstArc[node])..<Int(firstArc[node + 1]))
                .contains { isSource[Int(targets[$0])] != isSource[node] }
            guard meetsOther else { continue }
            if isSource[node] { borders.inside.append(node) } else { borders.outside.append(node) }
        }
        let separator = borders.inside.count <= borders.outside.count ? borders.inside : borders.outside
        for node in separator { side[node] = 2 }
        let (left, right) = (side.count { $0 == 0 }, side.count { $0 == 1 })
        guard left > 0 || right > 0, max(left, right) < nodes.count else { return nil }
        return Cut(side: side, separator: separator.count, smaller: min(left, right))
    }
}

/// The smallest set of edges between two sets of nodes, each edge counting one (Dinitz 1970).
private struct InertialFlow {
    private let firstArc: [Int32]
    private let targets: [Int32]
    private let twins: [Int32]
    private var flow: [Int8]
    private var level: [Int32]
    private var nextArc: [Int32]

    init(firstArc: [Int32], targets: [Int32], twins: [Int32]) {
        self.firstArc = firstArc
        self.targets = targets
        self.twins = twins
        flow = Array(repeating: 0, count: targets.count)
        level = Array(repeating: -1, count: firstArc.count - 1)
        nextArc = firstArc
    }

    /// Per node whether it is on the sources' side of the smallest cut that is nearest to them.
    mutating func minimumCut(sources: ArraySlice<Int>, sinks: ArraySlice<Int>) -> [Bool] {
        var isSink = [Bool](repeating: false, count: level.count)
        for node in sinks { isSink[node] = true }
        while layer(from: sources, isSink) {
            for node in nextArc.indices { nextArc[node] = firstArc[node] }
            for source in sources {
                while push(from: source, isSink) {}
            }
        }
        return level.map { $0 >= 0 }
    }

    /// Numbers the nodes by their distance from the sources over edges with room; whether a sink is among them.
    private mutating func layer(from sources: ArraySlice<Int>, _ isSink: [Bool]) -> Bool {
        for node in level.indices { level[node] = -1 }
        var queue: [Int32] = []
        queue.reserveCapacity(level.count)
        for source in sources {
            level[source] = 0
            queue.append(Int32(source))
        }
        var reached = false
        var position = 0
        while position < queue.count {
            let node = Int(queue[position])
            position += 1
            if isSink[node] {
                reached = true
                continue
            }
            for arc in Int(firstArc[node])..<Int(firstArc[node + 1]) where flow[arc] < 1 {
                let target = Int(targets[arc])
                guard level[target] < 0 else { continue }
                level[target] = level[node] + 1
                queue.append(Int32(target))
            }
        }
        return reached
    }

    /// Sends one unit along ascending levels to a sink; whether there was a way.
    private mutating func push(from source: Int, _ isSink: [Bool]) -> Bool {
        var path: [Int] = []
        var node = source
        while !isSink[node] {
            var advanced = false
            while nextArc[node] < firstArc[node + 1] {
                let arc = Int(nextArc[node])
                let target = Int(targets[arc])
                if flow[arc] < 1, level[target] == level[node] + 1 {
                    path.append(arc)
                    node = target
                    advanced = true
                    break
                }
                nextArc[node] += 1
            }
            if advanced { continue }
            guard let back = path.popLast() else { return false }
            node = Int(targets[Int(twins[back])])
            nextArc[node] += 1
        }
        for arc in path {
            flow[arc] += 1
            flow[Int(twins[arc])] -= 1
        }
        return true
    }
}
