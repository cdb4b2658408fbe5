public import Quantities

/// Which end of a vehicle's stop a direction is about.
public enum PassingEnd: Sendable {
    /// The vehicle comes in this direction.
    case arriving
    /// The vehicle goes on in this direction.
    case leaving
}

extension RoadNetwork {
    /// `halt` brought to the nearest road of a bus, to be passed as it says; `nil` where there is none within `metres`.
    ///
    /// A bus leaves a place with a direction only as it came: turning round takes it to a turning place or the end of a
    /// road, and costs what that costs. Where the halt lets it turn, it stands in that direction: one that comes in the
    /// other loses the halt's time, and so does one that goes on in the other.
    public func snap(_ halt: Halt, within metres: Double = 2000) -> SnappedPoint? {
        guard let place = snap(halt.point, for: .bus, within: metres) else { return nil }
        switch halt.passing {
        case .any: return place
        case .arriving(let heading): return passing(of: place, .arriving, heading, halt.turning)
        case .leaving(let heading): return passing(of: place, .leaving, heading, halt.turning)
        }
    }

    private func passing(
        of place: SnappedPoint, _ end: PassingEnd, _ heading: Int, _ turning: Seconds?
    ) -> SnappedPoint {
        func turned(_ other: Int) -> Int {
            let angle = abs(other - heading) % 360
            return min(angle, 360 - angle)
        }
        guard var passed = passings(of: place, end).min(by: { turned($0.heading) < turned($1.heading) })?.place else {
            return place
        }
        // An hour is more than any turn takes, and keeps sums of costs within their bits.
        passed.turning = turning.map { UInt32(max(0, min(3600, $0.rawValue))) * 1000 }
        return passed
    }

    /// `place`, snapped for a bus, once for each direction in which a bus may pass it, with the heading in degrees
    /// clockwise from north: two on an open road, one on a one-way road, and at a junction one for each road by which the
    /// bus may come or go on. Ascending by edge and direction.
    public func passings(of place: SnappedPoint, _ end: PassingEnd) -> [(place: SnappedPoint, heading: Int)] {
        precondition(place.profile == .bus, "a bus passes points that were snapped for it")
        guard let node = junction(of: place), place.uses == .both else {
            return directions(of: place).map { ($0, heading(of: $0, at: Int($0.segment))) }
        }
        return roads(at: node, place.point, end).map { directed in
            let edges = bus.edges
            let isTail = (end == .leaving) != directed.isBackward
            let segment = isTail ? Int(edges.firstPoints[directed.edge]) : Int(edges.lastPoints[directed.edge]) - 1
            let passed = SnappedPoint(
                source: place.source, point: place.point, distance: place.distance, profile: .bus,
                way: extract.roads[Int(edges.roads[directed.edge])].id, edge: Int32(directed.edge),
                offset: isTail ? 0 : edges.lengths[directed.edge], segment: Int32(segment),
                exactDistance: place.exactDistance, uses: directed.isBackward ? .backward : .forward)
            return (passed, heading(of: passed, at: segment))
        }
    }

    /// Whether a bus that passes `place` in its one direction has `side` at its door: on its right where traffic keeps
    /// right. False where it may pass in both. A compass direction up to 75 degrees off still counts.
    public func hasDoor(on side: KerbSide, at place: SnappedPoint) -> Bool {
        guard place.uses != .both, !place.uses.isEmpty else { return false }
        let isForward = place.uses == .forward
        switch side {
        case .right: return isForward != bus.drivesOnLeft
        case .left: return isForward == bus.drivesOnLeft
        case .point: return ownSide(of: place.source, at: Int(place.segment)).contains(place.uses)
        case .bearing(let bearing):
            let door = heading(of: place, at: Int(place.segment)) + (bus.drivesOnLeft ? 270 : 90)
            let angle = abs(door - bearing) % 360
            return min(angle, 360 - angle) <= 75
        }
    }

    /// The most important road that passes `place`, which was snapped for a bus: at a junction, of all roads there.
    public func largestRoad(at place: SnappedPoint) -> RoadClass {
        let edges = junction(of: place).map { node in
            roads(at: node, place.point, .leaving).map(\.edge) + roads(at: node, place.point, .arriving).map(\.edge)
        }
        return ([Int(place.edge)] + (edges ?? [])).map { extract.roads[Int(bus.edges.roads[$0])].roadClass }.min()!
    }

    /// The node at which `place` lies; `nil` between two nodes.
    private func junction(of place: SnappedPoint) -> Int32? {
        let edge = Int(place.edge)
        if place.offset == 0 { return bus.edges.tails[edge] }
        return place.offset == bus.edges.lengths[edge] ? bus.edges.heads[edge] : nil
    }

    /// The directed edges of the main component that end or start at `node`, which stands at `point`, ascending.
    private func roads(at node: Int32, _ point: GeoPoint, _ end: PassingEnd) -> [DirectedEdge] {
        var found: Set<Int32> = []
        _ = busGrid.nearest(to: point, within: 0.1, extract) { edge, _ in
            guard self.bus.isMain[edge] else { return false }
            for directed in [DirectedEdge(edge, isBackward: false), DirectedEdge(edge, isBackward: true)]
            where self.bus.edges.allows(directed) {
                let border = end == .leaving ? self.bus.edges.start(of: directed) : self.bus.edges.end(of: directed)
                if border == node { found.insert(directed.label) }
            }
            return false
        }
        return found.sorted().map(DirectedEdge.init(label:))
    }

    /// The direction in which a bus passes `place` on its `segment`, in whole degrees clockwise from north.
    private func heading(of place: SnappedPoint, at segment: Int) -> Int {
        let (a, b) = (roadPoint(segment), roadPoint(segment + 1))
        let angle = place.uses == .backward ? bearing(from: b, to: a) : bearing(from: a, to: b)
        let degrees = Int((90 - angle * 180 / .pi).rounded())
        return (degrees % 360 + 360) % 360
    }
}
