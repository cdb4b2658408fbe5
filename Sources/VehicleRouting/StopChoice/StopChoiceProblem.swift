/// One school, riders who can walk to several stops, and vehicles that collect them: stops are chosen while tours form.
///
/// A tour is a sequence of stops that ends at the school. Which stop of the tour a rider walks to does not change its
/// cost, so the decision is which stops each tour visits, in which order, and which tour each rider takes.
public struct StopChoiceProblem: Sendable {
    /// Riders who live together and walk to one stop together.
    public struct Rider: Sendable {
        /// How many they are.
        public var pupils: Int
        /// The stops within their walk, each with its length in the instance's unit.
        public var walks: [(stop: Int, distance: Double)]

        /// Riders; see the properties.
        public init(pupils: Int, walks: [(stop: Int, distance: Double)]) {
            self.pupils = pupils
            self.walks = walks
        }
    }

    /// Stops are 1 up to and including this; 0 is the school.
    public var stopCount: Int
    /// The cost of a leg, `legs[from * (stopCount + 1) + to]`, what a visit of `from` costs by itself included. Row 0 is
    /// the start of a tour: zero everywhere where tours begin at their first stop, the drive where they begin at school.
    public var legs: [Double]
    /// Who must be collected.
    public var riders: [Rider]
    /// Pupils that a vehicle holds.
    public var capacity: Int
    /// What a pupil adds to the length of their tour.
    public var perPupil: Double
    /// The longest tour, inclusive; infinite where there is none.
    public var longestTour: Double
    /// Whether several vehicles may use one stop.
    public var stopsMayBeShared: Bool
    /// Whether fewer vehicles count before less cost.
    public var fewestVehiclesFirst: Bool

    /// A problem; see the properties.
    public init(
        stopCount: Int, legs: [Double], riders: [Rider], capacity: Int, perPupil: Double = 0,
        longestTour: Double = .infinity, stopsMayBeShared: Bool = false, fewestVehiclesFirst: Bool = false
    ) {
        self.stopCount = stopCount
        self.legs = legs
        self.riders = riders
        self.capacity = capacity
        self.perPupil = perPupil
        self.longestTour = longestTour
        self.stopsMayBeShared = stopsMayBeShared
        self.fewestVehiclesFirst = fewestVehiclesFirst
    }

    /// All pupils.
    public var pupils: Int { riders.reduce(0) { $0 + $1.pupils } }

    /// Throws what makes the problem senseless.
    func validate() throws(RoutingError) {
        let nodes = stopCount + 1
        guard stopCount >= 0, stopCount < 20_000, legs.count == nodes * nodes else {
            throw RoutingError("\(legs.count) legs for \(nodes) places")
        }
        guard legs.allSatisfy({ $0.isFinite && $0 >= 0 && $0 < 1e12 }) else {
            throw RoutingError("a leg is negative or not finite")
        }
        guard capacity > 0, capacity < 1_000_000, perPupil.isFinite, perPupil >= 0, longestTour >= 0 else {
            throw RoutingError("the capacity, the time per pupil or the longest tour makes no sense")
        }
        for (number, rider) in riders.enumerated() {
            guard rider.pupils > 0, rider.pupils <= 1_000_000 else {
                throw RoutingError("rider \(number) stands for \(rider.pupils) pupils")
            }
            guard rider.walks.allSatisfy({ (1...max(1, stopCount)).contains($0.stop) && $0.distance >= 0 }) else {
                throw RoutingError("rider \(number) walks to a stop that is not there")
            }
        }
    }
}

/// Tours and who walks where.
public struct StopChoicePlan: Sendable {
    /// One vehicle's stops in order, the school at the end implied, and its riders.
    public struct Tour: Sendable {
        /// Stops in driving order.
        public var stops: [Int]
        /// Per stop of the tour the pupils who board there.
        public var boarding: [Int]
        /// The length with everybody's boarding.
        public var length: Double
    }

    /// The tours in use.
    public var tours: [Tour]
    /// Per rider the stop; `nil` for those who are not carried.
    public var stopOfRider: [Int?]
    /// The sum of the tours' lengths.
    public var cost: Double
    /// Pupils who are not carried.
    public var unserved: Int
    /// The mean walk per pupil, in the instance's unit.
    public var meanWalk: Double
    /// Search steps taken.
    public var iterations: Int
}
