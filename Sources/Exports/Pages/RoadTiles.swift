import Quantities
import RoadNetwork

/// The roads of a network in tiles, so that the many small maps need not look through all of them.
struct RoadTiles: Sendable {
    private let lines: [RoadLine]
    private let tiles: [Tile: [Int]]
    private static let degrees = 0.01

    private struct Tile: Hashable {
        var column: Int, row: Int
    }

    /// The tiles of `network`; none without it.
    init(_ network: RoadNetwork?) {
        lines = network?.lines() ?? []
        var tiles: [Tile: [Int]] = [:]
        for (number, line) in lines.enumerated() {
            for tile in Set(line.points.map(RoadTiles.tile)) { tiles[tile, default: []].append(number) }
        }
        self.tiles = tiles
    }

    /// The roads that have a point in a tile of the box, in file order.
    func lines(southWest: GeoPoint, northEast: GeoPoint) -> [RoadLine] {
        let (low, high) = (RoadTiles.tile(southWest), RoadTiles.tile(northEast))
        var found: Set<Int> = []
        for column in low.column...max(low.column, high.column) {
            for row in low.row...max(low.row, high.row) {
                found.formUnion(tiles[Tile(column: column, row: row)] ?? [])
            }
        }
        return found.sorted().map { lines[$0] }
    }

    private static func tile(_ point: GeoPoint) -> Tile {
        Tile(
            column: Int((point.longitude / degrees).rounded(.down)), row: Int((point.latitude / degrees).rounded(.down))
        )
    }
}
