internal import Quantities
internal import TransportModel

/// The figures that people ask for first.
enum KeyFigures {
    /// The key figures of a plan, in reading order.
    static func of(_ summary: PlanSummary) -> [BatchOutcome.Figure] {
        let counts = summary.counts
        let bound = summary.boundBuses.map { " (at least \($0) needed)" } ?? ""
        return [
            figure("pupils", "Pupils", "\(counts.pupils)"),
            figure("granted", "Granted", "\(counts.granted)"),
            figure("refused", "Refused", "\(counts.refused)"),
            figure("review", "For review", "\(counts.review)"),
            figure("riders", "Riders", "\(counts.riders)"),
            figure("stops_used", "Stops", "\(counts.stopsUsed)"),
            figure("buses", "Buses", "\(summary.buses)\(bound)"),
            figure("km", "Kilometres over the cycle", "\(Metres(decimetres: Int32(clamping: summary.metres / 100)))"),
            figure("cost", "Cost over the cycle", "\(summary.cost)"),
            figure("longest_ride", "Longest ride", "\(Int(summary.ride.max) / 60) min"),
            figure("findings", "Findings", "\(counts.errors) errors, \(counts.warnings) warnings"),
            figure("time_limited", "Cut by the time limit", summary.isTimeLimited ? "yes" : "no"),
        ]
    }

    private static func figure(_ key: String, _ label: String, _ value: String) -> BatchOutcome.Figure {
        BatchOutcome.Figure(key: key, label: label, value: value)
    }
}
