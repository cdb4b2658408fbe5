package import Quantities
package import RoadNetwork
package import TransportModel

/// Measures walks and drives afresh on the road network.
package struct NetworkMeasure: RoadMeasure {
    private let network: RoadNetwork
    private let drivingFactor: Double
    private let marks: [HazardMark]
    private let threads: Int

    /// A measure on `network`; driving times are multiplied by `drivingFactor`, and `marks` are what safe walks keep off.
    /// Any number of `threads` gives the same.
    package init(network: RoadNetwork, drivingFactor: Double, marks: [HazardMark] = [], threads: Int) {
        self.network = network
        self.marks = marks
        self.drivingFactor = drivingFactor
        self.threads = threads
    }

    package func walks(_ pairs: [WalkPair]) -> [Metres?] {
        let stops = Numbered(pairs.map(\.stop))
        let homes = Numbered(pairs.map(\.home))
        let targets = network.footTargets(stops.values.map { network.snap($0, for: .foot) })
        let pairsByHome = Dictionary(grouping: pairs.indices) { homes.numbers[$0] }
        var walks = [Metres?](repeating: nil, count: pairs.count)
        for (home, point) in homes.values.enumerated() {
            guard let origin = network.snap(point, for: .foot), let wanted = pairsByHome[home] else { continue }
            let within = wanted.map { pairs[$0].within }.max() ?? .zero
            let reached = Dictionary(
                network.walksInReach(from: origin, to: targets, within: within).map { ($0.target, $0.distance) },
                uniquingKeysWith: { first, _ in first })
            for pair in wanted {
                walks[pair] = reached[stops.numbers[pair]].flatMap { $0 <= pairs[pair].within ? $0 : nil }
            }
        }
        return walks
    }

    /// One search per stop from the stop outwards, another method than the planner's.
    package func safeWalks(_ pairs: [SafeWalkPair]) -> [Metres?] {
        guard !pairs.isEmpty else { return [] }
        let map = network.match(
            marks.map { mark in
                let location: HazardStretch.Location =
                    switch mark.location {
                    case .way(let id): .way(id)
                    case .line(let points): .line(points)
                    }
                return HazardStretch(location: location, kind: mark.kind == .along ? .along : .cross)
            })
        var walks = [Metres?](repeating: nil, count: pairs.count)
        let groups = Dictionary(grouping: pairs.indices) {
            SafeWalkGroup(stop: pairs[$0].stop, hazards: pairs[$0].hazards)
        }
        for (group, members) in groups {
            guard let target = network.snap(group.stop, for: .foot) else { continue }
            let selection = HazardSelection(
                map, counting: group.hazards.marks, tolerance: group.hazards.tolerance)
            let origins = members.map { network.snap(pairs[$0].home, for: .foot) }
            let found = network.walks(from: origins, to: target, counting: selection, threads: threads)
            for (member, walk) in zip(members, found) { walks[member] = walk?.safeDistance }
        }
        return walks
    }

    private struct SafeWalkGroup: Hashable {
        var stop: GeoPoint, hazards: StopHazards
    }

    package func drives(_ pairs: [DrivePair]) -> [Drive?] {
        let places = Numbered(pairs.flatMap { [$0.origin, $0.destination] })
        let snapped = places.values.map { network.snap($0) }
        let reachable = snapped.indices.filter { snapped[$0] != nil }
        let rowOfPlace = Dictionary(uniqueKeysWithValues: reachable.enumerated().map { ($0.element, $0.offset) })
        let matrix = network.drivingMatrix(
            between: reachable.compactMap { snapped[$0] }, factor: drivingFactor, threads: threads)
        return pairs.indices.map { pair in
            guard let from = rowOfPlace[places.numbers[2 * pair]], let to = rowOfPlace[places.numbers[2 * pair + 1]],
                matrix.seconds(from: from, to: to) != TravelMatrix.unreachable
            else { return nil }
            return Drive(
                seconds: Seconds(matrix.seconds(from: from, to: to)), metres: Int(matrix.metres(from: from, to: to)))
        }
    }
}

extension NetworkMeasure {
    package func kerbs(_ stops: [KerbQuestion]) -> [Kerb?] {
        stops.map { stop in
            guard let place = network.snap(stop.halt.point, for: .bus) else { return nil }
            var kerb = Kerb(isMinor: network.largestRoad(at: place) > .tertiaryLink)
            let passings = network.passings(of: place, stop.session == .toSchool ? .leaving : .arriving)
            if let side = stop.side, passings.contains(where: { network.hasDoor(on: side, at: $0.place) }) {
                kerb.hasSideAtDoor = network.snap(stop.halt).map { network.hasDoor(on: side, at: $0) } ?? false
            }
            return kerb
        }
    }
}

/// Points or halts, each once, and where each of the given ones stands among them.
private struct Numbered<Value: Hashable> {
    var values: [Value] = []
    var numbers: [Int] = []

    init(_ points: [Value]) {
        var known: [Value: Int] = [:]
        for point in points {
            let number = known[point] ?? values.count
            if number == values.count {
                known[point] = number
                values.append(point)
            }
            numbers.append(number)
        }
    }
}

extension PlanChecker {
    /// A checker of plans for `batch` over `network`.
    package init(batch: Batch, network: RoadNetwork, threads: Int = 1) {
        let factor = batch.municipality.service.drivingFactor
        self.init(
            batch: batch,
            roads: NetworkMeasure(network: network, drivingFactor: factor, marks: batch.hazards, threads: threads),
            threads: threads)
    }
}
