import Quantities
import Testing

@testable import RoadNetwork

/// Seasons, filters and vehicles as other weights on the same graphs and orders of contraction.
@Suite struct ConditionsTests {
    /// A grid of streets where some are closed in winter, some open only then, some too small for a coach.
    private func grid(seed: UInt64) -> Village {
        var random = RandomSource(seed: seed)
        var village = Village()
        let side = 7
        for id in 0..<side * side { village.node(id + 1, Double(id % side) * 150, Double(id / side) * 130) }
        var way = 1
        func street(_ from: Int, _ to: Int) {
            var tags = ["highway": "residential"]
            switch random.below(7) {
            case 0: tags["access:conditional"] = "no @ (Nov-Mar)"
            case 1: tags["ice_road"] = "yes"
            case 2: tags["maxlength"] = "10"
            case 3: tags["maxspeed:conditional"] = "30 @ winter"
            case 4: tags["oneway"] = "yes"
            default: break
            }
            village.way(way, [from, to], tags)
            way += 1
        }
        for id in 1...side * side {
            if id % side != 0 { street(id, id + 1) }
            if id + side <= side * side { street(id, id + side) }
        }
        village.restriction(1, from: 1, via: ["n2"], to: 3, "no_right_turn")
        village.restriction(2, from: 3, via: ["w5"], to: 7, "no_left_turn")
        return village
    }

    private static let all: [RoadConditions] = {
        var winter = RoadConditions()
        winter.season = .winter
        var coach = winter
        coach.vehicle = .coach
        var taxi = RoadConditions()
        taxi.vehicle = .taxi
        var noPaths = winter
        noPaths.usesPaths = false
        return [RoadConditions(), winter, coach, taxi, noPaths]
    }()

    @Test(arguments: 1...8)
    func `every metric equals plain searches to the last unit`(seed: UInt64) throws {
        let network = try grid(seed: seed).network()
        var (differing, reached) = (0, 0)
        for conditions in Self.all {
            let changed = try #require(network.under(conditions))
            for profile in [TravelProfile.foot, .bus] {
                let found = changed.verifyHierarchy(of: profile, pairs: 300, seed: seed)
                #expect(found.pairs == 300 && found.differences == 0)
                reached += found.reached
            }
            if changed.bus.costs != network.bus.costs { differing += 1 }
        }
        // Ten metrics; a town with many closed streets still joins a good part of its places.
        #expect(differing >= 3 && reached > 500)
    }

    @Test(arguments: 1...4)
    func `going over other conditions comes to the same as reading under them at once`(seed: UInt64) throws {
        let village = grid(seed: seed)
        let network = try village.network()
        for conditions in Self.all {
            let direct = try RoadNetwork(Village.extract(village.xml), conditions)
            let round = try #require(network.under(Self.all[2])?.under(conditions))
            #expect(round.bus.costs == direct.bus.costs && round.bus.isMain == direct.bus.isMain)
            #expect(round.foot.forward.weights == direct.foot.forward.weights)
            #expect(round.foot.isMain == direct.foot.isMain)
        }
    }

    @Test func `the order of contraction is made once for all`() throws {
        let network = try grid(seed: 3).network()
        network.prepareWalking()
        network.prepareDriving()
        let winter = try #require(network.under(Self.all[1]))
        #expect(winter.footHierarchy.order === network.footHierarchy.order)
        #expect(winter.busHierarchy.order === network.busHierarchy.order)
        var bicycle = RoadConditions()
        bicycle.traveller = .bicycle
        let cycling = try #require(network.under(bicycle))
        #expect(cycling.footHierarchy.order !== network.footHierarchy.order)
        #expect(cycling.verifyHierarchy(of: .foot, pairs: 100).differences == 0)
    }

    @Test func `a closed road is no place to snap to, and its end becomes a dead end where a bus may turn`() throws {
        var village = Village()
        for (id, x) in [0.0, 200, 400, 600].enumerated() { village.node(id + 1, x, 0) }
        village.node(5, 0, 200)
        village.node(6, 200, 200)
        village.way(1, [1, 2, 3])
        village.way(2, [3, 4], ["highway": "residential", "access:conditional": "no @ winter"])
        village.way(3, [1, 5, 6, 2])
        let network = try village.network()
        let winter = try #require(network.under(Self.all[1]))
        let end = Village.point(550, 3)
        #expect(network.snap(end, for: .foot)?.way == 2 && network.snap(end, for: .bus)?.way == 2)
        #expect(winter.snap(end, for: .foot)?.way == 1 && winter.snap(end, for: .bus)?.way == 1)
        // Out to node 3 and back on the other side, which is a turn in winter only: in summer the bus turns at node 4.
        func back(_ network: RoadNetwork) throws -> Int32 {
            let out = try #require(network.snap(Village.point(300, -5), for: .bus, kerb: .ownSide))
            let home = try #require(network.snap(Village.point(300, 5), for: .bus, kerb: .ownSide))
            return network.drivingMatrix(between: [out, home]).metres(from: 0, to: 1)
        }
        #expect(try back(network) == 600 && back(winter) == 200)
    }

    @Test func `a place in each direction is not left in another direction than it was come to`() throws {
        // A road of 600 m that ends dead at both ends, a stop in its middle.
        var village = Village()
        for (id, x) in [0.0, 300, 600].enumerated() { village.node(id + 1, x, 0) }
        village.way(1, [1, 2, 3])
        let network = try village.network()
        let stop = try #require(network.snap(Village.point(200, 0), for: .bus))
        let west = try #require(network.snap(Village.point(50, 0), for: .bus))
        let ways = network.directions(of: stop) + network.directions(of: west)
        let matrix = network.drivingMatrix(between: ways)
        // Eastwards at the stop, and on: 400 m to the end, which is a turn, and 550 m back.
        #expect(matrix.metres(from: 0, to: 3) == 950 && matrix.metres(from: 1, to: 3) == 150)
        // To be there again westwards takes the same turn.
        #expect(matrix.metres(from: 0, to: 1) == 800)
    }

    @Test(.enabled(if: hasExtract("helsinki-centre.osm.pbf"), "needs osm/helsinki-centre.osm.pbf in SKJUTS_DATA"))
    func `hierarchies equal plain searches on a real extract in every season`() throws {
        let network = try RoadNetwork.read(contentsOf: extractPath("helsinki-centre.osm.pbf"), threads: 4)
        for conditions in Self.all.prefix(3) {
            let changed = try #require(network.under(conditions))
            for profile in [TravelProfile.foot, .bus] {
                #expect(changed.verifyHierarchy(of: profile, pairs: 100, threads: 4).differences == 0)
            }
        }
    }
}
