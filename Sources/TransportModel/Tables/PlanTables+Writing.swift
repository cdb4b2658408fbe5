import Tables

extension PlanTables {
    /// A file of the plan folder.
    package struct File: Sendable {
        /// Its name.
        package let name: String
        /// Its contents.
        package let bytes: [UInt8]
        /// Whether only staff may read it, because it names protected pupils.
        package let isForStaff: Bool

        /// A file; see the properties.
        package init(name: String, bytes: [UInt8], isForStaff: Bool) {
            self.name = name
            self.bytes = bytes
            self.isForStaff = isForStaff
        }
    }

    /// Every table as its file.
    package func files() -> [File] {
        [
            PlanTables.file(decisions), PlanTables.file(stopOptions), PlanTables.file(assignments),
            PlanTables.file(trips), PlanTables.file(stopTimes), PlanTables.file(blocks), PlanTables.file(stops),
            PlanTables.file(review), PlanTables.file(findings),
        ] + (bells.isEmpty ? [] : [PlanTables.file(bells)])
    }

    /// Tables that name pupils, protected ones too.
    private static let staffFiles: Set<String> = [
        DecisionRow.fileName, StopOptionRow.fileName, AssignmentRow.fileName, ReviewRow.fileName, FindingRow.fileName,
    ]

    private static func file<Row: PlanTableRow>(_ rows: [Row]) -> File {
        File(name: Row.fileName, bytes: csv(rows), isForStaff: staffFiles.contains(Row.fileName))
    }

    /// The CSV file of `rows`, in their order.
    package static func csv<Row: PlanTableRow>(_ rows: [Row]) -> [UInt8] {
        let columns = Row.columns
        var writer = CSVWriter(columns: columns.map(\.name))
        for row in rows {
            writer.append(columns.map { $0.isText ? .text($0.write(row)) : .plain($0.write(row)) })
        }
        return writer.bytes
    }
}
