import Coordinates
import Quantities
import TransportModel

/// The coordinate system of a bundle: turns positions on the ellipsoid into its x and y, and back.
struct GridFrame {
    /// The system.
    let system: CoordinateSystem
    /// Decimals of x and y that are worth writing: a decimetre, or as much of a degree.
    let decimals: Int

    /// The frame for the EPSG code `code`.
    init(_ code: String) throws(GenerationError) {
        do {
            system = try CoordinateSystem(code)
        } catch {
            throw GenerationError("\(error)")
        }
        decimals = system.isGeographic ? 7 : 1
    }

    /// The place at `point`.
    func place(at point: GeoPoint) throws(GenerationError) -> Place {
        guard let grid = system.gridPoint(of: point) else { throw outside }
        return Place(grid: grid, point: point)
    }

    /// The place at `grid`.
    func place(at grid: GridPoint) throws(GenerationError) -> Place {
        guard let point = system.geoPoint(of: grid) else { throw outside }
        return Place(grid: grid, point: point)
    }

    private var outside: GenerationError {
        GenerationError("A place lies outside the area of \(system.code). Use a network of one region.")
    }
}
