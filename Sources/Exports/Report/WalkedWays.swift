import Quantities
import TransportModel

/// The stretches that pupils of at least three homes walk to their stops, by how many homes.
///
/// A stretch that fewer use would lead to a home, and walks of protected pupils are not counted at all.
struct WalkedWays: Sendable {
    /// A line on the map, wider where more walk.
    struct Line: Sendable {
        var path: String, width: String
    }

    /// The lines, the least walked first.
    let lines: [Line]

    private struct Stretch: Hashable {
        var from: GeoPoint, to: GeoPoint

        init(_ one: GeoPoint, _ other: GeoPoint) {
            let isForward = (one.longitude, one.latitude) < (other.longitude, other.latitude)
            (from, to) = isForward ? (one, other) : (other, one)
        }
    }

    /// Up to how many homes a width stands for.
    private static let widths: [(most: Int, width: String)] = [(5, "2"), (15, "3.5"), (.max, "5.5")]

    /// The walks of the homes of `batch`, on a map of `projection`.
    init(_ walks: WalkLines, batch: Batch, projection: MapProjection) {
        let open = walks.used.filter { !batch.pupils[batch.homes[$0.home].pupil].isProtected }
        var users: [Stretch: Set<Place>] = [:]
        for walk in open {
            for (from, to) in zip(walk.line, walk.line.dropFirst()) {
                users[Stretch(from, to), default: []].insert(batch.homes[walk.home].place)
            }
        }
        var left = users.compactMapValues { $0.count >= PublicPlan.leastPupils ? $0.count : nil }
        var paths = Array(repeating: "", count: WalkedWays.widths.count)
        for walk in open {
            var line: [GeoPoint] = []
            var level = -1
            for (from, to) in zip(walk.line, walk.line.dropFirst()) {
                let count = left.removeValue(forKey: Stretch(from, to))
                let next = count.map { count in WalkedWays.widths.firstIndex { count <= $0.most } ?? 0 } ?? -1
                if next != level {
                    if level >= 0 { paths[level] += WalkedWays.path(line, projection) }
                    (line, level) = ([from], next)
                }
                line.append(to)
            }
            if level >= 0 { paths[level] += WalkedWays.path(line, projection) }
        }
        lines = zip(paths, WalkedWays.widths).filter { !$0.0.isEmpty }.map { Line(path: $0.0, width: $0.1.width) }
    }

    private static func path(_ line: [GeoPoint], _ projection: MapProjection) -> String {
        line.map(projection.position).simplified(tolerance: 0.3).pathData
    }
}
