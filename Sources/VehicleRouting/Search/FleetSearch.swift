import Quantities

/// A whole plan without times: the days' types and orders, and who is in none.
struct FleetPlan: Sendable {
    /// One vehicle's day.
    struct Day: Sendable {
        var type: Int
        var nodes: [TourNode]
        /// In the search's unit and phase; 0 where nobody asked yet.
        var cost = 0.0
    }

    var days: [Day]
    var bank: [Int]
    /// In the search's unit.
    var cost: Double
}

/// Ruin and recreate on vehicle-days (slack induction by string removals, Christiaens & Vanden Berghe 2020) with a bank
/// of absent requests.
///
/// Every request counts how long it has been absent. A step is accepted when the counters of the bank sum to less than
/// before, or to the same and the cost passes simulated annealing: what is hard to place gains weight until it is placed.
/// A search may be given a part of the requests and days of a problem; it leaves the others alone.
final class FleetSearch: Recreation {
    let instance: ClosureInstance
    let kernel: ClosureKernel
    let neighbourhoods: Neighbourhoods
    var random: RandomSource
    let settings: SearchSettings

    /// Requests of this search.
    var members: [Int32] = []
    /// Days in use, in order of opening, and the empty ones.
    var used: [Int] = []
    var spare: [Int] = []
    /// At most this many days.
    var dayLimit = 0
    /// At most this many days per type, and how many are used.
    var typeLimit: [Int] = []
    var typeUsed: [Int] = []
    /// Absent requests.
    var bank: [Int32] = []
    /// Steps that each request was absent, from 1.
    let absence: UnsafeMutablePointer<Int64>
    /// The sum over the bank.
    var bankSum: Int64 = 0
    /// The days' cost.
    var cost = 0.0
    /// New days compete with places in used ones (else they are a last resort).
    var opensFreely = false

    // Scratch of one step.
    let leaves: UnsafeMutablePointer<UInt8>
    let savedAt: UnsafeMutablePointer<Int>
    var saved: [Int] = []
    var touchedDays: [Int] = []
    var absent: [Int32] = []
    var keys: [Int64] = []
    var pickups: [Int32] = []
    var step = 0
    var blinkIn = 0
    /// What reading ahead left; nobody uses it.
    var readAhead: Float = 0

    /// Best insertion of each request in each day, or a bound on it.
    struct CachedPlace {
        var version: UInt32
        var cost: Float
        var pickupGap: Int16
        var schoolAt: Int16
        var joins: Bool
    }
    let cache: UnsafeMutablePointer<CachedPlace>
    /// The request that is being inserted.
    let asked = UnsafeMutablePointer<InsertionRequest>.allocate(capacity: 1)

    init(
        _ instance: ClosureInstance, _ neighbourhoods: Neighbourhoods, slots: Int, stride: Int, seed: UInt64,
        lane: Int = 0, settings: SearchSettings
    ) {
        self.instance = instance
        self.neighbourhoods = neighbourhoods
        self.settings = settings
        kernel = ClosureKernel(instance, slots: slots, stride: stride, lane: lane)
        random = RandomSource(seed: seed)
        absence = .allocate(capacity: max(1, instance.requests))
        absence.initialize(repeating: 1, count: max(1, instance.requests))
        leaves = .allocate(capacity: max(1, instance.requests))
        leaves.initialize(repeating: 0, count: max(1, instance.requests))
        savedAt = .allocate(capacity: max(1, slots))
        savedAt.initialize(repeating: -1, count: max(1, slots))
        cache = .allocate(capacity: max(1, instance.requests * slots))
        cache.initialize(
            repeating: CachedPlace(version: 0, cost: 0, pickupGap: -1, schoolAt: -1, joins: false),
            count: max(1, instance.requests * slots))
        typeUsed = [Int](repeating: 0, count: instance.types)
        typeLimit = instance.day.problem.fleet.map { $0.count ?? Int.max }
        spare = (0..<slots).reversed()
        dayLimit = slots
        blinkIn = drawBlink()
    }

    deinit {
        absence.deallocate()
        leaves.deallocate()
        savedAt.deallocate()
        cache.deallocate()
        asked.deallocate()
    }

