import Quantities
import Tables
import TransportModel

/// Reads `schools.csv` and the gates of `gates.csv`.
struct SchoolsReader {
    static let schema = FileSchema(
        file: "schools.csv", isRequired: true, meaning: "The schools.", key: ["school_id"],
        columns: [
            .required("school_id", "The id that other files use."),
            .required("name", "The school's name."),
            .required("x", "East, in the system of `crs` (longitude for `EPSG:4326`)."),
            .required("y", "North, in the system of `crs` (latitude for `EPSG:4326`)."),
            .optional("language", "Code of its language, such as `sv`."),
            .optional("grades", "The grades it teaches, `0;1;2` or `0-6`. Blank: not said."),
            .optional(
                "bells_move",
                "So many minutes, at most 120, may a plan move all of its bells, earlier or later and all alike, where that saves a vehicle. Blank: not at all."
            ),
            .optional("name_sv", "What those read whose language is Swedish. Blank: the name."),
            .optional("name_fi", "What those read whose language is Finnish. Blank: the name."),
            .optional("name_en", "What those read whose language is English. Blank: the name."),
        ])

    static let gatesSchema = FileSchema(
        file: "gates.csv", isRequired: false,
        meaning: "Where schools are entered. Absent, or without a row for a school: its own point is the only gate.",
        key: ["school_id", "gate_id"],
        columns: [
            .required("school_id", "The school."),
            .required("gate_id", "Unique within the school."),
            .required("x", "East."),
            .required("y", "North."),
            .optional("kind", "`walk` for walkers, `bus` for buses. Blank: for both."),
        ])

    /// The schools of `file`, with the gates of `gates`.
    static func read(_ file: BundleTable?, gates: BundleTable?, _ context: BundleContext) -> IndexedTable<School> {
        var met = MetKeys<String>()
        let schools = file?.values(subject: "school_id", log: context.log) { cells -> School? in
            let id = cells.id("school_id")
            let name = cells.requiredText("name")
            let place = context.places.place(&cells)
            let grades = cells.grades("grades")
            let slack = cells.optionalInteger("bells_move", in: 0...120) ?? 0
            guard let id, met.meet(id, "The school \(id)", column: "school_id", &cells), let name, let place else {
                return nil
            }
            var school = School(
                id: id, name: name, place: place, language: cells.text("language").lowercased(), grades: grades,
                line: cells.line)
            school.bellSlack = .minutes(Int32(slack))
            school.names = cells.names()
            return school
        }
        var table = IndexedTable(schools ?? [])
        readGates(gates, into: &table, context)
        return table
    }

    private static func readGates(
        _ file: BundleTable?, into schools: inout IndexedTable<School>, _ context: BundleContext
    ) {
        let positions = Positions(schools.elements.map(\.id))
        var met = MetKeys<[String]>()
        let gates = file?.values(subject: "school_id", log: context.log) { cells -> (Int, School.Gate)? in
            let school = positions.find("school_id", in: "schools.csv", &cells)
            let id = cells.id("gate_id")
            let place = context.places.place(&cells)
            let kind = cells.word("kind", of: GateKind.self)
            guard let school, let id, let place,
                met.meet(["\(school)", id], "The gate \(id) of this school", column: "gate_id", &cells)
            else { return nil }
            return (school, School.Gate(id: id, place: place, kind: kind?.kind))
        }
        for (school, gate) in gates ?? [] { schools.elements[school].gates.append(gate) }
    }

    /// The words of the column `kind`.
    private enum GateKind: String, CaseIterable {
        case walk, bus
        case both = ""

        var kind: School.Gate.Kind? { School.Gate.Kind(rawValue: rawValue) }

        static var allCases: [GateKind] { [.walk, .bus] }
    }
}

/// Where each id of a file stands in its table.
struct Positions {
    private let positions: [String: Int]

    /// The positions of `ids`, of which no two are equal.
    init(_ ids: [String]) { positions = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first }) }

    /// The position of `id`, or `nil`.
    subscript(id: String) -> Int? { positions[id] }

    /// The position of the id under `column`; blank is an error, and so is one that is not in `file`.
    func find(_ column: String, in file: String, _ cells: inout CellReader) -> Int? {
        guard let id = cells.id(column) else { return nil }
        if let position = positions[id] { return position }
        cells.refuse(
            "unknown-\(column.dropLast(3))", column, id,
            "It is not in \(file), or its row there was left out. Correct the id or add the row.")
        return nil
    }
}
