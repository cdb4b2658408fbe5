internal import Coordinates
internal import Quantities
internal import RoadNetwork
internal import TransportModel

/// The places that may become stops, each reachable on foot and by bus.
struct CandidateStops {
    let batch: Batch
    let network: RoadNetwork

    /// A stop may lie this far from the road that buses use, in metres.
    static let farthestFromRoad = 100.0
    /// Road corners are thinned to this distance from each other and from bus stops, in metres: closer ones
    /// would differ by less than a minute's walk and only slow the choice down.
    static let cornerSpacing = 150.0

    /// The candidates with their places on the network. Doors come last.
    struct Result {
        var candidates: IndexedTable<CandidateStop>
        /// Per candidate; `nil` for doors, which nobody walks to.
        var onFoot: [SnappedPoint?]
        var findings: [Finding]
    }

    /// Given stops where the bundle has them, else the network's bus stops and corners.
    func prepare(transformer: (GeoPoint) -> GridPoint?) -> Result {
        var result = Result(candidates: .init(), onFoot: [], findings: [])
        if batch.stopsWereGiven {
            addGiven(to: &result)
        } else {
            addNetworkStops(to: &result, transformer)
        }
        return result
    }

    private func addGiven(to result: inout Result) {
        for stop in batch.stops.elements {
            let onFoot = network.snap(stop.place.point, for: .foot)
            let byBus = network.snap(stop.place.point, for: .bus)
            guard let onFoot, let byBus, byBus.distance.metres <= CandidateStops.farthestFromRoad * 5 else {
                result.findings.append(
                    Finding(
                        "stop-off-network", .warning, file: "stops.csv", subject: stop.id,
                        message:
                            "no road that both pupils and buses may use is near this stop, so nobody gets it; check "
                            + "its x,y or the network"))
                continue
            }
            result.candidates.append(stop)
            result.onFoot.append(onFoot)
        }
    }

    private func addNetworkStops(to result: inout Result, _ transformer: (GeoPoint) -> GridPoint?) {
        var grid = SpacingGrid(spacing: CandidateStops.cornerSpacing)
        let kinds = [(network.busStops(), "bus_stop"), (network.corners(), "corner")]
        for (places, kind) in kinds {
            for place in places {
                if kind == "corner", grid.holdsNeighbour(of: place.point) { continue }
                guard let onFoot = network.snap(place.point, for: .foot, within: CandidateStops.farthestFromRoad),
                    network.snap(place.point, for: .bus, within: CandidateStops.farthestFromRoad) != nil,
                    let position = transformer(place.point)
                else { continue }
                grid.insert(place.point)
                let names = ["sv": place.swedish, "fi": place.finnish].filter { !$0.value.isEmpty }
                result.candidates.append(
                    CandidateStop(
                        id: place.id, name: place.name, names: names, place: Place(grid: position, point: place.point),
                        kind: kind))
                result.onFoot.append(onFoot)
            }
        }
    }

    /// A stop of its own at each of `homes`, in their order, after all others.
    func addDoors(at homes: [Index<Home>], to result: inout Result) {
        for (number, home) in homes.enumerated() {
            let id = "D-\(number + 1)"
            result.candidates.append(
                CandidateStop(id: id, name: id, place: batch.homes[home].place, kind: "door", maxPupils: nil))
            result.onFoot.append(nil)
        }
    }
}

/// Finds out quickly whether a point has a neighbour within a fixed distance.
struct SpacingGrid {
    private let spacing: Double
    private var cells: [Cell: [GeoPoint]] = [:]

    private struct Cell: Hashable {
        var column: Int, row: Int
    }

    /// An empty grid for neighbours within `spacing` metres.
    init(spacing: Double) { self.spacing = spacing }

    /// Whether a point that was inserted lies within the spacing of `point`.
    func holdsNeighbour(of point: GeoPoint) -> Bool {
        let middle = cell(of: point)
        for column in middle.column - 1...middle.column + 1 {
            for row in middle.row - 1...middle.row + 1 {
                let points = cells[Cell(column: column, row: row)] ?? []
                if points.contains(where: { $0.distance(to: point) < spacing }) { return true }
            }
        }
        return false
    }

    /// Adds `point`.
    mutating func insert(_ point: GeoPoint) { cells[cell(of: point), default: []].append(point) }

    /// Cells are at least `spacing` high and, up to 75 degrees north, at least as wide.
    private func cell(of point: GeoPoint) -> Cell {
        let degree = 111_000.0
        return Cell(
            column: Int((point.longitude * degree * 0.258 / spacing).rounded(.down)),
            row: Int((point.latitude * degree / spacing).rounded(.down)))
    }
}
