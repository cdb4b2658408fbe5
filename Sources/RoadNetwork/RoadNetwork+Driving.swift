import ParallelWork
public import Quantities

extension RoadNetwork {
    /// Driving seconds and metres from every place to every place by the fastest way of a bus.
    ///
    /// A place is served from either side of its road, unless it was snapped to the bus's own side or to one direction;
    /// where it lets the bus turn, the time to turn counts, at the place that is left and at the one that is reached.
    /// Metres are those of the fastest way, and of equally fast ways (to the millisecond) of the shortest. The straight
    /// lines to the road are not driven.
    /// - Parameter places: points snapped for a bus.
    /// - Parameter factor: what measured driving times of the municipality are of the computed ones, positive.
    /// - Parameter threads: how many threads may search; the result is the same for any number.
    public func drivingMatrix(
        between places: [SnappedPoint], factor: Double = 1, threads: Int = 1
    ) -> TravelMatrix {
        let drives = drives(from: places, to: places, factor: factor, threads: threads)
        return TravelMatrix(count: places.count, seconds: drives.seconds, metres: drives.metres)
    }

    /// Driving seconds and metres from every one of `origins` to every one of `destinations`, row by row, as
    /// ``drivingMatrix(between:factor:threads:)`` has them; `TravelMatrix.unreachable` where there is no way.
    public func drives(
        from origins: [SnappedPoint], to destinations: [SnappedPoint], factor: Double = 1, threads: Int = 1
    ) -> (seconds: [Int32], metres: [Int32]) {
        precondition(factor > 0 && factor.isFinite, "the driving factor must be a positive number")
        precondition(
            (origins + destinations).allSatisfy { $0.profile == .bus },
            "driving needs points that were snapped for a bus")
        let costs =
            origins.count <= Self.fewPlaces
            ? plainCosts(from: origins, to: destinations, threads: threads)
            : sweptCosts(from: origins, to: destinations, threads: threads)
        var seconds = [Int32](repeating: TravelMatrix.unreachable, count: costs.count)
        var metres = seconds
        for (entry, cost) in costs.enumerated() where cost < UInt64.noWay {
            let drive = DriveCost(cost)
            let scaled = (Double(drive.milliseconds) * factor / 1000).rounded()
            seconds[entry] = Int32(min(scaled, Double(TravelMatrix.unreachable - 1)))
            metres[entry] = Int32((Double(drive.centimetres) / 100).rounded())
        }
        return (seconds, metres)
    }

    /// Up to this many places are searched for one by one, without preparing the network.
    static let fewPlaces = 24

    /// The driven line of the fastest way from `origin` to `destination`; empty where there is none.
    public func drivingPath(from origin: SnappedPoint, to destination: SnappedPoint) -> [GeoPoint] {
        let pieces = drivenPieces(from: origin, to: destination)
        guard !pieces.isEmpty else { return [] }
        var line = LineBuilder(self, bus.edges)
        line.append(origin.point)
        for piece in pieces { line.append(piece.directed, from: piece.from, to: piece.to) }
        line.append(destination.point)
        return line.points
    }

    /// The edges of the fastest way from `origin` to `destination`, the first and the last from and to these places;
    /// empty where there is none.
    func drivenPieces(
        from origin: SnappedPoint, to destination: SnappedPoint
    ) -> [(directed: DirectedEdge, from: SnappedPoint?, to: SnappedPoint?)] {
        drivenPieces(from: origin, toEach: [destination])[0]
    }

    /// The same to each of `destinations`, by one search.
    func drivenPieces(
        from origin: SnappedPoint, toEach destinations: [SnappedPoint]
    ) -> [[(directed: DirectedEdge, from: SnappedPoint?, to: SnappedPoint?)]] {
        let ends = destinations.map(arrivals)
        let search = CostSearch(
            bus.arcs, arcCosts: bus.costs, from: starts(from: origin), until: ends.flatMap { $0.map(\.node) })
        return zip(destinations, ends).map { destination, ends in
            let direct = directDrive(from: origin, to: destination)
            let arrival = ends.filter { search.costs[$0.node] != CostSearch.unreached }
                .min { search.costs[$0.node] + $0.weight < search.costs[$1.node] + $1.weight }
            if let direct, direct.cost <= arrival.map({ search.costs[$0.node] + $0.weight }) ?? .max {
                return [(direct.directed, origin, destination)]
            }
            guard let arrival else { return [] }
            var states = [arrival.node]
            while search.parents[states.last!] >= 0 {
                states.append(Int(bus.arcs.sources[Int(search.parents[states.last!])]))
            }
            let first = departures(from: origin).first {
                $0.node == states.last! && $0.weight == search.costs[states.last!]
            }
            let between = states.dropFirst().reversed().map {
                (bus.facts.stateEdges[$0], SnappedPoint?.none, SnappedPoint?.none)
            }
            return [(first!.directed, origin, nil)] + between + [(bus.facts.stateEdges[arrival.node], nil, destination)]
        }
    }

    /// Row by row the costs from `origins` to `destinations`, by one plain search a row.
    func plainCosts(from origins: [SnappedPoint], to destinations: [SnappedPoint], threads: Int) -> [UInt64] {
        let arrivals = destinations.map { self.arrivals(at: $0) }
        let rows = Parallel.map(origins, threads: threads) { origin -> [UInt64] in
            let search = CostSearch(bus.arcs, arcCosts: bus.costs, from: starts(from: origin))
            return destinations.indices.map { destination in
                arrivals[destination].reduce(startCost(origin, destinations[destination])) { best, arrival in
                    let cost = search.costs[arrival.node]
                    return cost == CostSearch.unreached ? best : min(best, cost + arrival.weight)
                }
            }
        }
        return rows.flatMap { $0 }
    }

