import Quantities

/// Ruin and recreate on vehicle-days of single-load trips with fixed bells, with relinking and exact matching.
final class FixedBellSearch: Recreation {
    let instance: FixedBellInstance
    let fleet: TripFleet
    let settings: SearchSettings
    var random: RandomSource
    /// Weight of a deadhead second against a second of a trip.
    var deadheadWeight: Float

    private(set) var members: [Int32] = []
    var bank: [Int32] = []
    var bankSum: Int64 = 0
    var dayLimit = 0
    var cost = 0.0
    let absence: UnsafeMutablePointer<Int64>
    /// Per stop, its school's other stops, nearest first, relative to the school's first stop.
    let neighbours: FixedBellNeighbours
    let gaps: GapMemory
    /// The same for places in the trips of a stop's own school.
    let trips: GapMemory

    // Scratch of one step.
    let leaves: UnsafeMutablePointer<UInt8>
    let savedAt: UnsafeMutablePointer<Int>
    let listSavedAt: UnsafeMutablePointer<Int>
    let savedList: UnsafeMutablePointer<Int32>
    let savedListCount: UnsafeMutablePointer<Int32>
    var saved: [Int32] = []
    var savedSchools: [Int32] = []
    var touched: [Int32] = []
    var absent: [Int32] = []
    var keys: [Int64] = []
    var step = 0
    var blinkIn = 0

    var dayCount: Int { fleet.days }
    /// Steps are so short here that lanes meet less often.
    var roundSteps: Int { settings.fixedBellRoundSteps }
    var vehicleLimits: [Int?] { [nil] }
    var temperatures: (hot: Double, cold: Double) { (settings.fixedBellHot, settings.fixedBellCold) }

    init(
        _ instance: FixedBellInstance, _ neighbours: FixedBellNeighbours, slots: Int, seed: UInt64,
        settings: SearchSettings
    ) {
        self.instance = instance
        self.neighbours = neighbours
        self.settings = settings
        deadheadWeight = Float(settings.deadheadWeight)
        fleet = TripFleet(instance, slots: slots)
        gaps = GapMemory(stops: instance.stops)
        trips = GapMemory(stops: instance.stops)
        random = RandomSource(seed: seed)
        absence = Flat.room(instance.stops, 1)
        leaves = Flat.room(instance.stops, 0)
        savedAt = Flat.room(slots, -1)
        listSavedAt = Flat.room(instance.schools, -1)
        savedList = Flat.room(instance.stops, 0)
        savedListCount = Flat.room(instance.schools, 0)
        blinkIn = drawBlink()
    }

    deinit {
        absence.deallocate()
        leaves.deallocate()
        savedAt.deallocate()
        listSavedAt.deallocate()
        savedList.deallocate()
        savedListCount.deallocate()
    }

    func adopt(_ plan: FleetPlan) {
        for trip in 0..<fleet.highest where fleet.school[trip] >= 0 { fleet.close(trip) }
        for stop in 0..<instance.stops { fleet.tripOf[stop] = -1 }
        members = plan.bank.map(Int32.init)
        fleet.days = 0
        for day in plan.days {
            var before = -1
            var stops: [Int] = []
            for node in day.nodes {
                switch node {
                case .stop(let stop):
                    stops.append(stop)
                    members.append(Int32(stop))
                case .school(let mine):
                    let trip = fleet.open(mine)
                    for (index, stop) in stops.enumerated() {
                        fleet.stops[trip * fleet.stride + index] = Int32(stop) - instance.firstStop[mine]
                        fleet.tripOf[stop] = Int32(trip)
                    }
                    fleet.count[trip] = Int32(stops.count)
                    fleet.link(before, trip)
                    fleet.measure(trip)
                    before = trip
                    stops.removeAll(keepingCapacity: true)
                }
            }
            fleet.days += 1
        }
        members.sort()
        measureCost()
        setBank(plan.bank.map(Int32.init))
    }

    func plan() -> FleetPlan {
        var days: [FleetPlan.Day] = []
        for head in 0..<fleet.highest where fleet.school[head] >= 0 && fleet.previous[head] < 0 {
            var nodes: [TourNode] = []
            var cost = 0.0
            var trip = head
            while trip >= 0 {
                let mine = Int(fleet.school[trip])
                for index in 0..<Int(fleet.count[trip]) {
                    nodes.append(.stop(Int(instance.firstStop[mine] + fleet.stops[trip * fleet.stride + index])))
                }
                nodes.append(.school(group: mine))
                cost += price(trip)
                trip = Int(fleet.next[trip])
            }
            days.append(FleetPlan.Day(type: 0, nodes: nodes, cost: cost))
        }
        return FleetPlan(days: days, bank: bank.map(Int.init), cost: cost)
    }

    var bankWeight: Int { bank.reduce(0) { $0 + max(1, Int(instance.pupils[Int($1)])) } }

    func settle() {
        forget()
        if fleet.match() > 0 { measureCost() }
    }

    func stand(as other: FixedBellSearch) {
        forget()
        fleet.copy(other.fleet)
        absence.update(from: other.absence, count: instance.stops)
        (members, dayLimit, bank) = (other.members, other.dayLimit, other.bank)
        (bankSum, cost) = (other.bankSum, other.cost)
    }

    /// Forgets what stops were told about gaps and trips.
    func forget() {
        gaps.forget()
        trips.forget()
    }

    func turnToCost() { deadheadWeight = 1 }

    /// The cost from scratch.
    func measureCost() {
        cost = 0
        for trip in 0..<fleet.highest where fleet.school[trip] >= 0 {
            cost += Double(fleet.duration[trip] + deadheadWeight * fleet.deadhead[trip])
        }
    }

    func setBank(_ stops: [Int32]) {
        forget()
        bank = stops
        bankSum = stops.reduce(0) { $0 + absence[Int($1)] }
    }

    func drawBlink() -> Int {
        guard settings.blinkRate > 0 else { return .max }
        return 1 + Int(Double.logarithm(1 - random.unit()) / Double.logarithm(1 - settings.blinkRate))
    }
}

/// Stops of one school by distance.
final class FixedBellNeighbours: @unchecked Sendable {
    private let lists: UnsafeMutablePointer<UnsafeMutablePointer<Int32>>
    private let schools: Int

    init(_ instance: FixedBellInstance) {
        schools = instance.schools
        lists = .allocate(capacity: max(1, schools))
        for mine in 0..<schools {
            let count = Int(instance.firstStop[mine + 1] - instance.firstStop[mine])
            let list = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count * count))
            var keys = [UInt64](repeating: 0, count: count)
            for stop in 0..<count {
                for other in 0..<count {
                    let distance = other == stop ? -1 : instance.squares[mine][stop * (count + 1) + other]
                    keys[other] = UInt64(min(4e6, distance + 1) * 1000) << 32 | UInt64(other)
                }
                keys.sort()
                for rank in 0..<count {
                    (list + (stop * count + rank)).initialize(to: Int32(truncatingIfNeeded: keys[rank]))
                }
            }
            (lists + mine).initialize(to: list)
        }
    }

    deinit {
        for mine in 0..<schools { lists[mine].deallocate() }
        lists.deallocate()
    }

    /// All `count` stops of the school, itself first.
    @inline(__always)
    func of(_ stop: Int, school: Int, count: Int) -> UnsafeMutablePointer<Int32> { lists[school] + stop * count }
}
