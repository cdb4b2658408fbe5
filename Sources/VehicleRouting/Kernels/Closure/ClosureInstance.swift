import Quantities

/// A `DayInstance` laid out for the closure kernel: flat memory, read-only, shared by all searches of a problem.
///
/// Depots are places of their own behind the matrix's places, so that standing time is never shared with them.
/// Driving times are stored by origin and by destination: a request's insertion test then reads four short rows.
final class ClosureInstance: @unchecked Sendable {
    let day: DayInstance
    /// The number of requests, groups, places (depots included) and fleet types.
    let requests: Int, groups: Int, places: Int, types: Int
    /// Whether depots take part in the clock: some type has a longest day, a price per hour, or places out of reach.
    let isDepotTimed: Bool
    /// Whether groups of different mixing groups exist.
    let hasMixing: Bool
    /// Whether some school's unloading must be over by a moment.
    let hasDoneBy: Bool
    /// Whether some stop has hours.
    let hasStopWindows: Bool

    /// Row p: seconds from p to each place; equal places hold the shared dwell, negative.
    let timeFrom: UnsafeMutablePointer<Float>
    /// Row p: seconds to p from each place.
    let timeInto: UnsafeMutablePointer<Float>
    /// Per price class, row p: cost of driving from p.
    let costFrom: [UnsafeMutablePointer<Float>]
    /// Per price class, row p: cost of driving to p.
    let costInto: [UnsafeMutablePointer<Float>]
    /// The tables of costs from and to each place, by fleet type.
    let priceFrom: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    let priceInto: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    /// The price class of each fleet type.
    let priceClass: [Int]
    /// Cost per used vehicle and per second that is not driven, by type.
    let dayCost: [Float], secondCost: [Float]
    /// What one currency unit is in the search's unit, in which an average driven second costs 1.
    let unitsPerCurrency: Double
    /// The type with the most seats, and among these with the most wheelchair places.
    let roomiest: Int
    /// Places left in an empty vehicle, packed, by type; and the longest day.
    let capacity: [Int64], longestDay: [Float]

    // Per request.
    let stop: UnsafeMutablePointer<Int32>
    let group: UnsafeMutablePointer<Int32>
    let load: UnsafeMutablePointer<Int64>
    let service: UnsafeMutablePointer<Float>
    let longestRide: UnsafeMutablePointer<Float>
    let unloading: UnsafeMutablePointer<Int32>
    /// Standing time of a school visit for this request alone, and the latest arrival for it.
    let aloneService: UnsafeMutablePointer<Float>
    let aloneLatest: UnsafeMutablePointer<Float>
    /// Bounds of the arrival at the stop; infinite where there are none.
    let stopEarliest: UnsafeMutablePointer<Float>
    let stopLatest: UnsafeMutablePointer<Float>

    // Per group. Times are seconds after the instance's base.
    let groupPlace: UnsafeMutablePointer<Int32>
    let earliest: UnsafeMutablePointer<Float>
    let latest: UnsafeMutablePointer<Float>
    let doneBy: UnsafeMutablePointer<Float>
    let groupFixed: UnsafeMutablePointer<Int32>
    let mixing: UnsafeMutablePointer<Int32>