    /// Row by row the costs from `origins` to `destinations`, by the hierarchy, eight rows a sweep.
    func sweptCosts(from origins: [SnappedPoint], to destinations: [SnappedPoint], threads: Int) -> [UInt64] {
        let metric = busHierarchy.metric(self, threads: threads)
        let arrivals = destinations.map { self.arrivals(at: $0) }
        let sweep = HierarchySweep(metric, targets: arrivals.flatMap { $0.map(\.node) })
        // Per arrival its place, its position in the sweep and what is left to drive from there.
        let ends = arrivals.enumerated().flatMap { place, arrivals in
            arrivals.map { (place: place, position: sweep.position(of: $0.node), rest: $0.weight.lane) }
        }
        let (lanes, count) = (HierarchySweep<UInt64>.lanes, destinations.count)
        let blocks = Parallel.map(count: (origins.count + lanes - 1) / lanes, threads: threads) { block -> [UInt64] in
            let rows = block * lanes..<min(origins.count, (block + 1) * lanes)
            var best = [Double](repeating: .infinity, count: rows.count * count)
            busHierarchy.climbs.with(Climb(metric.topology.count)) { climb in
                sweep.run(from: rows.map { starts(from: origins[$0]) }, climb) { lane in
                    for end in ends {
                        for row in 0..<rows.count {
                            let cost = lane[end.position * lanes + row] + end.rest
                            let entry = row * count + end.place
                            if cost < best[entry] { best[entry] = cost }
                        }
                    }
                }
            }
            return best.enumerated().map { entry, lane in
                let (origin, destination) = (origins[rows.lowerBound + entry / count], destinations[entry % count])
                guard UInt64.isExact(lane) else { return longCost(origin, destination, metric) }
                return min(startCost(origin, destination), UInt64(lane: lane))
            }
        }
        return blocks.flatMap { $0 }
    }

    /// The cost of a drive that is too long for a lane of a sweep.
    private func longCost(
        _ origin: SnappedPoint, _ destination: SnappedPoint, _ metric: HierarchyMetric<UInt64>
    ) -> UInt64 {
        let search = HierarchySearch(metric)
        let cost = search.distance(from: starts(from: origin), to: arrivals(at: destination))
        return min(startCost(origin, destination), cost ?? .noWay)
    }

    /// What is known without leaving the edge: nothing at all from a place to itself, the drive along a shared edge.
    private func startCost(_ origin: SnappedPoint, _ destination: SnappedPoint) -> UInt64 {
        guard origin.edge == destination.edge else { return .noWay }
        if origin == destination { return 0 }
        return directDrive(from: origin, to: destination)?.cost ?? .noWay
    }

    // MARK: The ends of a drive

    /// The ways out of the edge of `origin`: states with the cost until their start.
    func departures(from origin: SnappedPoint) -> [(directed: DirectedEdge, node: Int, weight: UInt64)] {
        usable(origin).flatMap { directed, turning in
            let driven = cost(to: origin.offset, on: directed)
            return bus.arcs.arcs(of: Int(bus.states(of: directed).first!)).filter { bus.costs[$0] < .noWay }
                .map { (directed, Int(bus.arcs.targets[$0]), bus.costs[$0] - driven + turning) }
        }
    }

    /// The same without the edges.
    func starts(from origin: SnappedPoint) -> [(node: Int, weight: UInt64)] {
        departures(from: origin).map { ($0.node, $0.weight) }
    }

    /// The states in which a bus may come to `destination`, with the cost from their start.
    func arrivals(at destination: SnappedPoint) -> [(node: Int, weight: UInt64)] {
        usable(destination).flatMap { directed, turning in
            bus.states(of: directed).map { (Int($0), cost(to: destination.offset, on: directed) + turning) }
        }
    }

    /// The drive along the edge that both places are on; `nil` where there is none in a legal direction.
    func directDrive(
        from origin: SnappedPoint, to destination: SnappedPoint
    ) -> (directed: DirectedEdge, cost: UInt64)? {
        guard origin.edge == destination.edge else { return nil }
        let ends = usable(destination)
        return usable(origin).compactMap { directed, turning in
            guard let end = ends.first(where: { $0.directed == directed }),
                bus.length(to: destination.offset, on: directed) >= bus.length(to: origin.offset, on: directed)
            else { return nil }
            let along = cost(to: destination.offset, on: directed) - cost(to: origin.offset, on: directed)
            return (directed, along + turning + end.turning)
        }
        .min { $0.1 < $1.1 }
    }

    /// In which directions a bus may pass `place`, with the cost of turning into or out of them.
    private func usable(_ place: SnappedPoint) -> [(directed: DirectedEdge, turning: UInt64)] {
        [Directions.forward, .backward].compactMap { direction in
            let turning = place.uses.contains(direction) ? 0 : place.turning
            let directed = DirectedEdge(Int(place.edge), isBackward: direction == .backward)
            return turning.flatMap { bus.edges.allows(directed) ? (directed, UInt64($0) << 32) : nil }
        }
    }

    /// The cost from the start of `directed` to `offset`.
    private func cost(to offset: UInt32, on directed: DirectedEdge) -> UInt64 {
        UInt64(bus.time(to: offset, on: directed)) << 32 | UInt64(bus.length(to: offset, on: directed))
    }
}

/// A cost in its two parts.
struct DriveCost {
    let milliseconds: UInt32
    let centimetres: UInt32

    init(_ cost: UInt64) {
        milliseconds = UInt32(truncatingIfNeeded: cost >> 32)
        centimetres = UInt32(truncatingIfNeeded: cost)
    }
}
