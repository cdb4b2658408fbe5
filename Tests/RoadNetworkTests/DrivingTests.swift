import Quantities
import Testing

@testable import RoadNetwork

@Suite struct DrivingTests {
    /// A grid of 3 x 3 junctions 200 m apart, numbered 1 to 9 from the south-west, with a street between neighbours:
    /// way 10a+b joins nodes a and b. Around it nothing, so that corners have no dead ends.
    private func grid(
        _ tags: (Int) -> [String: String] = { _ in ["highway": "residential"] }
    ) -> Village {
        var village = Village()
        for row in 0..<3 {
            for column in 0..<3 { village.node(row * 3 + column + 1, Double(column) * 200, Double(row) * 200) }
        }
        for row in 0..<3 {
            for column in 0..<3 {
                let node = row * 3 + column + 1
                if column < 2 { village.way(node * 10 + node + 1, [node, node + 1], tags(node * 10 + node + 1)) }
                if row < 2 { village.way(node * 10 + node + 3, [node, node + 3], tags(node * 10 + node + 3)) }
            }
        }
        return village
    }

    @Test func `without rules the shortest streets are driven`() throws {
        let network = try grid().network()
        #expect(isClose(try network.drive((100, 0), (200, 300)).map { Double($0) }, 100 + 300, within: 1))
        #expect(try network.drive((50, 0), (150, 0)) == 100)
    }

    @Test func `a one-way street is driven in its direction only`() throws {
        let network = try grid { $0 == 12 ? ["highway": "residential", "oneway": "yes"] : ["highway": "residential"] }
            .network()
        #expect(try network.drive((50, 0), (150, 0)) == 100)
        // From 150 m the bus goes on to node 2, round the square 2-5-4-1 and 50 m on.
        #expect(try network.drive((150, 0), (50, 0)) == 50 + 600 + 50)
    }

    @Test func `oneway for buses can be lifted`() throws {
        let tags = ["highway": "residential", "oneway": "yes", "oneway:bus": "no"]
        let network = try grid { $0 == 12 ? tags : ["highway": "residential"] }.network()
        #expect(try network.drive((150, 0), (50, 0)) == 100)
    }

    @Test func `a roundabout is driven round`() throws {
        var village = Village()
        let corners = [(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)]
        for (index, corner) in corners.enumerated() { village.node(index + 1, corner.0, corner.1) }
        village.node(5, -200, 0)
        village.node(6, 0, 240)
        village.way(1, [1, 2, 3, 4, 1], ["highway": "tertiary", "junction": "roundabout"])
        village.way(2, [5, 1])
        village.way(3, [4, 6])
        let network = try village.network()
        #expect(try network.drive((-100, 0), (0, 140)) == 100 + 120 + 100)
        #expect(try network.drive((0, 140), (-100, 0)) == 100 + 40 + 100)
    }

    @Test func `a forbidden left turn costs a detour`() throws {
        var village = grid()
        village.restriction(1, from: 12, via: ["n2"], to: 25, "no_left_turn")
        let network = try village.network()
        // From the west into the north street: 1-4-5-2 backwards is no help, so round the east square or by 4-5.
        let metres = try #require(try network.drive((100, 0), (200, 100)))
        #expect(metres == 100 + 200 + 200 + 100)
        // Not restricted: from the east.
        #expect(try network.drive((300, 0), (200, 100)) == 200)
    }

    @Test func `an only restriction forbids all other turns`() throws {
        var village = grid()
        village.restriction(1, from: 12, via: ["n2"], to: 23, "only_straight_on")
        let network = try village.network()
        #expect(try network.drive((100, 0), (200, 100)) == 600)
        #expect(try network.drive((100, 0), (300, 0)) == 200)
    }

    @Test(arguments: ["bus", "psv", "bicycle;psv"])
    func `restrictions that except buses do not hold`(exception: String) throws {
        var village = grid()
        village.restriction(1, from: 12, via: ["n2"], to: 25, "no_left_turn", ["except": exception])
        #expect(try village.network().drive((100, 0), (200, 100)) == 200)
    }

    @Test func `restrictions for cyclists alone do not matter but those for buses do`() throws {
        var village = grid()
        village.restriction(1, from: 12, via: ["n2"], to: 25, "no_left_turn", ["except": "hgv"])
        #expect(try village.network().drive((100, 0), (200, 100)) == 600)
        var other = grid()
        other.restriction(
            1, from: 12, via: ["n2"], to: 25, "",
            ["restriction:bus": "no_left_turn", "restriction:bicycle": "no_entry"])
        #expect(try other.network().drive((100, 0), (200, 100)) == 600)
    }

