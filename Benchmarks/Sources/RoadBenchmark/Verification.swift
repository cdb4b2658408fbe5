import Foundation
import RoadNetwork

/// Compares the hierarchies of one extract with Dijkstra's algorithm.
struct Verification {
    let extract: String
    let pairs: Int
    /// Chooses the pairs.
    let seed: UInt64

    /// Prints a row for every metric; ends with status 1 where one differs.
    func run() throws {
        let network = try RoadNetwork.read(contentsOf: extract)
        var winter = RoadConditions()
        winter.season = .winter
        var coach = winter
        coach.vehicle = .coach
        var taxi = RoadConditions()
        taxi.vehicle = .taxi
        var lit = RoadConditions()
        lit.onlyLit = true
        let name = (extract as NSString).lastPathComponent
        say("| extract | metric | pairs | with a way | differences |")
        say("| --- | --- | ---: | ---: | ---: |")
        var differences = 0
        func check(_ metric: String, _ network: RoadNetwork?, _ profile: TravelProfile) {
            guard let network else { return }
            let found = network.verifyHierarchy(of: profile, pairs: pairs, seed: seed)
            say("| \(name) | \(metric) | \(found.pairs) | \(found.reached) | \(found.differences) |")
            differences += found.differences
        }
        check("foot, summer", network, .foot)
        check("foot, winter", network.under(winter), .foot)
        check("foot, lit ways", network.under(lit), .foot)
        check("bus, summer", network, .bus)
        check("coach, winter", network.under(coach), .bus)
        check("taxi, summer", network.under(taxi), .bus)
        if differences > 0 { exit(1) }
    }
}