    /// Lays `day` out.
    init(_ day: DayInstance) {
        self.day = day
        let fleet = day.problem.fleet
        (requests, groups, types) = (day.riders.count, day.groups.count, fleet.count)
        places = day.places + fleet.count
        roomiest =
            fleet.indices.max {
                let (one, other) = (fleet[$0].capacity, fleet[$1].capacity)
                return (one.seats, one.wheelchairPlaces) < (other.seats, other.wheelchairPlaces)
            } ?? 0
        isDepotTimed = day.isDepotTimed
        hasMixing = Set(day.groups.map(\.mixing)).count > 1
        hasDoneBy = day.groups.contains { $0.doneBy < DayInstance.never }
        hasStopWindows = day.riders.contains(where: \.isTimed)

        let grid = Grid(day)
        let isSymmetric = grid.isSymmetric
        timeFrom = grid.table { from, to in grid.time(from, to) }
        timeInto = isSymmetric ? timeFrom : grid.table { to, from in grid.time(from, to) }
        let prices = Prices(fleet, grid)
        (priceClass, unitsPerCurrency) = (prices.classOfType, prices.unitsPerCurrency)
        (dayCost, secondCost) = (prices.dayCost, prices.secondCost)
        if prices.isFree, grid.sharesNothing {
            (costFrom, costInto) = ([timeFrom], [timeInto])
        } else {
            costFrom = prices.classes.map { price in grid.table { from, to in grid.cost(from, to, price) } }
            costInto =
                isSymmetric
                ? costFrom : prices.classes.map { price in grid.table { to, from in grid.cost(from, to, price) } }
        }
        let (costFrom, costInto) = (costFrom, costInto)
        priceFrom = Flat.copy(priceClass.map { costFrom[$0] })
        priceInto = Flat.copy(priceClass.map { costInto[$0] })
        capacity = fleet.map { PackedLoad.pack($0.capacity, company: PackedLoad.wholeVehicle) }
        longestDay = day.longestDay.map(Float.init)

        let base = day.groups.map(\.earliest).min() ?? 0
        func floats(_ values: [Int]) -> UnsafeMutablePointer<Float> { Flat.copy(values.map(Float.init)) }
        func ints(_ values: [Int]) -> UnsafeMutablePointer<Int32> { Flat.copy(values.map(Int32.init(clamping:))) }
        stop = ints(day.riders.map(\.stop))
        group = ints(day.riders.map(\.group))
        load = Flat.copy(
            day.riders.map { PackedLoad.pack($0.load, company: $0.isAlone ? PackedLoad.wholeVehicle : 1) })
        service = floats(day.riders.map(\.service))
        longestRide = floats(day.riders.map(\.longestRide))
        unloading = ints(day.riders.map(\.unloading))
        let alone = day.riders.map { day.schoolService($0.group, unloading: $0.unloading) }
        aloneService = floats(alone)
        aloneLatest = floats(
            zip(day.riders, alone).map { rider, standing in
                min(day.groups[rider.group].latest, day.groups[rider.group].doneBy - standing) - base
            })
        stopEarliest = Flat.copy(
            day.riders.map { $0.earliest > -DayInstance.never ? Float($0.earliest - base) : -.infinity })
        stopLatest = Flat.copy(
            day.riders.map { $0.latest < DayInstance.never ? Float($0.latest - base) : .infinity })
        groupPlace = ints(day.groups.map(\.place))
        earliest = floats(day.groups.map { $0.earliest - base })
        latest = floats(day.groups.map { $0.latest - base })
        doneBy = floats(day.groups.map { $0.doneBy - base })
        groupFixed = ints(day.groups.map { day.fixedDwell[$0.place] })
        mixing = ints(day.mixingNumbers())
    }

    deinit {
        if let first = costFrom.first, first != timeFrom {
            for (from, into) in zip(costFrom, costInto) {
                if from != into { into.deallocate() }
                from.deallocate()
            }
        }
        if timeInto != timeFrom { timeInto.deallocate() }
        timeFrom.deallocate()
        for pointer in [
            service, longestRide, aloneService, aloneLatest, stopEarliest, stopLatest, earliest, latest, doneBy,
        ] {
            pointer.deallocate()
        }
        for pointer in [stop, group, unloading, groupPlace, groupFixed, mixing] { pointer.deallocate() }
        load.deallocate()
        priceFrom.deallocate()
        priceInto.deallocate()
    }
}

extension DayInstance {
    fileprivate var isDepotTimed: Bool {
        problem.fleet.contains { $0.longestDay != nil || $0.costPerHour > .zero }
            || seconds.contains { Int($0) >= DayInstance.noWay }
    }

    /// The mixing group of every group, numbered from 0 in order of appearance.
    fileprivate func mixingNumbers() -> [Int] {
        var numbers: [Int: Int] = [:]
        return groups.map { group in
            let number = numbers[group.mixing] ?? numbers.count
            numbers[group.mixing] = number
            return number
        }
    }
}

/// Loads of several kinds in one word: 20 bits a kind with a guard bit above each, so that one subtraction compares all.
///
/// The third kind is company: a request that rides alone takes a whole vehicle of it, every other request takes 1.
enum PackedLoad {
    /// Company that fills a vehicle.
    static let wholeVehicle: Int64 = 1 << 19
    /// The guard bits.
    static let guards: Int64 = (1 << 20) | (1 << 41) | (1 << 62)

