import Coordinates
import Quantities
import RoadNetwork
import TransportModel

/// Finds in a real road network where invented pupils can live, learn and wait for the bus.
struct ExtractSurvey {
    let roads: RoadNetwork
    /// The network's file name.
    let file: String
    let households: Int
    let pupils: Int
    let seed: UInt64
    let threads: Int
    let grid: GridFrame
    let region: Region

    /// A survey of `roads`; `file` is its file's name.
    init(
        roads: RoadNetwork, file: String, households: Int, pupils: Int, seed: UInt64, threads: Int
    ) throws(GenerationError) {
        self.roads = roads
        self.file = file
        self.households = households
        self.pupils = pupils
        self.seed = seed
        self.threads = threads
        let (southWest, northEast) = roads.bounds
        region = Region(
            around: GeoPoint(
                longitude: (southWest.longitude + northEast.longitude) / 2,
                latitude: (southWest.latitude + northEast.latitude) / 2))
        grid = try GridFrame(region.crs)
    }

    /// A place with its address, which may be empty.
    struct Spot {
        var address: String
        var point: GeoPoint
    }

    /// A place to live that is joined to the roads.
    struct Lodging {
        var spot: Spot
        var snapped: SnappedPoint
    }

    /// The territory of a bundle, its walks measured.
    func territory(stops source: StopSource) throws(GenerationError) -> Territory {
        var lodgings = withinReachOfStops(lodgings())
        let schools = try schools(near: lodgings)
        var walks = measuredWalks(from: lodgings, to: schools)
        let kept = lodgings.indices.filter { isServed($0, by: schools, walks: walks) }
        guard !kept.isEmpty else {
            throw GenerationError(
                "In this network nobody lives where a school can be reached. Use one with streets or buildings.")
        }
        lodgings = kept.map { lodgings[$0] }
        walks = walks.map { row in kept.map { row[$0] } }
        let stops = try stopSites(source, near: lodgings)
        return Territory(
            name: "\(file.prefix { $0 != "." }) (invented pupils)", grid: grid, networkFile: file,
            languages: region.languages, timeZone: region.timeZone, dwellings: try dwellings(lodgings),
            schools: try sites(of: schools), stops: stops, writesStops: source == .file,
            depots: try depots(near: lodgings), strayShare: 0.04, walks: walks)
    }

    /// A home counts when the nearest school for the small and the nearest for the big ones are within 25 km.
    private func isServed(_ lodging: Int, by schools: [FoundSchool], walks: [[Double]]) -> Bool {
        [0, 9].allSatisfy { grade in
            schools.indices.contains { schools[$0].grades.contains(grade) && walks[$0][lodging] <= 25_000 }
        }
    }

    private func measuredWalks(from lodgings: [Lodging], to schools: [FoundSchool]) -> [[Double]] {
        let origins = lodgings.map { Optional($0.snapped) }
        return schools.map { school in
            roads.walks(from: origins, to: school.walkGate, threads: threads).map { walk in
                walk?.distance.metres ?? .infinity
            }
        }
    }
}
