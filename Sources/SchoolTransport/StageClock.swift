internal import Foundation
internal import TransportModel

#if canImport(Glibc)
    internal import Glibc
#endif

/// Measures the stages of a run and tells the caller where it is. The only clock of the house.
struct StageClock {
    var record: RunRecord
    private let report: @Sendable (StageProgress) -> Void

    init(threads: Int, report: @escaping @Sendable (StageProgress) -> Void) {
        record = RunRecord(threads: threads)
        self.report = report
    }

    /// Runs `work` as the stage `name`, noting how long it took.
    mutating func measure<Result>(_ name: String, _ work: () -> Result) -> Result {
        let start = begin(name)
        defer { end(name, start) }
        return work()
    }

    /// Runs `work`, which may fail, as the stage `name`, noting how long it took.
    mutating func attempt<Result, Failure>(
        _ name: String, _ work: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = begin(name)
        defer { end(name, start) }
        return try work()
    }

    private func begin(_ name: String) -> Date {
        report(StageProgress(stage: name, done: 0, total: 1))
        return Date()
    }

    private mutating func end(_ name: String, _ start: Date) {
        record.stages.append(.init(name: name, seconds: Date().timeIntervalSince(start)))
        record.peakMemoryBytes = StageClock.peakMemoryBytes()
        report(StageProgress(stage: name, done: 1, total: 1))
    }

    /// The largest resident memory of this process so far.
    private static func peakMemoryBytes() -> Int? {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
        return usage.ru_maxrss * 1024  // Linux counts in KiB.
    }
}