    /// One word for `load`; more than 524,287 places count as that many.
    static func pack(_ load: Load, company: Int64) -> Int64 {
        let seats = min(Int64(load.seats), 524_287)
        let wheelchairs = min(Int64(load.wheelchairPlaces), 524_287)
        return seats | wheelchairs << 21 | company << 42
    }

    /// Whether `load` fits into `free`, kind by kind.
    @inline(__always)
    static func fits(_ load: Int64, in free: Int64) -> Bool { ((free | guards) &- load) & guards == guards }
}

/// What driving costs, in the search's unit.
private struct Prices {
    struct PriceClass: Hashable {
        var perMetre: Double
        var perSecond: Double
    }

    var classes: [PriceClass] = []
    var classOfType: [Int] = []
    var dayCost: [Float] = []
    var secondCost: [Float] = []
    var unitsPerCurrency = 1.0
    /// No type costs anything: driving seconds are the cost.
    var isFree = false

    init(_ fleet: [FleetType], _ grid: Grid) {
        isFree = fleet.allSatisfy { $0.costPerKilometre <= .zero && $0.costPerHour <= .zero }
        let prices = fleet.map { type in
            PriceClass(
                perMetre: max(0, type.costPerKilometre.amount / 1000), perSecond: max(0, type.costPerHour.amount / 3600)
            )
        }
        if !isFree {
            // An average driven second costs 1, which makes one set of temperatures fit every currency.
            let speed = grid.averageSpeed
            let perSecond = prices.map { $0.perMetre * speed + $0.perSecond }.reduce(0, +) / Double(prices.count)
            unitsPerCurrency = perSecond > 0 ? 1 / perSecond : 1
        }
        for (type, price) in zip(fleet, prices) {
            let scaled =
                isFree
                ? PriceClass(perMetre: 0, perSecond: 1)
                : PriceClass(perMetre: price.perMetre * unitsPerCurrency, perSecond: price.perSecond * unitsPerCurrency)
            let number = classes.firstIndex(of: scaled) ?? classes.count
            if number == classes.count { classes.append(scaled) }
            classOfType.append(number)
            dayCost.append(Float(max(0, type.costPerDay.amount) * unitsPerCurrency))
            secondCost.append(isFree ? 0 : Float(scaled.perSecond))
        }
    }
}

/// The places of the kernel: those of the matrix, then one depot per fleet type.
private struct Grid {
    let day: DayInstance
    let count: Int
    let depots: [Int]

    init(_ day: DayInstance) {
        self.day = day
        depots = day.problem.fleet.map(\.depot)
        count = day.places + depots.count
    }

    private func row(_ place: Int) -> Int { place < day.places ? place : depots[place - day.places] }

    func time(_ from: Int, _ to: Int) -> Float {
        guard from != to else { return from < day.places ? -Float(day.sharedDwell(from)) : 0 }
        return Float(day.drive(row(from), row(to)))
    }

    func cost(_ from: Int, _ to: Int, _ price: Prices.PriceClass) -> Float {
        guard from != to else { return 0 }
        let index = row(from) * day.places + row(to)
        return Float(price.perMetre * Double(day.metres[index]) + price.perSecond * Double(day.seconds[index]))
    }

    func table(_ value: (Int, Int) -> Float) -> UnsafeMutablePointer<Float> {
        let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count * count)
        for row in 0..<count {
            for column in 0..<count { (pointer + (row * count + column)).initialize(to: value(row, column)) }
        }
        return pointer
    }

    var isSymmetric: Bool {
        let places = day.places
        for a in 0..<places {
            for b in 0..<a {
                let (there, back) = (a * places + b, b * places + a)
                if day.seconds[there] != day.seconds[back] || day.metres[there] != day.metres[back] { return false }
            }
        }
        return true
    }

    var sharesNothing: Bool { (0..<day.places).allSatisfy { day.sharedDwell($0) == 0 } || !hasEqualPlaces }

    /// Whether two requests can meet at one place, so that the diagonal is ever read.
    private var hasEqualPlaces: Bool {
        let stops = day.riders.map(\.stop)
        let schools = day.groups.map(\.place)
        return Set(stops + schools).count < stops.count + schools.count
    }

    var averageSpeed: Double {
        var (metres, seconds) = (0.0, 0.0)
        for (length, time) in zip(day.metres, day.seconds) where Int(time) < DayInstance.noWay {
            metres += Double(length)
            seconds += Double(time)
        }
        return seconds > 0 ? metres / seconds : 0
    }
}
