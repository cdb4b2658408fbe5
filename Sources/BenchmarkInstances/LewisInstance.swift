import Foundation
import VehicleRouting

/// Rule set `lewis`: one school, addresses that walk to one stop each, open tours on real roads; whole seconds.
struct LewisInstance: Sendable {
    /// The file's name without its ending.
    var name: String
    var problem: StopChoiceProblem

    /// Pupils that a bus holds.
    static let capacity = 70
    /// Seconds that a visit takes before anybody boards, and per boarding pupil.
    static let perVisit = 15.0, perPupil = 5.0
    /// The longest tour in seconds, inclusive.
    static let longestTour = 2700.0

    /// Reads a `.bus` file: stops, addresses, driving of every pair of stops, walks within the limit.
    init(file: URL) throws(InstanceError) {
        name = file.deletingPathExtension().lastPathComponent
        let lines = try InstanceText.lines(of: file)
        guard let head = lines.first?.cells, head.count > 3, let nodes = Int(head[0]), let addresses = Int(head[1]),
            let walks = Int(head[2]), (1...5_000).contains(nodes), addresses >= 0, walks >= 0
        else { throw InstanceError("\(file.path): line 1 must name the stops, addresses and walks") }
        guard head[3].trimmingCharacters(in: .whitespaces) == "K" else {
            throw InstanceError("\(file.path): distances must be in kilometres (K)")
        }
        var legs = [Double](repeating: .nan, count: nodes * nodes)
        var riders: [StopChoiceProblem.Rider] = []
        var walkCount = 0
        for line in lines.dropFirst() {
            switch line.cells[0] {
            case "a":
                riders.append(.init(pupils: try line.whole(3, in: 1...10_000), walks: []))
            case "d":
                let from = try line.whole(1, in: 0...nodes - 1), to = try line.whole(2, in: 0...nodes - 1)
                let seconds = Double(try line.whole(4, in: 0...1_000_000))
                legs[from * nodes + to] = from == 0 ? 0 : seconds + Self.perVisit
            case "w":
                let address = try line.whole(1, in: 0...max(0, riders.count - 1))
                let stop = try line.whole(2, in: 0...nodes - 1)
                guard riders.indices.contains(address) else { throw line.error("there is no such address") }
                walkCount += 1
                // Nobody walks to the school: everyone listed rides.
                if stop > 0 { riders[address].walks.append((stop, try line.number(3))) }
            default: break
            }
        }
        for node in 0..<nodes { legs[node * nodes + node] = 0 }
        guard riders.count == addresses, walkCount == walks, !legs.contains(where: \.isNaN) else {
            throw InstanceError(
                "\(file.path): \(addresses) addresses, \(walks) walks and all pairs of stops are needed")
        }
        problem = StopChoiceProblem(
            stopCount: nodes - 1, legs: legs, riders: riders, capacity: Self.capacity, perPupil: Self.perPupil,
            longestTour: Self.longestTour, stopsMayBeShared: true, fewestVehiclesFirst: true)
    }
}
