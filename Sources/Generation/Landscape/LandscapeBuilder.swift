/// Draws an invented countryside step by step: a river, villages with street grids, roads between them with bridges,
/// side roads, houses, bus stops, schools and depots.
///
/// Sizes follow the number of pupils so that small municipalities stay small and a part of the pupils always lives
/// beyond three and five kilometres from school.
struct LandscapeBuilder {
    /// Pupils to house.
    let pupils: Int
    /// Households to house.
    let households: Int
    let seed: UInt64
    var landscape: Landscape
    var names: PlaceNames
    /// Every point of roads and streets drawn so far.
    var drawn = PointIndex(cell: 400)
    /// The river, from south to north.
    var river: [PlanePoint] = []
    /// Pairs of villages joined by a road, and whether the road is a main one.
    var links: [Link] = []

    struct Link: Hashable {
        var from: Int, to: Int
        var isMain: Bool
    }

    init(pupils: Int, households: Int, seed: UInt64) {
        self.pupils = pupils
        self.households = households
        self.seed = seed
        landscape = Landscape(side: Self.side(forPupils: pupils))
        names = PlaceNames(dice: Dice(seed: seed, subject: "place names"))
    }

    /// The board's edge in metres: 16.5 km for 2,500 pupils, growing with the fourth root, at least 9 km.
    static func side(forPupils pupils: Int) -> Double {
        let ratio = Double(max(1, pupils)) / 2500
        let fourthRoot = ratio.squareRoot().squareRoot()
        return max(9000, 16_500 * fourthRoot)
    }

    /// Draws everything.
    mutating func build() -> Landscape {
        drawRiver()
        placeVillages()
        for village in landscape.villages.indices { drawStreets(of: village) }
        linkVillages()
        for link in links { drawRoad(link) }
        drawSideRoads()
        drawFootpaths()
        placeStops()
        placeSchools()
        placeHouses()
        placeDepots()
        return landscape
    }

    /// A river that wanders from the southern edge to the northern one, some way off the middle.
    mutating func drawRiver() {
        var dice = Dice(seed: seed, subject: "river")
        let side = landscape.side
        var x = side * (dice.happens(0.5) ? 0.34 : 0.66)
        var drift = 0.0
        let step = 250.0
        for row in 0...Int(side / step) {
            river.append(PlanePoint(x: x, y: Double(row) * step))
            drift = 0.85 * drift + dice.number(in: -45...45)
            x = min(max(x + drift, side * 0.25), side * 0.75)
        }
        let nodes = river.map { landscape.add($0) }
        landscape.add(
            .other, through: nodes, [Landscape.Tag("waterway", "river")],
            name: BilingualName(swedish: "Storån", finnish: "Isojoki"))
    }

    /// Where the straight line `a`-`b` meets the river, as shares of the way, from south to north; empty where it stays
    /// on its bank.
    func riverCrossings(_ a: PlanePoint, _ b: PlanePoint) -> [Double] {
        let low = min(a.y, b.y) - 250
        let high = max(a.y, b.y) + 250
        return zip(river, river.dropFirst()).compactMap { south, north in
            north.y >= low && south.y <= high ? PlanePoint.crossing(a, b, south, north) : nil
        }
    }

    /// Metres from `point` to the nearest bend of the river.
    func distanceToRiver(_ point: PlanePoint) -> Double {
        river.lazy.map { $0.distance(to: point) }.min() ?? .infinity
    }

    /// Whether `point` is on the board, `margin` metres from its edges.
    func isOnBoard(_ point: PlanePoint, margin: Double) -> Bool {
        let range = margin...(landscape.side - margin)
        return range.contains(point.x) && range.contains(point.y)
    }
}
