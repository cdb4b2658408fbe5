import Quantities
import Tables
import TransportModel

/// Reads `stops.csv`.
struct StopsReader {
    static let schema = FileSchema(
        file: "stops.csv", isRequired: false,
        meaning: "The places that may become stops. Absent: bus stops and road corners of the network are candidates.",
        key: ["stop_id"],
        columns: [
            .required("stop_id", "The id that `choices.csv` uses; never a pupil's id."),
            .required("name", "What families and drivers read."),
            .required("x", "East."),
            .required("y", "North."),
            .optional("kind", "Any word, such as `bus_stop`. Blank: `given`."),
            .optional("max_pupils", "At most this many pupils use it. Blank: no limit."),
            .optional(
                "side",
                "The side of the road that vehicles have at their door: `north` (or `n`) to `north_west`, or 0 to 359 "
                    + "degrees; `right` or `left` of the road as the map draws it; `point`: where x,y lies. Blank: either."
            ),
            .optional("name_sv", "What those read whose language is Swedish. Blank: the name."),
            .optional("name_fi", "What those read whose language is Finnish. Blank: the name."),
            .optional("name_en", "What those read whose language is English. Blank: the name."),
        ])

    /// The stops of `file`, none with the id of one of `pupils`.
    static func read(
        _ file: BundleTable?, pupils: IndexedTable<Pupil>, _ context: BundleContext
    ) -> IndexedTable<CandidateStop> {
        let pupilIDs = Set(pupils.elements.map(\.id))
        var met = MetKeys<String>()
        let stops = file?.values(subject: "stop_id", log: context.log) { cells -> CandidateStop? in
            let id = cells.id("stop_id")
            let name = cells.requiredText("name")
            let place = context.places.place(&cells)
            let limit = cells.optionalInteger("max_pupils", in: 1...100_000)
            guard let id, met.meet(id, "The stop \(id)", column: "stop_id", &cells), let name, let place else {
                return nil
            }
            guard !pupilIDs.contains(id) else {
                cells.refuse(
                    "stop-id-of-pupil", "stop_id", id,
                    "It is a pupil's id too, and stops are published. Give the stop another id.")
                return nil
            }
            let kind = cells.text("kind")
            return CandidateStop(
                id: id, name: name, names: cells.names(), place: place, kind: kind.isEmpty ? "given" : kind,
                maxPupils: limit, side: side(&cells))
        }
        return IndexedTable(stops ?? [])
    }

    private static func side(_ cells: inout CellReader) -> KerbSide? {
        let text = cells.text("side")
        guard !text.isEmpty else { return nil }
        if let side = KerbSide(text) { return side }
        cells.refuse(
            "csv-unknown-word", "side", text,
            "Expected north, east, south, west or two of them, degrees, right, left or point.")
        return nil
    }
}

extension CellReader {
    /// The names under `name_sv`, `name_fi` and `name_en`, those that are not blank, by their language.
    mutating func names() -> [String: String] {
        var names: [String: String] = [:]
        for language in LetterTemplatesReader.languages {
            let name = text("name_\(language)")
            if !name.isEmpty { names[language] = name }
        }
        return names
    }
}
