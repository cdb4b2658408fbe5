import Quantities
import Tables
import TransportModel

/// Reads `hazards.csv`.
struct HazardsReader {
    static let schema = FileSchema(
        file: "hazards.csv", isRequired: false,
        meaning: "Stretches of road that some pupils may not walk. Other columns are kept for rules to ask for. "
            + "`hazards.geojson` may stand beside it or instead of it.",
        key: ["id"],
        columns: [
            .required("id", "The id that decisions cite."),
            .optional("way", "The OpenStreetMap way, or a line as in `line`."),
            .optional(
                "line", "`LINESTRING (x y, x y)` or `MULTILINESTRING` in the system of `crs`; also called `wkt`."),
            .optional("bands", "List of bands of the rule file. Blank: all."),
            .optional("kind", "`along` or `cross`. Blank: `along`."),
            .optional("from", "First day. Blank: no first day."),
            .optional("to", "Last day, inclusive. Blank: no last day."),
            .optional("season", "A season of the rule file, such as `winter`. Blank: all year."),
            .optional("source", "Who says so."),
            .optional("risk", "A risk number, such as that of a road classification."),
        ], keepsOthers: true)

    /// Columns that may hold the line.
    static let lineColumns = ["line", "wkt", "geometry", "way"]

    /// The marks of `file`; a mark of several lines becomes several with one id.
    static func read(_ file: BundleTable?, _ context: BundleContext) -> [HazardMark] {
        guard let file else { return [] }
        let others = file.otherColumns.filter { !lineColumns.contains($0.lowercased()) }
        var met = MetKeys<String>()
        return file.values(subject: "id", log: context.log) { cells -> [HazardMark]? in
            let id = cells.id("id")
            let locations = locations(&cells, context)
            let kind = cells.word("kind", of: HazardKind.self)?.kind ?? .along
            let from = cells.optionalDate("from")
            let to = cells.optionalDate("to")
            let risk = cells.optionalNumber("risk", in: 0...1e9)
            if let from, let to, to < from {
                cells.refuse("end-before-start", "to", to.description, "It is before from. Check both dates.")
            }
            guard let id, met.meet(id, "The hazard \(id)", column: "id", &cells), let locations else { return nil }
            return locations.map { location in
                var mark = HazardMark(
                    id: id, location: location, bands: cells.list("bands"), kind: kind, from: from, to: to,
                    season: cells.text("season"), source: cells.text("source"))
                mark.risk = risk
                mark.extras = cells.row.cells(under: others)
                return mark
            }
        }.flatMap { $0 }
    }

    private static func locations(_ cells: inout CellReader, _ context: BundleContext) -> [HazardMark.Location]? {
        guard let column = lineColumns.first(where: { !cells.text($0).isEmpty }) else {
            cells.note(
                "hazard-without-place", .error, "line",
                "The row names no way and draws no line. Fill in way (a number) or line (LINESTRING …).")
            return nil
        }
        let text = cells.text(column)
        if let way = DecimalText.integer(text.lowercased().replacing("way/", with: "")), way > 0 {
            return [.way(Int64(way))]
        }
        guard let lines = WKTLine.lines(text) else {
            cells.refuse(
                "hazard-bad-line", column, text,
                "Expected the number of a way, or LINESTRING (x y, x y) with at least two points.")
            return nil
        }
        let located = lines.compactMap { line in
            let points = line.compactMap { context.places.located($0) }
            return points.count == line.count ? points : nil
        }
        guard located.count == lines.count else {
            cells.note(
                "place-out-of-area", .error, column,
                "The line leaves the area of \(context.municipality.crs). Check its x and y, and their order.")
            return nil
        }
        return located.map { .line($0) }
    }
}

/// The words of the column `kind`.
enum HazardKind: String, CaseIterable {
    case along, cross

    /// The same in the model's words.
    var kind: HazardMark.Kind { self == .along ? .along : .cross }
}
