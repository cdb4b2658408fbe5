/// Where the candidate stops of an invented bundle come from.
package enum StopSource: String, CaseIterable, Sendable {
    /// The bundle has a `stops.csv`.
    case file
    /// The bundle has none: bus stops and corners of the road network are the candidates.
    case network
}
