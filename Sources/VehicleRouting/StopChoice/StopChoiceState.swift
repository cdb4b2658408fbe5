/// Tours and the tour of every rider while they are being changed. A value: a copy is a snapshot.
struct StopChoiceState: Sendable {
    /// Stops per vehicle, in driving order; empty for a vehicle that stays at home.
    private(set) var tours: [[Int32]]
    /// The sum of the legs per vehicle, riders not counted.
    private(set) var driving: [Double]
    private(set) var load: [Int32]
    /// The vehicle of every rider, or -1.
    private(set) var vehicle: [Int32]
    /// `cover[rider * vehicles + vehicle]`: how many stops of the vehicle the rider can walk to.
    private(set) var cover: [Int16]
    /// How many vehicles use each stop.
    private(set) var uses: [Int16]
    private(set) var unserved = 0
    let vehicles: Int

    /// Nobody collected yet by `vehicles` vehicles.
    init(_ index: StopChoiceIndex, vehicles: Int) {
        self.vehicles = vehicles
        tours = Array(repeating: [], count: vehicles)
        driving = Array(repeating: 0, count: vehicles)
        load = Array(repeating: 0, count: vehicles)
        vehicle = Array(repeating: -1, count: index.riders)
        cover = Array(repeating: 0, count: index.riders * vehicles)
        uses = Array(repeating: 0, count: index.nodes)
        unserved = index.pupils.reduce(0) { $0 + Int($1) }
    }

    /// All driving, and a price for everybody left behind that nothing else outweighs.
    func cost(_ index: StopChoiceIndex) -> Double {
        var sum = Double(unserved) * index.unservedPrice
        for length in driving { sum += length }
        return sum
    }

    /// Whether `pupils` more (or fewer) and `extra` more driving keep the limits of `vehicle`.
    func fits(_ vehicle: Int, pupils: Int, extra: Double, _ index: StopChoiceIndex) -> Bool {
        let riders = Int(load[vehicle]) + pupils
        return riders <= index.capacity
            && driving[vehicle] + extra + Double(riders) * index.perPupil <= index.longestTour + 1e-9
    }

    /// Whether a stop of `vehicle` is within the walk of `rider`.
    func reaches(_ rider: Int, _ vehicle: Int) -> Bool { cover[rider * vehicles + vehicle] > 0 }

    /// Puts `rider` into `target`, or out of every vehicle with -1.
    mutating func assign(_ rider: Int, to target: Int, _ index: StopChoiceIndex) {
        let pupils = index.pupils[rider]
        let old = Int(vehicle[rider])
        if old >= 0 { load[old] -= pupils } else { unserved -= Int(pupils) }
        vehicle[rider] = Int32(target)
        if target >= 0 { load[target] += pupils } else { unserved += Int(pupils) }
    }

    /// What `stop` between its neighbours at `position` of `target` adds.
    func insertionCost(_ stop: Int, _ target: Int, _ position: Int, _ index: StopChoiceIndex) -> Double {
        let tour = tours[target]
        let before = position == 0 ? 0 : Int(tour[position - 1])
        let after = position == tour.count ? 0 : Int(tour[position])
        let direct = tour.isEmpty ? 0 : index.leg(before, after)
        return index.leg(before, stop) + index.leg(stop, after) - direct
    }

    mutating func insert(_ stop: Int, into target: Int, at position: Int, _ index: StopChoiceIndex) {
        driving[target] += insertionCost(stop, target, position, index)
        tours[target].insert(Int32(stop), at: position)
        uses[stop] += 1
        for rider in index.walkers(of: stop) { cover[Int(rider) * vehicles + target] += 1 }
    }

    /// Takes a visit out; riders who can walk to no other stop of the vehicle are left behind and returned.
    mutating func remove(at position: Int, of target: Int, _ index: StopChoiceIndex) -> [Int32] {
        let stop = Int(tours[target].remove(at: position))
        driving[target] = tours[target].isEmpty ? 0 : driving[target] - insertionCost(stop, target, position, index)
        uses[stop] -= 1
        var stranded: [Int32] = []
        for rider in index.walkers(of: stop) {
            let place = Int(rider) * vehicles + target
            cover[place] -= 1
            if cover[place] == 0, vehicle[Int(rider)] == Int32(target) { stranded.append(rider) }
        }
        for rider in stranded { assign(Int(rider), to: -1, index) }
        return stranded
    }

