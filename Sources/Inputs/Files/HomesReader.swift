import Quantities
import Tables
import TransportModel

/// Reads `homes.csv`.
struct HomesReader {
    static let schema = FileSchema(
        file: "homes.csv", isRequired: true,
        meaning: "Where pupils live and when: one home at a time. Other columns are kept for rules to ask for.",
        key: ["pupil_id", "home_id"],
        columns: [
            .required("pupil_id", "Who lives there."),
            .required("home_id", "Unique within the pupil."),
            .required("x", personal: true, "East."),
            .required("y", personal: true, "North."),
            .optional("address", personal: true, "For the staff's files and the family's own."),
            .optional("weeks", "Weeks of the cycle, `1;3`. Blank: all. Week 1 contains `calendar.from`."),
            .optional("weekdays", "`Mon;Tue;Wed;Thu;Fri;Sat;Sun`, no ranges. Blank: all."),
            .optional("sessions", "`to_school;from_school`. Blank: both."),
            .optional("kind", "`registered`, `second` or `care`. Blank: `registered`."),
        ] + ends.flatMap(pointColumns), keepsOthers: true)

    /// Where ways may start besides the home's own point.
    private static let ends = Measure.HomeEnd.allCases.filter { $0 != .point }

    private static func pointColumns(_ end: Measure.HomeEnd) -> [FileSchema.Column] {
        ["x", "y"].map { axis in
            .optional(
                "\(end.rawValue)_\(axis)", personal: true,
                "Of the \(end.rawValue.replacing("_", with: " ")), for rules that measure from it. Blank: x and y.")
        }
    }

    /// The homes of `file`; every pupil of `pupils` is told its own.
    static func read(
        _ file: BundleTable?, pupils: inout IndexedTable<Pupil>, _ context: BundleContext
    ) -> IndexedTable<Home> {
        guard let file else { return .init() }
        let positions = Positions(pupils.elements.map(\.id))
        let others = file.otherColumns
        var met = MetKeys<[String]>()
        let homes = file.values(subject: "pupil_id", log: context.log) { cells -> Home? in
            let pupil = positions.find("pupil_id", in: "pupils.csv", &cells)
            let id = cells.id("home_id")
            let place = context.places.place(&cells)
            let weeks = cells.weeks("weeks", of: context.weeks)
            let weekdays = cells.weekdays("weekdays")
            let sessions = cells.words("sessions", of: Session.self)
            let kind = cells.word("kind", of: Home.Kind.self) ?? .registered
            guard let pupil, let id, let place,
                met.meet(["\(pupil)", id], "The home \(id) of this pupil", column: "home_id", &cells)
            else { return nil }
            var home = Home(
                id: id, pupil: Index(pupil), place: place, address: cells.text("address"), weeks: weeks,
                weekdays: weekdays, sessions: sessions, kind: kind, line: cells.line)
            home.extras = cells.row.cells(under: others)
            for end in ends where !cells.text("\(end.rawValue)_x").isEmpty || !cells.text("\(end.rawValue)_y").isEmpty {
                home.otherPoints[end] = context.places.place(&cells, x: "\(end.rawValue)_x", y: "\(end.rawValue)_y")
            }
            return home
        }
        for (position, home) in homes.enumerated() { pupils[home.pupil].homes.append(Index(position)) }
        return IndexedTable(homes)
    }
}