    @Test func `a restriction over a way holds only for those who came that way`() throws {
        var village = grid()
        // From 1-2 over 2-5 into 5-6 is forbidden; from 3-2 over 2-5 into 5-6 is not.
        village.restriction(1, from: 12, via: ["w25"], to: 56, "no_right_turn")
        let network = try village.network()
        #expect(try network.drive((190, 0), (190, 200)) == 10 + 200 + 10)
        #expect(try network.drive((250, 0), (250, 200)) == 50 + 200 + 50)
        // Starting on the via street itself nothing is remembered.
        #expect(try network.drive((200, 50), (250, 200)) == 150 + 50)
        // The forbidden way is 300 m; the best legal one goes 2-3-6 or 1-4-5.
        #expect(try network.drive((150, 0), (250, 200)) == 50 + 200 + 200 + 150)
    }

    @Test func `an only restriction over a way leaves one continuation`() throws {
        var village = grid()
        village.restriction(1, from: 12, via: ["w25"], to: 58, "only_straight_on")
        let network = try village.network()
        #expect(try network.drive((150, 0), (200, 300)) == 50 + 200 + 100)
        #expect(try network.drive((150, 0), (250, 200)) == 50 + 200 + 200 + 150)
        #expect(try network.drive((250, 0), (250, 200)) == 300)
    }

    @Test func `a bus turns round at a dead end and nowhere else`() throws {
        var village = Village()
        village.node(1, 0, 0)
        village.node(2, 300, 0)
        village.node(3, 600, 0)
        village.node(4, 300, 200)
        village.way(1, [1, 2, 3])
        village.way(2, [2, 4])
        let network = try village.network()
        let first = try #require(network.snap(Village.point(100, 0), for: .bus))
        let second = try #require(network.snap(Village.point(50, 0), for: .bus))
        // Either side of the road will do, so no turn is needed between two places.
        #expect(network.drivingMatrix(between: [first, second]).metres == [0, 50, 50, 0])
        // The states: at node 2 the way back is not among the turns, at node 1 it is the only one.
        for state in network.bus.facts.stateEdges.indices {
            let directed = network.bus.facts.stateEdges[state]
            let next = network.bus.arcs.arcs(of: state).map {
                network.bus.facts.stateEdges[Int(network.bus.arcs.targets[$0])]
            }
            let end = network.extract.nodeIDs[Int(network.bus.edges.nodes[Int(network.bus.edges.end(of: directed))])]
            #expect(next.contains(directed.reversed) == (end != 2))
        }
    }

    @Test func `a turning circle in mid-road lets a bus turn`() throws {
        var village = grid()
        village.node(99, 100, 0, ["highway": "turning_circle"])
        let text = village.xml.replacing("<way id='12'><nd ref='1'/>", with: "<way id='12'><nd ref='1'/><nd ref='99'/>")
        let network = try RoadNetwork(Village.extract(text))
        let turns = network.bus.arcs.targets.indices.contains { arc in
            let source = network.bus.facts.stateEdges[Int(network.bus.arcs.sources[arc])]
            return network.bus.facts.stateEdges[Int(network.bus.arcs.targets[arc])] == source.reversed
        }
        #expect(turns)
    }

    @Test func `barriers stop a bus unless it may pass`() throws {
        for (tags, isOpen) in [
            (["barrier": "bollard"], false), (["barrier": "bollard", "bus": "yes"], true),
            (["barrier": "bus_trap"], true),
            (["barrier": "gate"], false), (["barrier": "gate", "motor_vehicle": "yes"], true),
            (["barrier": "cattle_grid"], true), (["barrier": "lift_gate", "access": "private"], false),
        ] {
            var village = grid()
            village.node(99, 100, 0, tags)
            let text = village.xml.replacing(
                "<way id='12'><nd ref='1'/>", with: "<way id='12'><nd ref='1'/><nd ref='99'/>")
            let metres = try RoadNetwork(Village.extract(text)).drive((150, 0), (50, 0))
            let expected: Int32 = isOpen ? 100 : 50 + 600 + 50
            #expect(metres == expected, "\(tags)")
        }
    }

    @Test func `driving seconds follow the limit, the top speed and the factor`() throws {
        var village = Village()
        village.node(1, 0, 0)
        village.node(2, 10_000, 0)
        village.node(3, 20_000, 0)
        village.way(1, [1, 2], ["highway": "secondary", "maxspeed": "60"])
        village.way(2, [2, 3], ["highway": "secondary", "maxspeed": "100"])
        let network = try village.network()
        let places = [(1000.0, 0.0), (7000, 0), (12_000, 0), (18_000, 0)].compactMap {
            network.snap(Village.point($0.0, $0.1), for: .bus)
        }
        let matrix = network.drivingMatrix(between: places)
        // 6 km at 54 km/h are 400 s; 6 km at the bus's own 80 km/h are 270 s.
        #expect(matrix.seconds(from: 0, to: 1) == 400)
        #expect(matrix.seconds(from: 2, to: 3) == 270)
        #expect(network.drivingMatrix(between: places, factor: 1.25).seconds(from: 0, to: 1) == 500)
    }

