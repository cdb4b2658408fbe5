import Quantities
import TransportModel

/// Lays the drawing board of an invented landscape on the earth: on the plane of EPSG:3067, in southern Finland.
struct DrawingBoard {
    /// The coordinate system of the bundle.
    let grid: GridFrame

    private let corner: GridPoint

    /// A board with edges of `side` metres.
    init(side: Double) throws(GenerationError) {
        grid = try GridFrame("EPSG:3067")
        corner = GridPoint(x: 412_000 - side / 2, y: 6_703_000 - side / 2)
    }

    /// The place at `point` of the board.
    func place(at point: PlanePoint) throws(GenerationError) -> Place {
        try grid.place(at: GridPoint(x: corner.x + point.x, y: corner.y + point.y))
    }
}
