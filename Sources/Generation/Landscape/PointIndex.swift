/// Points in square cells, to ask quickly whether anything lies near a place.
struct PointIndex {
    private let cell: Double
    private var cells: [Key: [PlanePoint]] = [:]

    private struct Key: Hashable { var column: Int, row: Int }

    /// An empty index for questions of up to `cell` metres.
    init(cell: Double) { self.cell = cell }

    private func key(_ point: PlanePoint) -> Key {
        Key(column: Int((point.x / cell).rounded(.down)), row: Int((point.y / cell).rounded(.down)))
    }

    /// Remembers `point`.
    mutating func insert(_ point: PlanePoint) { cells[key(point), default: []].append(point) }

    /// Whether a remembered point other than `excluded` lies within `radius` (at most the cell's size) of `point`.
    func hasNeighbour(of point: PlanePoint, within radius: Double, excluding excluded: [PlanePoint] = []) -> Bool {
        let centre = key(point)
        for row in centre.row - 1...centre.row + 1 {
            for column in centre.column - 1...centre.column + 1 {
                for other in cells[Key(column: column, row: row)] ?? []
                where other.distance(to: point) < radius && !excluded.contains(other) {
                    return true
                }
            }
        }
        return false
    }
}
