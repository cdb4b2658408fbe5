/// What the lanes ask of a search over vehicle-days, whichever kernel judges its moves.
protocol DaySearch: AnyObject, SendableMetatype {
    /// Absent requests.
    var bank: [Int32] { get }
    /// The absence counters of the bank, summed.
    var bankSum: Int64 { get }
    /// Pupils of the bank, at least one per request.
    var bankWeight: Int { get }
    /// Days in use, and the most that may be.
    var dayCount: Int { get }
    var dayLimit: Int { get set }
    /// The days' cost in the search's unit.
    var cost: Double { get }
    var settings: SearchSettings { get }
    /// Steps between meetings of lanes while days are saved; 0: lanes only share better plans.
    var roundSteps: Int { get }
    /// Vehicles of each type; `nil`: as many as are wanted.
    var vehicleLimits: [Int?] { get }
    /// Annealing temperatures at the start and the end of saving days.
    var temperatures: (hot: Double, cold: Double) { get }

    /// Starts from `plan`.
    func adopt(_ plan: FleetPlan)
    /// Goes on from where another search of the same problem stands, absence counters included.
    func stand(as other: Self)
    /// The plan as it stands.
    func plan() -> FleetPlan
    /// One ruin and recreate; true when accepted.
    func takeStep(temperature: Double) -> Bool
    /// A move beside ruin and recreate, now and then; true when accepted.
    func takeSideStep(temperature: Double) -> Bool
    /// Brings the days into their best form before they are counted.
    func settle()
    /// Takes one day out for good.
    func dropDay()
    /// From now on cost alone counts.
    func turnToCost()
}
