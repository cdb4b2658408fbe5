extension LandscapeBuilder {
    /// A place beside a street where a house could stand.
    private struct Plot {
        var position: PlanePoint
        var street: BilingualName
        var number: Int
    }

    /// Builds a house for every household and a seventh more, which second homes and newcomers can take: 72 % in the
    /// villages by their shares, 22 % on side roads, 6 % along the roads. Households fill houses in a random order.
    mutating func placeHouses() {
        var dice = Dice(seed: seed, subject: "houses")
        let wanted = households + households / 7 + 3
        var houses: [Landscape.House] = []
        for (position, village) in landscape.villages.enumerated() {
            let ways = landscape.ways.filter { $0.kind == .street(village: position) }
            let count = max(1, Int(Double(wanted) * 0.72 * village.share))
            houses += settle(count, along: ways, spacing: 24, swedishShare: village.swedishShare, dice: &dice)
        }
        let roads = landscape.ways.filter { $0.kind == .road }
        let rest = max(2, wanted - houses.count)
        houses += settle(rest / 5, along: roads, spacing: 90, swedishShare: nil, dice: &dice)
        let sideRoads = landscape.ways.filter { $0.kind == .sideRoad }
        houses += settle(max(1, wanted - houses.count), along: sideRoads, spacing: 45, swedishShare: nil, dice: &dice)
        landscape.houses = dice.shuffled(houses)
        for house in landscape.houses {
            let tags = [
                Landscape.Tag("addr:housenumber", String(house.number)),
                Landscape.Tag("addr:street", house.street.swedish),
            ]
            landscape.add(house.position, tags: tags)
        }
    }

    /// `count` houses on random plots along `ways`; when the plots are fewer, several households share a house.
    private func settle(
        _ count: Int, along ways: [Landscape.Way], spacing: Double, swedishShare: Double?, dice: inout Dice
    ) -> [Landscape.House] {
        var found: [Plot] = []
        for way in ways { found += plots(along: way, spacing: spacing, dice: &dice) }
        let plots = dice.shuffled(found)
        guard !plots.isEmpty else { return [] }
        return (0..<count).map { position in
            let plot = plots[position % plots.count]
            return Landscape.House(
                position: plot.position, street: plot.street, number: plot.number,
                swedishShare: swedishShare ?? nearestVillage(to: plot.position).swedishShare)
        }
    }

    private func nearestVillage(to point: PlanePoint) -> Landscape.Village {
        landscape.villages.min { $0.centre.distance(to: point) < $1.centre.distance(to: point) }!
    }

    /// Plots on both sides of a way, odd numbers on the left, at least 20 m from its ends.
    private func plots(along way: Landscape.Way, spacing: Double, dice: inout Dice) -> [Plot] {
        guard let name = way.name else { return [] }
        let line = landscape.line(of: way)
        var plots: [Plot] = []
        var number = 1
        for (from, to) in zip(line, line.dropFirst()) {
            let length = from.distance(to: to)
            let across = (to - from).unit.left
            for along in stride(from: 20.0, to: length - 15, by: spacing) {
                for side in [1.0, -1.0] {
                    let depth = dice.number(in: 14...32) * side
                    let place = from.towards(to, (along + dice.number(in: 0...8)) / length) + across * depth
                    plots.append(Plot(position: place, street: name, number: number + (side > 0 ? 0 : 1)))
                }
                number += 2
            }
        }
        return plots
    }
}
