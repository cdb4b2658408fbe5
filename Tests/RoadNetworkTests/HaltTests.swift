import Quantities
import Testing

@testable import RoadNetwork

/// Places that a bus passes in one direction.
@Suite struct HaltTests {
    /// A road of 600 m from west to east with a side road to the north at 400 m; every end is dead.
    private func village() -> Village {
        var village = Village()
        for (id, x) in [0.0, 400, 600].enumerated() { village.node(id + 1, x, 0) }
        village.node(4, 400, 200)
        village.way(1, [1, 2, 3])
        village.way(2, [2, 4])
        return village
    }

    private func metres(_ network: RoadNetwork, _ from: Halt, _ to: Halt) throws -> Int32 {
        let places = [try #require(network.snap(from)), try #require(network.snap(to))]
        return network.drivingMatrix(between: places).metres(from: 0, to: 1)
    }

    @Test func `on an open road a bus passes eastwards or westwards`() throws {
        let network = try village().network()
        let stop = try #require(network.snap(Village.point(200, 0), for: .bus))
        #expect(network.passings(of: stop, .leaving).map(\.heading) == [90, 270])
        #expect(network.passings(of: stop, .arriving).map(\.heading) == [90, 270])
    }

    @Test func `who comes eastwards leaves eastwards and turns at a dead end`() throws {
        let network = try village().network()
        let (stop, west) = (Village.point(200, 0), Halt(Village.point(50, 0)))
        // 200 m to the junction, 200 m to either dead end, all the way back: 550 m from there.
        #expect(try metres(network, Halt(stop, passing: .leaving(90)), west) == 950)
        #expect(try metres(network, Halt(stop, passing: .leaving(270)), west) == 150)
        #expect(try metres(network, Halt(stop), west) == 150)
        // To stand there facing west, coming from the west: the same turn.
        #expect(try metres(network, west, Halt(stop, passing: .arriving(270))) == 150 + 400 + 400)
        // A heading that nobody measured to the degree means the nearest.
        #expect(try metres(network, Halt(stop, passing: .leaving(300)), west) == 150)
        #expect(try metres(network, Halt(stop, passing: .leaving(10)), west) == 950)
    }

    @Test func `at a junction a bus leaves by one road whichever it came by`() throws {
        let network = try village().network()
        let corner = Village.point(400, 0)
        let place = try #require(network.snap(corner, for: .bus))
        // Out: west, east, north. In: eastwards, westwards, southwards.
        #expect(Set(network.passings(of: place, .leaving).map(\.heading)) == [270, 90, 0])
        #expect(Set(network.passings(of: place, .arriving).map(\.heading)) == [90, 270, 180])
        let (west, north) = (Halt(Village.point(100, 0)), Halt(Village.point(400, 150)))
        let toWest = Halt(corner, passing: .leaving(270))
        #expect(try metres(network, north, toWest) == 150 && metres(network, toWest, west) == 300)
        // Who comes from the west cannot leave westwards before turning at the eastern or northern end.
        #expect(try metres(network, west, toWest) == 300 + 400)
        let fromWest = Halt(corner, passing: .arriving(90))
        #expect(try metres(network, west, fromWest) == 300 && metres(network, fromWest, north) == 150)
        #expect(try metres(network, fromWest, west) == 400 + 300)
    }

    @Test func `the driven line turns where the metres say`() throws {
        let network = try village().network()
        for passing in [Halt.Passing.any, .leaving(90), .leaving(270), .arriving(90), .arriving(270)] {
            for spot in [(200.0, 0.0), (400, 0), (400, 100), (0, 0)] {
                let stop = try #require(network.snap(Halt(Village.point(spot.0, spot.1), passing: passing)))
                let other = try #require(network.snap(Village.point(500, 0), for: .bus))
                let matrix = network.drivingMatrix(between: [stop, other])
                for (from, to, row, column) in [(stop, other, 0, 1), (other, stop, 1, 0)] {
                    let line = network.drivingPath(from: from, to: to)
                    let length = zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
                    #expect(abs(length - Double(matrix.metres(from: row, to: column))) < 1, "\(passing) \(spot)")
                }
            }
        }
    }

    private func seconds(_ network: RoadNetwork, _ from: Halt, _ to: Halt) throws -> Int32 {
        let places = [try #require(network.snap(from)), try #require(network.snap(to))]
        return network.drivingMatrix(between: places).seconds(from: 0, to: 1)
    }

    @Test func `where it can turn, a bus loses the time on coming or going on the other way`() throws {
        let network = try village().network()
        let stop = Halt(Village.point(200, 0), passing: .leaving(90), turning: Seconds(40))
        let (west, east) = (Halt(Village.point(50, 0)), Halt(Village.point(350, 0)))
        // 150 m at 12.5 m/s.
        #expect(try seconds(network, west, stop) == 12 && seconds(network, stop, east) == 12)
        #expect(try seconds(network, stop, west) == 40 + 12 && seconds(network, east, stop) == 12 + 40)
        #expect(try metres(network, stop, west) == 150)
        // An hour at most, whatever a file says; the way by the dead ends is shorter then: 200 m to the junction, 200 m to an
        // end, 30 s to turn there, back to the junction and 350 m on; left turns over traffic cost 8 s.
        let slow = Halt(Village.point(200, 0), passing: .leaving(90), turning: Seconds(.max))
        #expect(try metres(network, slow, west) == 950)
        // At the junction: from the north to the north.
        let corner = Halt(Village.point(400, 0), passing: .leaving(0), turning: Seconds(40))
        let north = Halt(Village.point(400, 150))
        #expect(try seconds(network, north, corner) == 12 + 40 && seconds(network, corner, north) == 12)
    }

    @Test func `turning at places costs the same by sweeps as by plain searches`() throws {
        let network = try village().network()
        let spots = [(30.0, 0.0), (200, 0), (400, 0), (400, 100), (550, 0)]
        let passings: [Halt.Passing] = [.any, .leaving(90), .arriving(270), .leaving(0)]
        let halts = spots.flatMap { spot in
            passings.flatMap { passing in
                [nil, Seconds(20)].map { Halt(Village.point(spot.0, spot.1), passing: passing, turning: $0) }
            }
        }
        let places = halts.compactMap { network.snap($0) }
        try #require(places.count == halts.count && places.count > RoadNetwork.fewPlaces)
        #expect(
            network.plainCosts(from: places, to: places, threads: 1)
                == network.sweptCosts(from: places, to: places, threads: 2))
    }

    @Test func `the side of a stop is at the door of who passes in one direction`() throws {
        for (country, eastwards) in [("FI", "south"), ("GB", "north")] {
            var village = village()
            village.way(9, [1, 4], ["highway": "footway", "source:maxspeed": "\(country):urban"])
            let network = try village.network()
            let stop = try #require(network.snap(Village.point(200, 6), for: .bus))
            let passings = network.passings(of: stop, .leaving)
            func headings(_ side: KerbSide) -> [Int] {
                passings.filter { network.hasDoor(on: side, at: $0.place) }.map(\.heading)
            }
            let east = try #require(KerbSide(eastwards))
            #expect(headings(east) == [90])
            #expect(headings(.bearing(eastwards == "south" ? 0 : 180)) == [270])
            #expect(headings(.bearing(90)) == [] && headings(.bearing(270)) == [])
            // The way is drawn eastwards.
            #expect(headings(.right) == (country == "FI" ? [90] : [270]))
            #expect(headings(.left) == (country == "FI" ? [270] : [90]))
            // The point lies north of the road.
            #expect(headings(.point) == (country == "FI" ? [270] : [90]))
            #expect(!network.hasDoor(on: .right, at: stop))
        }
    }

    @Test func `a one-way road is passed as it leads, whatever the heading`() throws {
        var village = Village()
        for (id, place) in [(0.0, 0.0), (300, 0), (300, 300), (0, 300)].enumerated() {
            village.node(id + 1, place.0, place.1)
        }
        village.way(1, [1, 2, 3, 4, 1], ["highway": "residential", "oneway": "yes"])
        let network = try village.network()
        let stop = try #require(network.snap(Village.point(150, 0), for: .bus))
        #expect(network.passings(of: stop, .leaving).map(\.heading) == [90])
        let (there, back) = (Halt(Village.point(150, 0), passing: .leaving(270)), Halt(Village.point(100, 0)))
        #expect(try metres(network, there, back) == 1150)
    }

    @Test func `drives between two lists are those of the matrix`() throws {
        let network = try village().network()
        let places = [(50.0, 0.0), (250, 0), (400, 120), (590, 0)].compactMap {
            network.snap(Village.point($0.0, $0.1), for: .bus)
        }
        let matrix = network.drivingMatrix(between: places)
        let drives = network.drives(from: Array(places[..<1]), to: Array(places[1...]))
        #expect(drives.seconds == Array(matrix.seconds[1..<4]) && drives.metres == Array(matrix.metres[1..<4]))
        #expect(network.drives(from: [], to: places).seconds.isEmpty)
        #expect(network.drives(from: places, to: []).seconds.isEmpty)
    }
}
