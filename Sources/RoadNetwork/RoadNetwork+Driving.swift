public import Quantities

extension RoadNetwork {
    /// Driving seconds and metres from every place to every place by the fastest way of a bus.
    ///
    /// A place is served from either side of its road. Metres are those of the fastest way; of equally fast ways the
    /// one found first in the order of the network's edges. The straight lines to the road are not driven.
    /// - Parameter places: points snapped for a bus.
    /// - Parameter factor: what measured driving times of the municipality are of the computed ones, positive.
    /// - Parameter threads: how many threads may search; the result is the same for any number.
    public func drivingMatrix(
        between places: [SnappedPoint], factor: Double = 1, threads: Int = 1
    ) -> TravelMatrix {
        precondition(factor > 0 && factor.isFinite, "the driving factor must be a positive number")
        precondition(places.allSatisfy { $0.profile == .bus }, "driving needs points that were snapped for a bus")
        let rows = Parallel.map(count: places.count, threads: threads) { origin in
            drives(from: places[origin], to: places)
        }
        var seconds: [Int32] = []
        var metres: [Int32] = []
        seconds.reserveCapacity(places.count * places.count)
        metres.reserveCapacity(places.count * places.count)
        for (origin, row) in rows.enumerated() {
            for (destination, drive) in row.enumerated() {
                guard let drive, origin != destination else {
                    seconds.append(origin == destination ? 0 : TravelMatrix.unreachable)
                    metres.append(origin == destination ? 0 : TravelMatrix.unreachable)
                    continue
                }
                let scaled = (Double(drive.milliseconds) * factor / 1000).rounded()
                seconds.append(Int32(min(scaled, Double(TravelMatrix.unreachable - 1))))
                metres.append(Int32((Double(drive.centimetres) / 100).rounded()))
            }
        }
        return TravelMatrix(count: places.count, seconds: seconds, metres: metres)
    }

    /// The driven line of the fastest way from `origin` to `destination`; empty where there is none.
    public func drivingPath(from origin: SnappedPoint, to destination: SnappedPoint) -> [GeoPoint] {
        busSearches.withSearch { search in
            guard let drive = drives(from: origin, to: [destination], search)[0] else { return [] }
            var line = LineBuilder(self, bus.edges)
            line.append(origin.point)
            if let state = drive.state {
                var states = [state]
                while search.parent(states.last!) >= 0 {
                    states.append(Int(bus.arcs.sources[Int(search.parent(states.last!))]))
                }
                line.append(firstEdge(of: origin, into: states.last!, search), from: origin, to: nil)
                for passed in states.dropFirst().reversed() {
                    line.append(bus.stateEdges[passed], from: nil, to: nil)
                }
                line.append(bus.stateEdges[state], from: nil, to: destination)
            } else {
                line.append(drive.directed, from: origin, to: destination)
            }
            line.append(destination.point)
            return line.points
        }
    }

    /// How a place is reached from another.
    private struct Drive {
        var milliseconds: UInt32
        var centimetres: UInt32
        /// The directed edge of the destination on which the bus arrives.
        var directed: DirectedEdge
        /// The state it arrives in; `nil` when it never left the edge.
        var state: Int?
    }

    private func drives(from origin: SnappedPoint, to places: [SnappedPoint]) -> [Drive?] {
        busSearches.withSearch { drives(from: origin, to: places, $0) }
    }

    /// The ways out of the edge of `origin`: states with the time and length until their start.
    private func departures(
        from origin: SnappedPoint
    ) -> [(directed: DirectedEdge, state: Int, milliseconds: UInt32, centimetres: UInt32)] {
        var departures: [(directed: DirectedEdge, state: Int, milliseconds: UInt32, centimetres: UInt32)] = []
        for directed in usable(origin) {
            let state = Int(bus.statesOf[Int(directed.label)][0])
            let driven = bus.time(to: origin.offset, on: directed)
            let length = bus.edges.lengths[directed.edge] - bus.length(to: origin.offset, on: directed)
            for arc in bus.arcs.arcs(of: state) {
                departures.append((directed, Int(bus.arcs.targets[arc]), bus.arcs.weights[arc] - driven, length))
            }
        }
        return departures
    }

    private func usable(_ place: SnappedPoint) -> [DirectedEdge] {
        [false, true].map { DirectedEdge(Int(place.edge), isBackward: $0) }
            .filter { !bus.statesOf[Int($0.label)].isEmpty }
    }

    private func firstEdge(of origin: SnappedPoint, into state: Int, _ search: Dijkstra) -> DirectedEdge {
        departures(from: origin).first { $0.state == state && $0.milliseconds == search.distance(state) }!.directed
    }

    private func drives(from origin: SnappedPoint, to places: [SnappedPoint], _ search: Dijkstra) -> [Drive?] {
        let departures = departures(from: origin)
        var lengths: [Int: UInt32] = [:]
        for departure in departures where lengths[departure.state] == nil {
            let fastest = departures.filter { $0.state == departure.state }.min { $0.milliseconds < $1.milliseconds }
            lengths[departure.state] = fastest!.centimetres
        }
        var centimetres = [UInt32](repeating: 0, count: bus.stateEdges.count)
        search.run(on: bus.arcs, from: departures.map { ($0.state, $0.milliseconds) }) { state, _ in
            let arc = Int(search.parent(state))
            if arc < 0 {
                centimetres[state] = lengths[state]!
            } else {
                let before = Int(bus.arcs.sources[arc])
                centimetres[state] = centimetres[before] + bus.edges.lengths[bus.stateEdges[before].edge]
            }
            return true
        }
        return places.map { place in
            var best: Drive?
            func offer(_ drive: Drive) {
                if drive.milliseconds < best?.milliseconds ?? .max { best = drive }
            }
            for directed in usable(place) {
                let (time, length) = (
                    bus.time(to: place.offset, on: directed), bus.length(to: place.offset, on: directed)
                )
                if place.edge == origin.edge {
                    let (from, start) = (
                        bus.time(to: origin.offset, on: directed), bus.length(to: origin.offset, on: directed)
                    )
                    if length >= start {
                        offer(Drive(milliseconds: time - from, centimetres: length - start, directed: directed))
                    }
                }
                for state in bus.statesOf[Int(directed.label)].map({ Int($0) })
                where search.distance(state) != Dijkstra.unreached {
                    offer(
                        Drive(
                            milliseconds: search.distance(state) + time, centimetres: centimetres[state] + length,
                            directed: directed, state: state))
                }
            }
            return best
        }
    }
}
