package import Foundation
import Quantities
import TransportModel

/// A municipality in which nothing is real: its roads, villages, schools and pupils are invented from a seed.
package struct SyntheticMunicipality: Sendable {
    /// How many pupils live there.
    package let pupils: Int
    /// Equal seeds give equal bytes.
    package let seed: UInt64
    /// Whether the bundle brings its own stops.
    package let stops: StopSource

    /// A municipality of `pupils` pupils (1 to 200,000).
    package init(pupils: Int, seed: UInt64, stops: StopSource = .file) throws(GenerationError) {
        guard (1...200_000).contains(pupils) else {
            throw GenerationError("A municipality has 1 to 200000 pupils, not \(pupils). Give another number.")
        }
        self.pupils = pupils
        self.seed = seed
        self.stops = stops
    }

    /// Writes every file of the bundle into `folder`, which must be new or empty.
    package func write(to folder: URL) throws(GenerationError) {
        let sizes = Population.householdSizes(pupils: pupils, seed: seed)
        var builder = LandscapeBuilder(pupils: pupils, households: sizes.count, seed: seed)
        let landscape = builder.build()
        let board = DrawingBoard(side: landscape.side)
        let document = OSMDocument(landscape: landscape) { board.place(at: $0).point }
        let bundle = try BundleWriter(folder: folder)
        try bundle.write(Data(document.text.utf8), as: "network.osm")
        var territory = territory(of: landscape, on: board)
        territory.estimateWalks()
        try bundle.write(territory, householdSizes: sizes, seed: seed)
    }

    private func territory(of landscape: Landscape, on board: DrawingBoard) -> Territory {
        Territory(
            name: "\(landscape.name.swedish) – \(landscape.name.finnish)", grid: board.grid,
            networkFile: "network.osm", languages: ["fi", "sv"], timeZone: "Europe/Helsinki",
            dwellings: landscape.houses.map { house in
                let number = " \(house.number)"
                let address = BilingualName(
                    swedish: house.street.swedish + number, finnish: house.street.finnish + number)
                return Territory.Dwelling(
                    place: board.place(at: house.position), address: address, swedishShare: house.swedishShare)
            },
            schools: landscape.schools.enumerated().map { position, school in
                Territory.SchoolSite(
                    id: Identifier.numbered("S", position + 1, digits: 2), name: school.name,
                    place: board.place(at: school.position), walkGate: board.place(at: school.walkGate),
                    busGate: board.place(at: school.busGate), language: school.language, grades: school.grades)
            },
            stops: stops == .network
                ? []
                : landscape.stops.enumerated().map { position, stop in
                    Territory.StopSite(
                        id: Identifier.numbered("H", position + 1, digits: 4),
                        name: "\(stop.name.swedish) – \(stop.name.finnish)", place: board.place(at: stop.position))
                },
            writesStops: stops == .file,
            depots: landscape.depots.enumerated().map { position, depot in
                Territory.DepotSite(
                    id: "D\(position + 1)", name: depot.name, place: board.place(at: depot.position),
                    operatorName: ["Ab Skolbuss Oy", "Linja-auto Kettu Oy", "Taxi Norr Ab"][position % 3])
            })
    }
}

/// Ids with a letter and a number of fixed width.
enum Identifier {
    /// Such as `S-07`.
    static func numbered(_ letter: String, _ number: Int, digits: Int) -> String {
        let text = String(number)
        return "\(letter)-" + String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
