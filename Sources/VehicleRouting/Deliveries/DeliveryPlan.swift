/// Tours for a `DeliveryProblem`.
public struct DeliveryPlan: Sendable {
    /// What one vehicle does.
    public struct Tour: Equatable, Sendable {
        /// The position of the vehicle's type in the problem.
        public var vehicle: Int
        /// The clients of each trip in the order of visits; no trip is empty.
        public var trips: [[Int]]

        /// A tour of the vehicle type `vehicle`.
        public init(vehicle: Int, trips: [[Int]]) {
            self.vehicle = vehicle
            self.trips = trips
        }
    }

    /// The tours, by vehicle type and first client.
    public var tours: [Tour]
    /// Clients in no tour, ascending.
    public var unserved: [Int]
    /// Fixed costs and the cost of all ways, in the problem's unit.
    public var cost: Int
    /// Search steps taken.
    public var iterations = 0
    /// Whether the clock or the caller ended the search before its iterations.
    public var isTimeLimited = false

    /// A plan; see the properties.
    public init(tours: [Tour], unserved: [Int], cost: Int) {
        self.tours = tours
        self.unserved = unserved
        self.cost = cost
    }
}