    @Test func `any number of threads gives the same matrix`() throws {
        let network = try grid().network()
        var random = RandomSource(seed: 5)
        let places = (0..<30).compactMap { _ in
            network.snap(Village.point(random.unit() * 400, random.unit() * 400), for: .bus)
        }
        let one = network.drivingMatrix(between: places, threads: 1)
        let four = network.drivingMatrix(between: places, threads: 4)
        #expect(one.seconds == four.seconds && one.metres == four.metres)
    }

    @Test func `an area without bus roads has no place for a bus`() throws {
        var village = Village()
        village.node(1, 0, 0)
        village.node(2, 300, 0)
        village.way(1, [1, 2], ["highway": "footway"])
        let network = try village.network()
        #expect(network.snap(Village.point(0, 0), for: .bus) == nil)
        #expect(network.snap(Village.point(0, 0), for: .foot) != nil)
        #expect(network.drivingMatrix(between: []).count == 0)
    }

    @Test func `at its own kerb a bus comes and goes in one direction`() throws {
        let network = try grid().network()
        let south = try #require(network.snap(Village.point(100, -5), for: .bus, kerb: .ownSide))
        let north = try #require(network.snap(Village.point(50, 5), for: .bus, kerb: .ownSide))
        // South of a street that runs east is the right of who drives east; north of it of who drives west.
        #expect(network.directions(of: south).map(\.uses) == [.forward])
        #expect(network.directions(of: north).map(\.uses) == [.backward])
        let matrix = network.drivingMatrix(between: [south, north])
        // To come back westwards it has to go round a square beyond node 2: 100 + 4 x 200 + 150 m.
        let free = network.drivingMatrix(
            between: [south, north].map {
                network.snap($0.source, for: .bus)!
            })
        #expect(free.metres(from: 0, to: 1) == 50)
        #expect(matrix.metres(from: 0, to: 1) == 1050)
        // The same in a country that keeps left is mirrored.
        let text = grid().xml.replacing(
            "v='residential'/>", with: "v='residential'/><tag k='source:maxspeed' v='GB:urban'/>")
        let left = try RoadNetwork(Village.extract(text))
        #expect(
            left.directions(of: try #require(left.snap(Village.point(100, -5), for: .bus, kerb: .ownSide))).map(\.uses)
                == [.backward])
    }

    @Test func `the own side passes over a one-way road with the place on its left`() throws {
        let network = try grid { $0 == 12 ? ["highway": "residential", "oneway": "yes"] : ["highway": "residential"] }
            .network()
        #expect(network.snap(Village.point(100, 5), for: .bus)?.way == 12)
        #expect(network.snap(Village.point(60, 5), for: .bus, kerb: .ownSide)?.way == 14)
    }

    @Test func `calibration finds the factor behind observed times`() throws {
        let network = try grid().network()
        let places = [(20.0, 0.0), (380, 400), (0, 300), (200, 150), (400, 90)].compactMap {
            network.snap(Village.point($0.0, $0.1), for: .bus)
        }
        let matrix = network.drivingMatrix(between: places)
        var drives: [ObservedDrive] = []
        for from in places.indices {
            for to in places.indices where from != to {
                let seconds = Double(matrix.seconds(from: from, to: to)) * 1.3
                drives.append(
                    ObservedDrive(
                        origin: places[from], destination: places[to], time: Seconds(Int32(seconds.rounded()))))
            }
        }
        drives.append(ObservedDrive(origin: places[0], destination: places[1], time: Seconds(1)))
        let fit = try #require(network.calibrate(with: drives))
        #expect(abs(fit.factor - 1.3) < 0.03)
        #expect(fit.meanError < 0.02 && fit.meanErrorBefore > 0.2)
        #expect(fit.used == 20 && fit.rejected == 1)
        #expect(network.calibrate(with: []) == nil)
        // Twelve seconds at a stop besides, which a fit without stops takes for slow driving.
        let stopping = drives.dropLast().map {
            ObservedDrive(origin: $0.origin, destination: $0.destination, time: $0.time + Seconds(12))
        }
        let both = try #require(network.calibrate(with: stopping, longestStop: Seconds(30)))
        #expect(abs(both.factor - 1.3) < 0.05 && abs(both.stopLoss.rawValue - 12) <= 2 && both.meanError < 0.02)
        #expect(try #require(network.calibrate(with: stopping)).meanError > both.meanError)
    }
}
