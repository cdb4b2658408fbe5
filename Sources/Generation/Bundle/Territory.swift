import Quantities
import TransportModel

/// The ground on which pupils are invented: what an invented landscape and a real extract have in common.
struct Territory {
    /// The municipality's name.
    var name: String
    /// The coordinate system of the bundle's x and y.
    var grid: GridFrame
    /// The road network's file name in the bundle.
    var networkFile: String
    /// Languages of the municipality, the most spoken first.
    var languages: [String]
    /// IANA name.
    var timeZone: String
    /// Places to live; household number n lives in dwelling n, and what is left over is free for second homes.
    var dwellings: [Dwelling]
    /// Schools that together teach every grade.
    var schools: [SchoolSite]
    /// Stops with the ids that families may choose from.
    var stops: [StopSite]
    /// Whether the bundle has a `stops.csv`; without it the network's own stops are candidates.
    var writesStops: Bool
    /// Where vehicles stand.
    var depots: [DepotSite]
    /// The part of pupils who go to another school than the nearest, for a language, a class or a friend.
    var strayShare = 0.0
    /// Estimated walking metres from every dwelling to every school: `walks[school][dwelling]`.
    var walks: [[Double]] = []

    /// A place to live.
    struct Dwelling {
        var place: Place
        /// Street and number per language.
        var address: BilingualName
        /// The part of families here who speak Swedish, 0 to 1; `nil` where languages are mixed evenly.
        var swedishShare: Double?
    }

    /// A school with its gates.
    struct SchoolSite {
        var id: String
        var name: String
        var place: Place
        var walkGate: Place?
        var busGate: Place?
        /// Empty: it teaches in every language.
        var language: String
        var grades: ClosedRange<Int>
    }

    /// A place where a bus may stop.
    struct StopSite {
        var id: String
        var name: String
        /// The names in Swedish and Finnish; empty where they are not known.
        var swedish = "", finnish = ""
        var place: Place
    }

    /// A depot.
    struct DepotSite {
        var id: String
        var name: String
        var place: Place
        var operatorName: String
    }

    /// Names of bus companies that do not exist.
    static let operators = ["Ab Skolbuss Oy", "Linja-auto Kettu Oy", "Taxi Norr Ab"]

    /// Fills `walks` with straight lines and a fifth more, for ground whose roads have not been measured.
    mutating func estimateWalks() {
        walks = schools.map { school in
            dwellings.map { $0.place.point.distance(to: school.place.point) * 1.2 }
        }
    }
}
