public import Quantities

/// Equal vehicles that stand at one depot.
public struct FleetType: Sendable {
    /// Where every tour starts and ends, a row of the travel matrix.
    public var depot: Int
    /// How many there are; `nil`: as many as are needed.
    public var count: Int?
    /// Seats and wheelchair places.
    public var capacity: Load
    /// Per vehicle that is used.
    public var costPerDay: Cost
    /// Per driven kilometre.
    public var costPerKilometre: Cost
    /// Per hour from leaving the depot to coming back.
    public var costPerHour: Cost
    /// Longest time from leaving the depot to coming back, inclusive; `nil`: no limit.
    public var longestDay: Seconds?

    /// A vehicle type; see the properties.
    public init(
        depot: Int, count: Int? = nil, capacity: Load, costPerDay: Cost = .zero, costPerKilometre: Cost = .zero,
        costPerHour: Cost = .zero, longestDay: Seconds? = nil
    ) {
        self.depot = depot
        self.count = count
        self.capacity = capacity
        self.costPerDay = costPerDay
        self.costPerKilometre = costPerKilometre
        self.costPerHour = costPerHour
        self.longestDay = longestDay
    }
}
