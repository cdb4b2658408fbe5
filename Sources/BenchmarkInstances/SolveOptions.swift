package import VehicleRouting

/// The rule sets of public instances that `skjuts solve` knows.
package enum InstanceRules: String, CaseIterable, Sendable {
    /// Mixed loads, arrival windows, whole seconds (Park, Tae & Kim 2012).
    case park
    /// The same maps with one fixed bell per school and single loads (BiRD, Table S1).
    case birdFixed = "bird-fixed"
    /// Synthetic districts with three bells, single loads (BiRD, Table S2).
    case birdS2 = "bird-s2"
    /// One school, addresses choose stops, open tours on roads, fewest buses, then seconds (Lewis, Smith-Miles 2018).
    case lewis
    /// One school, pupils choose stops, closed tours of least length (Schittekat et al. 2013).
    case schittekat
    /// Capacities only, whole lengths (Uchoa et al. 2017), VRPLIB.
    case cvrp
    /// Time windows, lengths and times in tenths rounded down, total length counts (Solomon; Gehring & Homberger).
    case vrptw
    /// Vehicles of several sizes and costs, lengths not rounded (Pessoa et al. 2018), VRPLIB.
    case hfvrp
    /// Several trips a vehicle, time windows and release times (Yang 2023), VRPLIB.
    case mtvrptw
    /// VROOM's JSON: jobs, shipments and vehicles with matrices or coordinates.
    case vroom

    /// Whether tours lead from a depot through clients and back.
    package var hasDepotTours: Bool {
        switch self {
        case .cvrp, .vrptw, .hfvrp, .mtvrptw, .vroom: true
        case .park, .birdFixed, .birdS2, .lewis, .schittekat: false
        }
    }
}

/// What the command line says about a run.
package struct SolveOptions: Sendable {
    /// The ride limit in seconds where the instance does not state one.
    package var maxRide: Int?
    /// Budgets, seed and threads.
    package var routing = RoutingOptions()
    /// The knobs of the search.
    package var settings = SearchSettings()
    /// The knobs of the search for depot tours.
    package var deliveries = DeliverySettings()

    /// No ride limit, default budgets.
    package init() {}
}

/// A solved instance.
package struct SolvedInstance: Sendable {
    /// The solution in the checkers' neutral format, ready to be written.
    package var solution: String
    /// Vehicles of the solution.
    package var vehicles: Int
    /// Stops or customers in no tour; 0 in a valid solution.
    package var unserved: Int
    /// Driving seconds (or length) from the depot through all visits and back.
    package var driving: Double
    /// Search steps taken.
    package var iterations: Int
    /// A proved lower bound on the vehicles; `nil` where none is computed.
    package var bound: Int?
}

/// An instance or its rules cannot be read; says what is wrong and where.
package struct InstanceError: Error, CustomStringConvertible, Sendable {
    /// What is wrong and what to do about it.
    package var description: String

    /// An error that says `message`.
    package init(_ message: String) { description = message }
}
