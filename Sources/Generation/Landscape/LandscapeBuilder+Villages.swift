extension LandscapeBuilder {
    /// Metres from one street crossing to the next.
    private static let block = 125.0
    /// Households with pupils per side of a block; other houses are not drawn.
    private static let householdsPerBlock = 5.0

    /// Chooses how many villages there are, how large each is, and where: the largest near the middle, all apart from
    /// each other and from the river.
    mutating func placeVillages() {
        var dice = Dice(seed: seed, subject: "villages")
        let count = min(max(3, pupils / 180), 80)
        var weights = [Double(count) * 0.55]
        for rank in 1..<count { weights.append(1.6 / (1 + 0.25 * Double(rank)) + dice.number(in: 0...0.3)) }
        let total = weights.reduce(0, +)
        for weight in weights {
            let share = weight / total
            let inVillage = Double(households) * share * 0.72
            let blocks = max(2, Int((inVillage / Self.householdsPerBlock).squareRoot().rounded(.up)))
            let village = Landscape.Village(
                name: names.village(), centre: site(forBlocks: blocks, dice: &dice), blocks: blocks, share: share,
                swedishShare: dice.number(in: 0.15...0.75))
            landscape.villages.append(village)
        }
        landscape.name = landscape.villages[0].name
    }

    /// A free site for a village of `blocks` blocks; the demands on distance give way the longer it takes.
    private func site(forBlocks blocks: Int, dice: inout Dice) -> PlanePoint {
        let side = landscape.side
        let isFirst = landscape.villages.isEmpty
        let reach = isFirst ? side * 0.08 : side * 0.44
        var spacing = side * 0.8 / Double(max(3, pupils / 180)).squareRoot()
        let radius = Double(blocks) * Self.block * 0.75
        while true {
            for _ in 0..<60 {
                let point = PlanePoint(
                    x: side / 2 + dice.number(in: -reach...reach), y: side / 2 + dice.number(in: -reach...reach))
                let isFree = landscape.villages.allSatisfy {
                    $0.centre.distance(to: point) > max(spacing, radius + Double($0.blocks) * Self.block * 0.75 + 300)
                }
                if isFree && distanceToRiver(point) > min(radius + 250, spacing) { return point }
            }
            spacing *= 0.9
            if spacing < 100 { return PlanePoint(x: side / 2, y: side / 2) }
        }
    }

    /// Draws the street grid of a village: a slightly crooked lattice, turned, from which some stretches are missing or
    /// are only for walkers. Its middle streets are always whole.
    mutating func drawStreets(of village: Int) {
        var dice = Dice(seed: seed, subject: "streets \(village)")
        placeCrossings(of: village, dice: &dice)
        let blocks = landscape.villages[village].blocks
        let kept = keptStretches(blocks: blocks, dice: &dice)
        for line in 0...blocks {
            let isMiddle = line == blocks / 2
            for isRow in [true, false] {
                drawStreet(of: village, line: line, isRow: isRow, isMain: isMiddle, kept: kept, dice: &dice)
            }
        }
    }

    private mutating func placeCrossings(of village: Int, dice: inout Dice) {
        let centre = landscape.villages[village].centre
        let blocks = landscape.villages[village].blocks
        let east = PlanePoint.heading(dice.number(in: 0...1.5))
        let half = Double(blocks) / 2
        for row in 0...blocks {
            for column in 0...blocks {
                let wobble = PlanePoint(x: dice.number(in: -14...14), y: dice.number(in: -14...14))
                let offset =
                    east * ((Double(column) - half) * Self.block) + east.left * ((Double(row) - half) * Self.block)
                let position = centre + offset + wobble
                landscape.villages[village].crossings.append(landscape.add(position))
                drawn.insert(position)
            }
        }
    }

    /// A stretch of street between two crossings of the lattice.
    private struct Stretch: Hashable { var line: Int, step: Int, isRow: Bool }

    /// The stretches that stay: a random spanning tree, the middle streets, and four of five others.
    private func keptStretches(blocks: Int, dice: inout Dice) -> Set<Stretch> {
        var all: [Stretch] = []
        for line in 0...blocks {
            for step in 0..<blocks {
                all.append(Stretch(line: line, step: step, isRow: true))
                all.append(Stretch(line: line, step: step, isRow: false))
            }
        }
        var groups = DisjointSets(count: (blocks + 1) * (blocks + 1))
        var kept: Set<Stretch> = []
        for stretch in dice.shuffled(all) {
            let (from, to) = ends(of: stretch, blocks: blocks)
            let joins = groups.join(from, to)
            if joins || stretch.line == blocks / 2 || dice.happens(0.8) { kept.insert(stretch) }
        }
        return kept
    }

    private func ends(of stretch: Stretch, blocks: Int) -> (Int, Int) {
        let width = blocks + 1
        return stretch.isRow
            ? (stretch.line * width + stretch.step, stretch.line * width + stretch.step + 1)
            : (stretch.step * width + stretch.line, (stretch.step + 1) * width + stretch.line)
    }

    /// Draws one line of the lattice: runs of kept stretches as streets, half of the gaps as footways.
    private mutating func drawStreet(
        of village: Int, line: Int, isRow: Bool, isMain: Bool, kept: Set<Stretch>, dice: inout Dice
    ) {
        let blocks = landscape.villages[village].blocks
        let crossings = landscape.villages[village].crossings
        let name = names.street()
        var run: [Int] = []
        func node(_ step: Int) -> Int {
            let width = blocks + 1
            return crossings[isRow ? line * width + step : step * width + line]
        }
        for step in 0..<blocks {
            if kept.contains(Stretch(line: line, step: step, isRow: isRow)) {
                run = run.isEmpty ? [node(step), node(step + 1)] : run + [node(step + 1)]
                continue
            }
            if dice.happens(0.5) {
                landscape.add(.other, through: [node(step), node(step + 1)], [Landscape.Tag("highway", "footway")])
            }
            addStreet(run, village: village, isMain: isMain, name: name)
            run = []
        }
        addStreet(run, village: village, isMain: isMain, name: name)
    }

    private mutating func addStreet(_ run: [Int], village: Int, isMain: Bool, name: BilingualName) {
        guard !run.isEmpty else { return }
        let tags = [
            Landscape.Tag("highway", isMain ? "tertiary" : "residential"),
            Landscape.Tag("maxspeed", isMain ? "40" : "30"), Landscape.Tag("lit", "yes"),
        ]
        landscape.add(.street(village: village), through: run, tags, name: name)
    }
}

/// Groups of numbers that grow together.
struct DisjointSets {
    private var parents: [Int]

    /// `count` groups of one.
    init(count: Int) { parents = Array(0..<count) }

    /// The number that stands for the group of `element`.
    mutating func representative(of element: Int) -> Int {
        var root = element
        while parents[root] != root { root = parents[root] }
        parents[element] = root
        return root
    }

    /// Makes one group of two; false when they were one already.
    mutating func join(_ a: Int, _ b: Int) -> Bool {
        let (first, second) = (representative(of: a), representative(of: b))
        guard first != second else { return false }
        parents[second] = first
        return true
    }
}
