import Foundation
import VehicleRouting

/// Rule set `schittekat`: one school, pupils who choose among stops, closed tours of least Euclidean length; a stop
/// belongs to one bus.
struct SchittekatInstance: Sendable {
    /// The file's name without its ending.
    var name: String
    var problem: StopChoiceProblem
    /// Ids as the file writes them: of stops (0 is the school) and of pupils.
    var stopIDs: [String], pupilIDs: [String]

    /// Reads `sbr<k>.txt`: a line of four numbers, then the school, the stops and the pupils with their positions.
    init(file: URL) throws(InstanceError) {
        name = file.deletingPathExtension().lastPathComponent
        let lines = try InstanceText.lines(of: file, splitting: { $0 == " " || $0 == "\t" })
        let head = (lines.first?.cells ?? []).compactMap { Double($0.filter { $0.isNumber || $0 == "." }) }
        guard head.count == 4, head.allSatisfy({ $0 >= 0 && $0 < 1e6 }), head[0] >= 1 else {
            throw InstanceError("\(file.path): line 1 must name stops, students, maximum walk and capacity")
        }
        let nodes = Int(head[0]), pupils = Int(head[1])
        var points: [(x: Double, y: Double)] = []
        var ids: [String] = []
        for line in lines.dropFirst() {
            points.append((try line.number(1), try line.number(2)))
            ids.append(line.cells[0])
        }
        guard points.count == nodes + pupils, nodes <= 5_000 else {
            throw InstanceError("\(file.path): \(nodes) stops and \(pupils) students are needed")
        }
        func distance(_ a: Int, _ b: Int) -> Double {
            let (dx, dy) = (points[a].x - points[b].x, points[a].y - points[b].y)
            return (dx * dx + dy * dy).squareRoot()
        }
        let riders = (nodes..<nodes + pupils).map { pupil in
            StopChoiceProblem.Rider(
                pupils: 1,
                walks: (1..<max(1, nodes)).map { ($0, distance(pupil, $0)) }.filter { $0.1 <= head[2] + 1e-9 })
        }
        stopIDs = Array(ids[..<nodes])
        pupilIDs = Array(ids[nodes...])
        problem = StopChoiceProblem(
            stopCount: nodes - 1, legs: (0..<nodes * nodes).map { distance($0 / nodes, $0 % nodes) }, riders: riders,
            capacity: Int(head[3]))
    }
}
