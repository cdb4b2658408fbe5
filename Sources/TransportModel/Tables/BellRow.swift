/// A row of `bells.csv`: a school whose bells the plan may move, and by how much it does. The file is there where
/// `schools.csv` lets bells move.
package struct BellRow: PlanTableRow {
    /// The school.
    package var schoolID = ""
    /// All of its lessons are so many minutes later than in `timetable.csv`; earlier where it is negative.
    package var minutes = 0

    package init() {}

    package static let fileName = "bells.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("school_id", \.schoolID), .init("moved_min", \.minutes),
    ]
    package var key: [TableKeyPart] { [.text(schoolID)] }
}