    /// Replaces the order of a tour by another order of the same stops.
    mutating func reorder(_ target: Int, _ stops: [Int32], _ index: StopChoiceIndex) {
        tours[target] = stops
        driving[target] = index.length(stops)
    }

    /// What is wrong with the state; `nil` when all is well. For tests and debug checks.
    func firstInconsistency(_ index: StopChoiceIndex) -> String? {
        for target in 0..<vehicles {
            if (driving[target] - index.length(tours[target])).magnitude > 1e-6 { return "driving of \(target)" }
            let riders = vehicle.indices.filter { vehicle[$0] == Int32(target) }
            if riders.reduce(0, { $0 + Int(index.pupils[$1]) }) != Int(load[target]) { return "load of \(target)" }
            if !fits(target, pupils: 0, extra: 0, index) { return "limits of \(target)" }
            if Set(tours[target]).count != tours[target].count { return "a stop twice in \(target)" }
            for rider in vehicle.indices {
                let count = tours[target].count { index.walkers(of: Int($0)).contains(Int32(rider)) }
                if count != Int(cover[rider * vehicles + target]) { return "cover of \(rider) in \(target)" }
                if vehicle[rider] == Int32(target), count == 0 { return "\(rider) cannot walk to \(target)" }
            }
        }
        if !index.stopsMayBeShared, uses.contains(where: { $0 > 1 }) { return "a stop is shared" }
        return nil
    }
}

/// A stop choice problem as the search reads it: flat lists, made once.
struct StopChoiceIndex: Sendable {
    let nodes: Int
    let legs: [Double]
    let riders: Int
    let pupils: [Int32]
    let capacity: Int
    let perPupil: Double
    let longestTour: Double
    let stopsMayBeShared: Bool
    /// Per rider the stops within the walk.
    let stops: [[Int32]]
    /// Per stop all stops by rising distance, itself first.
    let nearest: [[Int32]]
    let unservedPrice: Double
    private let walkerStart: [Int]
    private let walkerList: [Int32]

    init(_ problem: StopChoiceProblem) {
        nodes = problem.stopCount + 1
        legs = problem.legs
        riders = problem.riders.count
        pupils = problem.riders.map { Int32($0.pupils) }
        capacity = problem.capacity
        perPupil = problem.perPupil
        longestTour = problem.longestTour
        stopsMayBeShared = problem.stopsMayBeShared
        stops = problem.riders.map { rider in Array(Set(rider.walks.map { Int32($0.stop) })).sorted() }
        var walkers = [[Int32]](repeating: [], count: problem.stopCount + 1)
        for (rider, own) in stops.enumerated() { for stop in own { walkers[Int(stop)].append(Int32(rider)) } }
        var start = [0]
        for list in walkers { start.append(start.last! + list.count) }
        walkerStart = start
        walkerList = walkers.flatMap { $0 }
        let (legs, count) = (problem.legs, problem.stopCount + 1)
        nearest = (0..<count).map { stop in
            let distance = (0..<count).map { legs[stop * count + $0] + legs[$0 * count + stop] }
            return (1..<max(1, count)).filter { !walkers[$0].isEmpty }.map { Int32($0) }
                .sorted { ($0 == stop ? -1 : distance[Int($0)], $0) < ($1 == stop ? -1 : distance[Int($1)], $1) }
        }
        unservedPrice = 1 + (legs.max() ?? 0) * 4
    }

    func leg(_ from: Int, _ to: Int) -> Double { legs[from * nodes + to] }

    /// The riders who can walk to `stop`.
    func walkers(of stop: Int) -> ArraySlice<Int32> { walkerList[walkerStart[stop]..<walkerStart[stop + 1]] }

    /// The legs of a tour over `stops`; zero for none.
    func length(_ stops: [Int32]) -> Double {
        guard let first = stops.first, let last = stops.last else { return 0 }
        var sum = leg(0, Int(first)) + leg(Int(last), 0)
        for (a, b) in zip(stops, stops.dropFirst()) { sum += leg(Int(a), Int(b)) }
        return sum
    }
}
