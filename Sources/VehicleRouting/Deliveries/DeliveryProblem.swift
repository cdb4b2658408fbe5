/// Vehicles that leave a depot, visit clients and come back: the classical routing problems as settings of one model.
///
/// Capacities alone make the capacitated problem; windows, several vehicle types and several trips a day make the
/// others. All lengths and times are whole numbers in units that the caller chooses, at most 100 million each.
public struct DeliveryProblem: Sendable {
    /// Somebody to visit once.
    public struct Client: Sendable {
        /// Where, a row of the profiles' matrices.
        public var place: Int
        /// What is brought from the depot, by kind of goods; missing kinds are 0.
        public var delivery: [Int]
        /// What is taken back to the depot, by kind of goods; missing kinds are 0.
        public var pickup: [Int] = []
        /// How long the visit takes.
        public var service = 0
        /// When the visit may begin, both ends inclusive.
        public var window = 0...DeliveryProblem.endOfTime
        /// The goods are not at the depot before this moment: their trip cannot leave earlier.
        public var release = 0
        /// What a vehicle must be able to do, one bit a skill.
        public var skills: UInt64 = 0
        /// How much worse it is to leave this client out than one of weight 1.
        public var weight = 1

        /// A client that can be visited at any time.
        public init(place: Int, delivery: [Int]) {
            self.place = place
            self.delivery = delivery
        }
    }

    /// Goods that are taken aboard at one client and left at another, later on the same tour.
    public struct Shipment: Sendable {
        /// The clients where they are taken aboard and left. Neither has goods of its own or another shipment; both are
        /// visited, or neither.
        public var pickup: Int, delivery: Int
        /// What they take of the vehicle in between, by kind of goods; missing kinds are 0.
        public var amount: [Int]

        /// Goods from one client to another.
        public init(pickup: Int, delivery: Int, amount: [Int]) {
            self.pickup = pickup
            self.delivery = delivery
            self.amount = amount
        }
    }

    /// Equal vehicles.
    public struct Vehicle: Sendable {
        /// How many there are; `nil`: as many as are needed.
        public var count: Int?
        /// Where tours start and end; `nil`: at their first and last client.
        public var start: Int?, end: Int?
        /// The most that may be aboard, by kind of goods.
        public var capacity: [Int]
        /// Cost of a vehicle that is used.
        public var fixedCost = 0
        /// Cost of one unit of the profile's cost matrix.
        public var unitCost = 1
        /// The matrices that hold for this type.
        public var profile = 0
        /// When the vehicle may be under way, both ends inclusive.
        public var shift = 0...DeliveryProblem.endOfTime
        /// The longest time from leaving the start to reaching the end, with all waiting, inclusive.
        public var longestDuration: Int?
        /// The longest driving time in all, inclusive.
        public var longestTravel: Int?
        /// The most clients of a tour.
        public var mostClients: Int?
        /// How often the vehicle may load: more than once needs equal start and end, where it reloads in no time.
        public var mostTrips = 1
        /// What the vehicle is able to do, one bit a skill.
        public var skills: UInt64 = 0

        /// As many vehicles as needed that hold `capacity` and live at `depot`.
        public init(depot: Int?, capacity: [Int]) {
            start = depot
            end = depot
            self.capacity = capacity
        }
    }

    /// What ways cost and how long they take, row by row: `cost[from * places + to]`.
    public struct Profile: Sendable {
        /// What the search makes small.
        public var cost: [Int32]
        /// What windows and limits count.
        public var duration: [Int32]

        /// Two matrices of the same size.
        public init(cost: [Int32], duration: [Int32]) {
            self.cost = cost
            self.duration = duration
        }
    }

    /// The latest moment that can be named.
    public static let endOfTime = 500_000_000

    /// The number of places.
    public var places: Int
    /// The clients; results name them by their position here.
    public var clients: [Client]
    /// What goes from client to client. Vehicles then load once, and nothing is released late.
    public var shipments: [Shipment] = []
    /// The vehicle types; results name them by their position here.
    public var vehicles: [Vehicle]
    /// The matrices.
    public var profiles: [Profile]

    /// A problem; see the properties.
    public init(places: Int, clients: [Client], vehicles: [Vehicle], profiles: [Profile]) {
        self.places = places
        self.clients = clients
        self.vehicles = vehicles
        self.profiles = profiles
    }
}
