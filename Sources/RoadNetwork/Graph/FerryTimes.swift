/// How long ferries take along their edges.
struct FerryTimes {
    private let edges: EdgeTable
    private let extract: OSMExtract
    /// Per road that is a ferry, the centimetres of its edges.
    private var lengths: [Int32: Double] = [:]

    /// The ferries among `edges`.
    init(_ edges: EdgeTable, _ extract: OSMExtract) {
        self.edges = edges
        self.extract = extract
        for edge in 0..<edges.count where edges.isFerry(edge, extract) {
            lengths[edges.roads[edge], default: 0] += Double(edges.lengths[edge])
        }
    }

    /// The milliseconds along `directed`: its share of the duration of the crossing; where that is not known, at the
    /// mapped limit, else at ``DrivingHabits/ferrySpeed``. `nil` where it is no ferry.
    func milliseconds(_ directed: DirectedEdge) -> UInt32? {
        guard !lengths.isEmpty, let whole = lengths[edges.roads[directed.edge]] else { return nil }
        let road = extract.roads[Int(edges.roads[directed.edge])]
        let length = Double(edges.lengths[directed.edge])
        if road.ferry.seconds > 0, whole > 0 {
            return Self.whole(Double(road.ferry.seconds) * 1000 * length / whole)
        }
        let limit = directed.isBackward ? road.limit.backward : road.limit.forward
        return Self.whole(length * 36 / (limit > 0 ? Double(limit) : DrivingHabits.ferrySpeed))
    }

    private static func whole(_ milliseconds: Double) -> UInt32 { UInt32(max(1, min(milliseconds, 1e9).rounded())) }
}
