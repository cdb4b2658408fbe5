import Quantities
import TransportModel

/// Turns an invented landscape into the territory of a bundle.
struct LandscapeTerritory {
    let landscape: Landscape
    let board: DrawingBoard
    let stops: StopSource

    /// The territory; its walks are not estimated yet.
    func territory() throws(GenerationError) -> Territory {
        Territory(
            name: "\(landscape.name.swedish) – \(landscape.name.finnish)", grid: board.grid,
            networkFile: "network.osm", languages: ["fi", "sv"], timeZone: "Europe/Helsinki",
            dwellings: try dwellings(), schools: try schools(), stops: stops == .file ? try stopSites() : [],
            writesStops: stops == .file, depots: try depots())
    }

    private func dwellings() throws(GenerationError) -> [Territory.Dwelling] {
        var result: [Territory.Dwelling] = []
        for house in landscape.houses {
            let number = " \(house.number)"
            result.append(
                Territory.Dwelling(
                    place: try board.place(at: house.position),
                    address: BilingualName(
                        swedish: house.street.swedish + number, finnish: house.street.finnish + number),
                    swedishShare: house.swedishShare))
        }
        return result
    }

    private func schools() throws(GenerationError) -> [Territory.SchoolSite] {
        var result: [Territory.SchoolSite] = []
        for school in landscape.schools {
            result.append(
                Territory.SchoolSite(
                    id: Identifier.numbered("S", result.count + 1, digits: 2), name: school.name,
                    place: try board.place(at: school.position), walkGate: try board.place(at: school.walkGate),
                    busGate: try board.place(at: school.busGate), language: school.language, grades: school.grades))
        }
        return result
    }

    private func stopSites() throws(GenerationError) -> [Territory.StopSite] {
        var result: [Territory.StopSite] = []
        for stop in landscape.stops {
            result.append(
                Territory.StopSite(
                    id: Identifier.numbered("H", result.count + 1, digits: 4),
                    name: "\(stop.name.swedish) – \(stop.name.finnish)", swedish: stop.name.swedish,
                    finnish: stop.name.finnish, place: try board.place(at: stop.position)))
        }
        return result
    }

    private func depots() throws(GenerationError) -> [Territory.DepotSite] {
        var result: [Territory.DepotSite] = []
        for depot in landscape.depots {
            result.append(
                Territory.DepotSite(
                    id: "D\(result.count + 1)", name: depot.name, place: try board.place(at: depot.position),
                    operatorName: Territory.operators[result.count % Territory.operators.count]))
        }
        return result
    }
}
