package import Foundation
import Quantities
import RoadNetwork

/// Invented pupils over a real road network: they live at its addresses, buildings or along its streets and go to its
/// schools; nobody and nothing but the map is real.
package struct ExtractMunicipality: Sendable {
    /// The `.osm.pbf` or `.osm` file.
    package let network: URL
    /// How many pupils are invented.
    package let pupils: Int
    /// Equal seeds give equal bytes.
    package let seed: UInt64
    /// Whether the bundle brings its own stops.
    package let stops: StopSource
    /// Threads that may measure; the result is the same for any number.
    package let threads: Int

    /// `pupils` pupils (1 to 200,000) over the roads of `network`.
    package init(
        network: URL, pupils: Int, seed: UInt64, stops: StopSource = .network, threads: Int = 1
    ) throws(GenerationError) {
        try SyntheticMunicipality.checkSize(pupils)
        self.network = network
        self.pupils = pupils
        self.seed = seed
        self.stops = stops
        self.threads = max(1, threads)
    }

    /// Writes every file of the bundle, with a copy of the network, into `folder`, which must be new or empty.
    package func write(to folder: URL) throws(GenerationError) {
        let bytes: Data
        let roads: RoadNetwork
        do {
            bytes = try Data(contentsOf: network)
        } catch {
            throw GenerationError("\(network.path) cannot be read: \(error.localizedDescription)")
        }
        do {
            roads = try RoadNetwork.read(contentsOf: network.path, threads: threads)
        } catch {
            throw GenerationError("\(network.lastPathComponent) cannot be read as a road network: \(error)")
        }
        let sizes = Population.householdSizes(pupils: pupils, seed: seed)
        let survey = try ExtractSurvey(
            roads: roads, file: network.lastPathComponent, households: sizes.count, pupils: pupils, seed: seed,
            threads: threads)
        let territory = try survey.territory(stops: stops)
        let bundle = try BundleWriter(folder: folder)
        try bundle.write(bytes, as: territory.networkFile)
        try bundle.write(territory, householdSizes: sizes, seed: seed)
    }
}
