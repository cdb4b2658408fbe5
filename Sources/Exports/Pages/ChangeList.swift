import Quantities
import Tables
import TransportModel

/// Who must be told something: families whose stop or times are new, and drivers whose day is.
///
/// Without a plan before, everybody is new.
struct ChangeList: Sendable {
    /// The rows, families first.
    let rows: [ChangeRow]

    /// The list of `source`.
    init(_ source: ExportSource) {
        let batch = source.batch
        let pupils = Dictionary(batch.pupils.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let riders = Set(source.tables.assignments.map(\.pupilID))
        let kinds =
            source.changes.hasPrevious
            ? source.changes.pupils
            : Dictionary(riders.map { ($0, PlanChanges.Kind.new) }, uniquingKeysWith: { first, _ in first })
        let families = kinds.map { id, kind -> ChangeRow in
            var row = ChangeRow()
            (row.kind, row.id, row.change) = ("family", id, kind.rawValue)
            guard let pupil = pupils[id] else { return row }
            row.language = pupil.language.isEmpty ? batch.municipality.languages.first ?? "en" : pupil.language
            row.isProtected = pupil.isProtected
            row.file = FamilyPages.path(of: pupil) + ".html"
            return row
        }
        let drivers = source.tables.blocks.filter {
            !source.changes.hasPrevious || source.changes.isChanged(block: $0.blockID)
        }.map { block in
            var row = ChangeRow()
            (row.kind, row.id) = ("driver", block.blockID)
            row.change = (source.changes.hasPrevious ? PlanChanges.Kind.changed : .new).rawValue
            row.file = "drivers/\(FileNames.name(of: block.blockID)).html"
            return row
        }
        rows = (families + drivers).sortedByKey()
    }

    /// The file, for staff: it names protected pupils.
    var file: PlanTables.File {
        .init(name: ChangeRow.fileName, bytes: PlanTables.csv(rows), isForStaff: true)
    }
}

/// A row of `staff/changes.csv`.
struct ChangeRow: PlanTableRow {
    /// `family` or `driver`.
    var kind = ""
    /// The pupil_id or block_id.
    var id = ""
    /// `new`, `changed` or `ended`.
    var change = ""
    /// The family's language.
    var language = ""
    /// Whether the pupil is protected: such letters are not sent the usual way.
    var isProtected = false
    /// The page to send.
    var file = ""

    static let fileName = "staff/changes.csv"
    static let columns: [TableColumn<Self>] = [
        .init("kind", \.kind), .init("id", \.id), .init("change", \.change), .init("language", \.language),
        .init("protected", \.isProtected), .init("file", \.file),
    ]
    var key: [TableKeyPart] { [.number(kind == "family" ? 0 : 1), .text(id)] }
}
