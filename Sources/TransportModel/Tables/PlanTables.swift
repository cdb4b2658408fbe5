/// The tables of a plan folder, each in the order of its file.
package struct PlanTables: Equatable, Sendable {
    /// `decisions.csv`.
    package var decisions: [DecisionRow] = []
    /// `stop_options.csv`.
    package var stopOptions: [StopOptionRow] = []
    /// `assignments.csv`.
    package var assignments: [AssignmentRow] = []
    /// `trips.csv`.
    package var trips: [TripRow] = []
    /// `stop_times.csv`.
    package var stopTimes: [StopTimeRow] = []
    /// `blocks.csv`.
    package var blocks: [BlockRow] = []
    /// `stops.csv`.
    package var stops: [StopRow] = []
    /// `review.csv`.
    package var review: [ReviewRow] = []
    /// `findings.csv`.
    package var findings: [FindingRow] = []
    /// `bells.csv`; empty where no bells may be moved.
    package var bells: [BellRow] = []

    /// Tables without rows.
    package init() {}

    /// The names of the files that hold the tables which every plan has.
    package static let fileNames = [
        DecisionRow.fileName, StopOptionRow.fileName, AssignmentRow.fileName, TripRow.fileName, StopTimeRow.fileName,
        BlockRow.fileName, StopRow.fileName, ReviewRow.fileName, FindingRow.fileName,
    ]
}
