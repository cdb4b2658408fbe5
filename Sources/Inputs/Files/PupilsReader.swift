import Quantities
import Tables
import TransportModel

/// Reads `pupils.csv`.
struct PupilsReader {
    static let schema = FileSchema(
        file: "pupils.csv", isRequired: true,
        meaning: "Who may ride. Other columns are kept under their header for rules to ask for.", key: ["pupil_id"],
        columns: [
            .required("pupil_id", "The id of the register, such as `P-000123`."),
            .required("school_id", "The pupil's school."),
            .required("class_id", "The class, unique within the school."),
            .required("grade", "0 (pre-primary) to 13."),
            .optional("birth_date", personal: true, "For rules about age."),
            .optional("needs", "List of `wheelchair`, `escort`, `handover`, `alone`, `door`."),
            .optional(
                "protected",
                "`yes` where the whereabouts are protected, or the level as registers name it, such as `Sekretessmarkering` or `turvakielto`. Blank: no."
            ),
            .optional("name", personal: true, "For the staff's files and the family's own."),
            .optional("language", "Code of the family's language. Blank: the municipality's first."),
        ], keepsOthers: true)

    /// The pupils of `file`, who go to `schools`.
    static func read(
        _ file: BundleTable?, schools: IndexedTable<School>, _ context: BundleContext
    ) -> IndexedTable<Pupil> {
        guard let file else { return .init() }
        let positions = Positions(schools.elements.map(\.id))
        let others = file.otherColumns
        var met = MetKeys<String>()
        let pupils = file.values(subject: "pupil_id", log: context.log) { cells -> Pupil? in
            let id = cells.id("pupil_id")
            let school = positions.find("school_id", in: "schools.csv", &cells)
            let classID = cells.id("class_id")
            let grade = cells.integer("grade", in: Pupil.grades)
            let birthDate = birthDate(&cells, asOf: context.asOf)
            let needs = cells.words("needs", of: Need.self)
            let isProtected = isProtected(&cells)
            guard let id, met.meet(id, "The pupil \(id)", column: "pupil_id", &cells), let school, let classID,
                let grade
            else { return nil }
            var pupil = Pupil(
                id: id, school: Index(school), classID: classID, grade: grade, birthDate: birthDate, needs: needs,
                isProtected: isProtected, name: cells.text("name"), language: cells.text("language").lowercased(),
                line: cells.line)
            pupil.extras = cells.row.cells(under: others)
            warnAboutGrade(pupil, schools.elements[school], &cells)
            return pupil
        }
        return IndexedTable(pupils)
    }

    /// Registers name a level where one word is asked for; each of them protects.
    private static func isProtected(_ cells: inout CellReader) -> Bool {
        let word = cells.text("protected").lowercased()
        if protections.contains(word) { return true }
        return word == "ingen" ? false : cells.yesNo("protected")
    }

    private static let protections: Set<String> = [
        "sekretessmarkering", "skyddad folkbokföring", "kvarskrivning", "fingerade personuppgifter",
        "skyddade personuppgifter", "turvakielto", "marked", "relocated", "assumed", "unknown",
    ]

    private static func birthDate(_ cells: inout CellReader, asOf: CalendarDate) -> CalendarDate? {
        guard let date = cells.optionalDate("birth_date") else { return nil }
        if asOf != BundleReader.dateOfNoCalendar, !(2...25).contains(date.wholeYears(until: asOf)) {
            cells.note(
                "implausible-age", .warning, "birth_date",
                "By birth_date the pupil is not between 2 and 25 years old on \(asOf). Check the date.")
        }
        return date
    }

    private static func warnAboutGrade(_ pupil: Pupil, _ school: School, _ cells: inout CellReader) {
        guard !school.grades.isEmpty, !school.grades.contains(pupil.grade) else { return }
        cells.note(
            "grade-not-taught", .warning, "grade",
            "The school \(school.id) does not teach grade \(pupil.grade) by schools.csv. Check grade and school_id.")
    }
}
