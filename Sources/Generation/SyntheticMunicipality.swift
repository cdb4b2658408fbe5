package import Foundation

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
        try Self.checkSize(pupils)
        self.pupils = pupils
        self.seed = seed
        self.stops = stops
    }

    /// Throws unless `pupils` is a number that can be invented.
    static func checkSize(_ pupils: Int) throws(GenerationError) {
        guard (1...200_000).contains(pupils) else {
            throw GenerationError("A municipality has 1 to 200000 pupils, not \(pupils). Give another number.")
        }
    }

    /// Writes every file of the bundle into `folder`, which must be new or empty.
    package func write(to folder: URL) throws(GenerationError) {
        let sizes = Population.householdSizes(pupils: pupils, seed: seed)
        var builder = LandscapeBuilder(pupils: pupils, households: sizes.count, seed: seed)
        let landscape = builder.build()
        let board = try DrawingBoard(side: landscape.side)
        let document = try OSMDocument(landscape: landscape, board: board).text()
        var territory = try LandscapeTerritory(landscape: landscape, board: board, stops: stops).territory()
        territory.estimateWalks()
        let bundle = try BundleWriter(folder: folder)
        try bundle.write(Data(document.utf8), as: territory.networkFile)
        try bundle.write(territory, householdSizes: sizes, seed: seed)
    }
}
