public import Quantities

/// A place allowed to become a stop.
public struct CandidateStop: NamedByLanguage, Sendable {
    /// Unique among stops; never a pupil's id.
    public var id: String
    /// The name that families and drivers read.
    public var name: String
    /// The same in other languages, by `sv`, `fi`, `en`; a language without a name has the one above.
    public var names: [String: String]
    /// Where it is.
    public var place: Place
    /// Where it comes from: `given` (or the word of the file), `bus_stop`, `corner`, `door`.
    public var kind: String
    /// At most this many pupils use it; `nil`: no limit.
    public var maxPupils: Int?
    /// The side of the road on which pupils wait and vehicles have it at their door; `nil`: either.
    public var side: KerbSide?

    /// A candidate without a limit.
    public init(
        id: String, name: String, names: [String: String] = [:], place: Place, kind: String = "given",
        maxPupils: Int? = nil, side: KerbSide? = nil
    ) {
        self.id = id
        self.name = name
        self.names = names
        self.place = place
        self.kind = kind
        self.maxPupils = maxPupils
        self.side = side
    }
}

/// Where vehicles start and end their day.
public struct Depot: Sendable {
    /// The id of the file.
    public var id: String
    /// Its name; may be empty.
    public var name: String
    /// Where it is.
    public var place: Place
    /// Who runs it; may be empty.
    public var operatorName: String

    /// A depot at `place`.
    public init(id: String, name: String = "", place: Place, operatorName: String = "") {
        self.id = id
        self.name = name
        self.place = place
        self.operatorName = operatorName
    }
}

/// Equal vehicles that stand at one depot.
public struct VehicleType: Sendable {
    /// The id of the file; with the depot it is the key of the row.
    public var id: String
    /// Where these vehicles stand.
    public var depot: Index<Depot>
    /// How many there are.
    public var count: Int
    /// Seats and wheelchair places.
    public var capacity: Load
    /// Per vehicle and day that it is out. Default 0.
    public var costPerDay: Cost
    /// Per driven kilometre. Default 0.
    public var costPerKilometre: Cost
    /// Per hour from leaving the depot to coming back. Default 0.
    public var costPerHour: Cost
    /// Longest time from first leaving the depot to last coming back on one day; `nil`: no limit.
    public var longestDay: Seconds?
    /// How large it is.
    public var size: VehicleSize

    /// A vehicle type.
    public init(
        id: String, depot: Index<Depot>, count: Int, capacity: Load, costPerDay: Cost = .zero,
        costPerKilometre: Cost = .zero, costPerHour: Cost = .zero, longestDay: Seconds? = nil,
        size: VehicleSize = .bus
    ) {
        self.size = size
        self.id = id
        self.depot = depot
        self.count = count
        self.capacity = capacity
        self.costPerDay = costPerDay
        self.costPerKilometre = costPerKilometre
        self.costPerHour = costPerHour
        self.longestDay = longestDay
    }

    /// The cost of one vehicle's day: the day, the kilometres and the hours, each rounded to a cent.
    public func cost(metres: Int, onDuty: Seconds) -> Cost {
        costPerDay + Cost(rounding: costPerKilometre.amount * Double(metres) / 1000)
            + Cost(rounding: costPerHour.amount * Double(onDuty.rawValue) / 3600)
    }
}
