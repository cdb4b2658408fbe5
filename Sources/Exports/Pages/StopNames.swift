import Quantities
import TransportModel

/// What stops are called by those who read a language.
struct StopNames: Sendable {
    private let stops: [String: CandidateStop]
    /// Names of the tables, for stops that are no candidates.
    private let usual: [String: String]

    /// The names of the stops of `plan` and of its tables.
    init(_ tables: PlanTables, _ plan: Plan) {
        stops = Dictionary(
            plan.stopPlan.candidates.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        usual = Dictionary(tables.stops.map { ($0.stopID, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// The name of the stop `id` in `language`; the id itself where nobody has named it.
    func name(of id: String, in language: String) -> String {
        let name = stops[id]?.name(in: language) ?? usual[id] ?? id
        return (name.isEmpty ? id : name).harmless
    }

    /// The same as a family reads it: of a stop at its door, what that is, for such a stop has no sign.
    func name(of id: String, for messages: Messages) -> String {
        stops[id]?.kind == "door" ? messages("family.atdoor") : name(of: id, in: messages.language)
    }

    /// The names of `id` by language.
    func names(of id: String) -> [String: String] { (stops[id]?.names ?? [:]).mapValues(\.harmless) }
}
