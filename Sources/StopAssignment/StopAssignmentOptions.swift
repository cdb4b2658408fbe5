package import Quantities
import TransportModel

/// What stops and walks are worth, and how hard to look. Costs are per school day, both sessions.
///
/// The defaults turn the municipality's own figures into prices: a bus that stops stands for `service.dwellAtStop` and
/// loses `detour` on the way there, both at the fleet's mean cost per hour; a pupil's walk is worth
/// `walkingCostPerKilometre`. With the default 110 s a stop at 60 an hour costs 1.83 a session, as much as 1.8 km of
/// walking: five pupils get a stop of their own when it spares each of them about 370 m.
package struct StopAssignmentOptions: Sendable {
    /// What a vehicle costs per hour, in the municipality's currency; `nil`: the mean of the fleet, or 60 where the
    /// fleet names no price.
    package var vehicleCostPerHour: Double?
    /// Driving that a stop costs on top of standing: braking, the way off the main road and back. Default 90 s.
    package var detour = Seconds(90)
    /// What a kilometre of one pupil's walk is worth to the municipality. Default 1.
    package var walkingCostPerKilometre = 1.0
    /// The part of a stop's cost that a second school's pupils at the same stop add, 0 to 1, where vehicles may mix
    /// schools; without mixed loads every school pays the whole. Default a half: mixed or not depends on the bells.
    package var sharedStopPart = 0.5
    /// How many options each home is shown. Default 10.
    package var optionsPerHome = 10
    /// Threads; never changes the result.
    package var threads = 1
    /// Blocks and neighbourhoods go to GLPK when at most this many pairs of home and stop are left in question.
    package var exactPairs = 4_000
    /// Nodes of GLPK's search tree per neighbourhood or block.
    package var nodes = 200
    /// Steps of the simplex method per neighbourhood or block, at the root and again in the tree.
    package var simplexSteps = 12_000

    /// The defaults.
    package init() {}
}

/// The prices of the location problem, in thousandths of a cent per school day: whole numbers, so that sums are exact.
struct StopPrices: Sendable {
    /// For a stop that anybody uses, beyond `visit`.
    var open: Int64
    /// For every school whose pupils use a stop.
    var visit: Int64
    /// For a decimetre of one pupil's walk, both sessions.
    var perDecimetre: Double
    /// For a pupil without a stop: more than anything else can add up to.
    static let unassigned: Int64 = 1_000_000_000_000

    /// Prices from the settings of `batch` and `options`; values that make no sense are replaced by the nearest that do.
    init(batch: Batch, options: StopAssignmentOptions) {
        let hourly = max(0, options.vehicleCostPerHour ?? StopPrices.meanHourlyCost(batch.vehicleTypes) ?? 60)
        let seconds = Double(batch.municipality.service.dwellAtStop.rawValue) + Double(options.detour.rawValue)
        let whole = StopPrices.thousandths(2 * max(0, seconds) / 3600 * hourly)
        let part = batch.municipality.service.mixedLoads ? min(1, max(0, options.sharedStopPart)) : 1
        visit = Int64((Double(whole) * part).rounded())
        open = whole - visit
        perDecimetre = 2 * max(0, options.walkingCostPerKilometre) / 10_000 * 100_000
    }

    /// The price of a walk.
    func walk(_ distance: Metres) -> Int64 {
        Int64((Double(max(0, distance.decimetres)) * perDecimetre).rounded())
    }

    /// `price` in the municipality's currency, rounded to cents.
    static func cost(_ price: Int64) -> Cost {
        Cost(cents: Int64((Double(price) / 1000).rounded()))
    }

    private static func thousandths(_ amount: Double) -> Int64 { Int64(min(1e9, amount) * 100_000) }

    private static func meanHourlyCost(_ types: IndexedTable<VehicleType>) -> Double? {
        let priced = types.elements.filter { $0.costPerHour > .zero && $0.count > 0 }
        guard !priced.isEmpty else { return nil }
        let vehicles = priced.reduce(0) { $0 + $1.count }
        return priced.reduce(0.0) { $0 + $1.costPerHour.amount * Double($1.count) } / Double(vehicles)
    }
}