    /// Starts from `plan`, whose days keep every rule; `members` of it are bank and riders.
    func adopt(_ plan: FleetPlan) {
        for slot in used { release(slot) }
        used = []
        for rider in 0..<instance.requests { kernel.dayOf[rider] = -1 }
        members = plan.bank.map(Int32.init)
        cost = 0
        for day in plan.days {
            let slot = spare.removeLast()
            kernel.load(day.nodes, slot, type: day.type)
            used.append(slot)
            typeUsed[day.type] += 1
            cost += kernel.cost[slot]
            for case .stop(let rider) in day.nodes { members.append(Int32(rider)) }
        }
        members.sort()
        setBank(plan.bank.map(Int32.init))
    }

    /// The plan as it stands.
    func plan() -> FleetPlan {
        FleetPlan(
            days: used.map {
                FleetPlan.Day(type: Int(kernel.type[$0]), nodes: kernel.nodes($0), cost: kernel.cost[$0])
            },
            bank: bank.map(Int.init), cost: cost)
    }

    var dayCount: Int { used.count }

    var temperatures: (hot: Double, cold: Double) { (settings.hot, settings.cold) }
    var roundSteps: Int { settings.roundSteps }

    var bankWeight: Int {
        bank.reduce(0) { sum, rider in
            let load = instance.day.riders[Int(rider)].load
            return sum + max(1, Int(load.seats) + Int(load.wheelchairPlaces))
        }
    }

    func takeSideStep(temperature: Double) -> Bool {
        instance.types > 1 && exchangeTypes(temperature: temperature)
    }

    func settle() {}

    var vehicleLimits: [Int?] { instance.day.problem.fleet.map(\.count) }

    /// Only days that differ are copied: their versions tell.
    func stand(as other: FleetSearch) {
        for slot in 0..<kernel.slots where kernel.version[slot] != other.kernel.version[slot] {
            kernel.copy(slot, of: other.kernel, to: slot)
        }
        kernel.dayOf.update(from: other.kernel.dayOf, count: instance.requests)
        absence.update(from: other.absence, count: instance.requests)
        (used, spare, dayLimit) = (other.used, other.spare, other.dayLimit)
        (typeUsed, members) = (other.typeUsed, other.members)
        (bank, bankSum, cost) = (other.bank, other.bankSum, other.cost)
    }

    func turnToCost() {
        kernel.savesDays = false
        opensFreely = true
    }

    /// Takes the day with the least absence out for good; its requests go to the bank.
    func dropDay() {
        guard let chosen = used.min(by: { weight(of: $0) < weight(of: $1) }) else { return }
        var all = bank
        for case .stop(let rider) in kernel.nodes(chosen) {
            all.append(Int32(rider))
            kernel.dayOf[rider] = -1
        }
        cost -= kernel.cost[chosen]
        release(chosen)
        used.removeAll { $0 == chosen }
        dayLimit = used.count
        setBank(all)
    }

    private func weight(of slot: Int) -> Int64 {
        var sum: Int64 = 0
        for case .stop(let rider) in kernel.nodes(slot) { sum += absence[rider] }
        return sum
    }

    /// Empties a day without touching the list of used ones.
    func release(_ slot: Int) {
        typeUsed[Int(kernel.type[slot])] -= 1
        kernel.clear(slot, type: Int(kernel.type[slot]))
        spare.append(slot)
    }

    /// Lets an empty day go out of use.
    func retire(_ slot: Int) {
        used.removeAll { $0 == slot }
        spare.append(slot)
        typeUsed[Int(kernel.type[slot])] -= 1
    }

    func setBank(_ riders: [Int32]) {
        bank = riders
        bankSum = riders.reduce(0) { $0 + absence[Int($1)] }
    }

    /// Steps until the next blink: a place is overlooked now and then, so that the greedy choice varies.
    func drawBlink() -> Int {
        guard settings.blinkRate > 0 else { return .max }
        return 1 + Int(Double.logarithm(1 - random.unit()) / Double.logarithm(1 - settings.blinkRate))
    }
}
