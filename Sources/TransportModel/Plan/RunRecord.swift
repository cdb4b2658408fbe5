/// How a run went: the contents of `run.json`, the only file that may differ between two equal runs.
public struct RunRecord: Sendable {
    /// Threads that were used.
    public var threads: Int
    /// The stages in the order in which they ran.
    public var stages: [StageTime] = []
    /// The largest resident memory so far, in bytes; `nil` where the system does not say.
    public var peakMemoryBytes: Int?

    /// How long one stage took.
    public struct StageTime: Sendable {
        /// The stage, such as `eligibility`.
        public var name: String
        /// Wall-clock seconds.
        public var seconds: Double

        /// `name` took `seconds`.
        public init(name: String, seconds: Double) {
            self.name = name
            self.seconds = seconds
        }
    }

    /// A run on `threads` threads of which nothing has been done.
    public init(threads: Int) { self.threads = threads }
}
