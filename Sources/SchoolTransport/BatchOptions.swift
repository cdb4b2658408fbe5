public import TransportModel

/// What a caller decides about a run; everything left out comes from `municipality.yaml`, then from the defaults.
public struct BatchOptions: Sendable {
    /// The day the plan is made for; `nil`: the first day of the calendar.
    public var asOf: CalendarDate?
    /// The seed of every random choice.
    public var seed: UInt64?
    /// Threads; never changes the result.
    public var threads: Int?
    /// Search steps per problem. Equal budgets give equal bytes.
    public var iterations: Int?
    /// A safety net in wall-clock seconds for the whole run; a run that it cuts says `time_limited`.
    public var seconds: Double?
    /// A folder where road networks are kept ready from night to night; made where it is missing, never needed, and
    /// never part of a result. `nil`: the network is read from the bundle each time.
    public var cache: String?
    /// Told about progress; may be called from any thread.
    public var progress: @Sendable (StageProgress) -> Void = { _ in }

    /// Everything from `municipality.yaml`, nobody told.
    public init() {}
}
