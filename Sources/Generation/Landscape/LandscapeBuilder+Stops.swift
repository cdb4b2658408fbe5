extension LandscapeBuilder {
    /// Places stops: in the villages on the middle streets, on the roads every 600 m, on side roads that are long.
    mutating func placeStops() {
        var taken = PointIndex(cell: 400)
        for village in landscape.villages { placeStops(in: village, taken: &taken) }
        for way in landscape.ways {
            switch way.kind {
            case .road: placeStops(along: way, every: 3, taken: &taken)
            case .sideRoad where way.nodes.count > 5: placeStops(along: way, every: 5, taken: &taken)
            default: break
            }
        }
    }

    private mutating func placeStops(in village: Landscape.Village, taken: inout PointIndex) {
        let middle = village.blocks / 2
        for row in stride(from: middle % 2, through: village.blocks, by: 2) {
            for column in stride(from: middle % 2, through: village.blocks, by: 2)
            where row == middle || column == middle || (row + column - 2 * middle) % 4 == 0 {
                let isCentre = row == middle && column == middle
                let name =
                    isCentre
                    ? BilingualName(
                        swedish: village.name.swedish + " centrum", finnish: village.name.genitive + " keskusta")
                    : nil
                let crossing = landscape.nodes[village.crossing(row: row, column: column)].position
                addStop(
                    name, at: crossing.towards(village.centre, 0.02), along: village.centre - crossing, taken: &taken)
            }
        }
    }

    private mutating func placeStops(along way: Landscape.Way, every step: Int, taken: inout PointIndex) {
        let line = landscape.line(of: way)
        for position in stride(from: step - 1, to: line.count, by: step) {
            addStop(nil, at: line[position], along: line[position] - line[position - 1], taken: &taken)
        }
    }

    /// Adds a stop with a post at either kerb, unless another is within 250 m. Without a name it gets one of its own.
    private mutating func addStop(
        _ given: BilingualName?, at position: PlanePoint, along: PlanePoint, taken: inout PointIndex
    ) {
        guard !taken.hasNeighbour(of: position, within: 250) else { return }
        taken.insert(position)
        let name = given ?? names.stop()
        let across = (along.length == 0 ? PlanePoint(x: 1, y: 0) : along).unit.left
        for side in [6.0, -6.0] {
            landscape.add(
                position + across * side + along.unit * side,
                tags: [Landscape.Tag("highway", "bus_stop")] + Landscape.tags(for: name))
        }
        landscape.stops.append(Landscape.Stop(name: name, position: position))
    }
}
