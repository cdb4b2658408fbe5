extension LandscapeBuilder {
    /// Decides which villages a road joins: the shortest tree over all (main roads) and every other Gabriel neighbour
    /// (Gabriel & Sokal 1969: no third village in the circle over the pair); of those across the river one in three.
    mutating func linkVillages() {
        let centres = landscape.villages.map(\.centre)
        var pairs: [(from: Int, to: Int, length: Double)] = []
        for from in centres.indices {
            for to in centres.indices where to > from && isGabrielPair(from, to, centres) {
                pairs.append((from, to, centres[from].distance(to: centres[to])))
            }
        }
        var dice = Dice(seed: seed, subject: "bridges")
        pairs.sort { ($0.length, $0.from, $0.to) < ($1.length, $1.from, $1.to) }
        var groups = DisjointSets(count: centres.count)
        for pair in pairs {
            if groups.join(pair.from, pair.to) {
                links.append(Link(from: pair.from, to: pair.to, isMain: true))
            } else if riverCrossings(centres[pair.from], centres[pair.to]).isEmpty || dice.happens(0.33) {
                links.append(Link(from: pair.from, to: pair.to, isMain: false))
            }
        }
    }

    private func isGabrielPair(_ from: Int, _ to: Int, _ centres: [PlanePoint]) -> Bool {
        let middle = centres[from].towards(centres[to], 0.5)
        let radius = centres[from].distance(to: centres[to]) / 2
        return centres.indices.allSatisfy { $0 == from || $0 == to || centres[$0].distance(to: middle) >= radius }
    }

    /// Draws the winding road of `link` from the edge of one street grid to the edge of the other.
    mutating func drawRoad(_ link: Link) {
        var dice = Dice(seed: seed, subject: "road \(link.from) \(link.to)")
        let start = gate(of: link.from, towards: link.to)
        let end = gate(of: link.to, towards: link.from)
        let line = windingLine(
            from: landscape.nodes[start].position, to: landscape.nodes[end].position, dice: &dice)
        let inner = line.dropFirst().dropLast().map { position in
            drawn.insert(position)
            return landscape.add(position)
        }
        let tags = [
            Landscape.Tag("highway", link.isMain ? "secondary" : "tertiary"),
            Landscape.Tag("maxspeed", link.isMain ? "80" : "60"),
        ]
        let name = PlaceNames.road(to: landscape.villages[max(link.from, link.to)].name)
        addWithBridges([start] + inner + [end], tags: tags, name: name)
    }

    /// The crossing at the rim of a village's grid (a corner or the end of a middle street) that looks most towards
    /// another village.
    private func gate(of village: Int, towards other: Int) -> Int {
        let here = landscape.villages[village]
        let heading = (landscape.villages[other].centre - here.centre).unit
        let edge = [0, here.blocks / 2, here.blocks]
        var best = (node: here.crossings[0], value: -Double.infinity)
        for row in edge {
            for column in edge where row == 0 || row == here.blocks || column == 0 || column == here.blocks {
                let node = here.crossing(row: row, column: column)
                let value = (landscape.nodes[node].position - here.centre).unit.dot(heading)
                if value > best.value { best = (node, value) }
            }
        }
        return best.node
    }

    /// A line with a bend every 200 m that leaves the straight one by at most a twelfth of its length.
    private func windingLine(from start: PlanePoint, to end: PlanePoint, dice: inout Dice) -> [PlanePoint] {
        let length = start.distance(to: end)
        let pieces = max(2, Int(length / 200))
        let across = (end - start).unit.left
        let swing = min(length / 12, 350) * dice.number(in: 0.4...1) * (dice.happens(0.5) ? 1 : -1)
        let ripple = min(length / 40, 60)
        return (0...pieces).map { piece in
            let share = Double(piece) / Double(pieces)
            // A cubic bend and back, zero at both ends, and a small unevenness in between.
            let bend = 10.4 * share * (1 - share) * (1 - 2 * share) * swing
            let uneven = piece == 0 || piece == pieces ? 0 : dice.number(in: -ripple...ripple)
            return start.towards(end, share) + across * (bend + uneven)
        }
    }

    /// Adds a road; where it meets the river, it is a bridge from 20 m before to 20 m after.
    private mutating func addWithBridges(_ nodes: [Int], tags: [Landscape.Tag], name: BilingualName) {
        var run = [nodes[0]]
        for (from, to) in zip(nodes, nodes.dropFirst()) {
            let a = landscape.nodes[from].position
            let b = landscape.nodes[to].position
            let shares = riverCrossings(a, b)
            if let first = shares.min(), let last = shares.max() {
                let half = 20 / a.distance(to: b)
                let near = landscape.add(a.towards(b, max(first - half, 0.002)))
                let far = landscape.add(a.towards(b, min(last + half, 0.998)))
                landscape.add(.road, through: run + [near], tags, name: name)
                let bridge = [Landscape.Tag("bridge", "yes"), Landscape.Tag("layer", "1")]
                landscape.add(.other, through: [near, far], tags + bridge, name: name)
                run = [far]
            }
            run.append(to)
        }
        landscape.add(.road, through: run, tags, name: name)
    }

    /// Draws side roads from the roads between villages, and smaller ones from these.
    mutating func drawSideRoads() {
        var dice = Dice(seed: seed, subject: "side roads")
        for way in landscape.ways where way.kind == .road {
            for (before, node) in zip(way.nodes, way.nodes.dropFirst().dropLast()) where dice.happens(0.34) {
                drawSideRoad(at: node, after: before, reach: 300...1900, dice: &dice)
            }
        }
        for way in landscape.ways where way.kind == .sideRoad && way.nodes.count > 5 {
            let middle = way.nodes.count / 2
            if dice.happens(0.6) {
                drawSideRoad(at: way.nodes[middle], after: way.nodes[middle - 1], reach: 200...800, dice: &dice)
            }
        }
    }

    /// Draws one side road away from `node`; it ends where it would come near another road, the river or the edge.
    private mutating func drawSideRoad(at node: Int, after before: Int, reach: ClosedRange<Double>, dice: inout Dice) {
        let origin = landscape.nodes[node].position
        let along = (origin - landscape.nodes[before].position).unit
        var heading = dice.happens(0.5) ? along.left : along.left * -1
        let goal = dice.number(in: reach)
        var line: [PlanePoint] = []
        var position = origin
        while Double(line.count) * 130 < goal {
            heading = (heading + heading.left * dice.number(in: -0.35...0.35)).unit
            let next = position + heading * 130
            let clearance = line.isEmpty ? 90.0 : 190.0
            guard isOnBoard(next, margin: 150), riverCrossings(position, next).isEmpty,
                !drawn.hasNeighbour(of: next, within: clearance, excluding: [origin] + line)
            else { break }
            line.append(next)
            position = next
        }
        guard line.count >= 2 else { return }
        for point in line { drawn.insert(point) }
        let isLong = line.count > 6
        var tags = [Landscape.Tag("highway", isLong ? "unclassified" : "residential")]
        if isLong { tags.append(Landscape.Tag("maxspeed", "50")) }
        if dice.happens(0.4) { tags.append(Landscape.Tag("surface", "gravel")) }
        landscape.add(.sideRoad, through: [node] + line.map { landscape.add($0) }, tags, name: names.street())
    }

    /// Joins some dead ends by paths through the forest, so that the shortest walk is not always the bus's road.
    mutating func drawFootpaths() {
        var dice = Dice(seed: seed, subject: "footpaths")
        let ends = landscape.ways.filter { $0.kind == .sideRoad }.compactMap(\.nodes.last)
        for (position, end) in ends.enumerated() {
            let here = landscape.nodes[end].position
            let near = ends[(position + 1)...].filter {
                let there = landscape.nodes[$0].position
                return here.distance(to: there) < 650 && riverCrossings(here, there).isEmpty
            }
            guard let other = near.first, dice.happens(0.5) else { continue }
            landscape.add(.other, through: [end, other], [Landscape.Tag("highway", "path")])
        }
    }
}
