import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// What the seconds of a search are.
public enum SearchClock: Sendable {
    /// Time on the wall.
    case wall
    /// What the process has had of all processors together, so that a busy machine costs a search nothing.
    case processor

    /// Seconds since some moment before the search began.
    var now: Double {
        var moment = timespec()
        clock_gettime(self == .wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &moment)
        return Double(moment.tv_sec) + Double(moment.tv_nsec) * 1e-9
    }
}
