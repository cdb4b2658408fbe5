/// How much a stage may search, and whom it tells.
public struct PlanningOptions: Sendable {
    /// The seed of every random choice.
    public var seed: UInt64 = 1
    /// Threads; never changes the result.
    public var threads = 1
    /// Search steps per problem; `nil`: chosen from its size.
    public var iterations: Int?
    /// Asked now and then: whether to end the search with the best found so far (time is up, or somebody said stop).
    /// A stage that ends because of it says that its result is time limited.
    public var shouldStop: @Sendable () -> Bool = { false }
    /// Told about progress; may be called from any thread.
    public var progress: @Sendable (StageProgress) -> Void = { _ in }

    /// One thread, seed 1, the default budget, nobody told.
    public init() {}
}

/// How far a stage is.
public struct StageProgress: Sendable {
    /// The stage, such as `routes`.
    public var stage: String
    /// Done and all steps; equal when the stage is finished.
    public var done: Int, total: Int
    /// What there is to say, such as `31 vehicles, bound 24`; never about a pupil.
    public var detail: String

    /// A progress report.
    public init(stage: String, done: Int, total: Int, detail: String = "") {
        self.stage = stage
        self.done = done
        self.total = total
        self.detail = detail
    }
}
