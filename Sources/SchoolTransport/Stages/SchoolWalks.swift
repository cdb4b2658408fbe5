internal import Quantities
internal import RoadNetwork
internal import TransportModel

/// Measures the walk from every home to the nearest gate of its pupil's school.
struct SchoolWalks {
    let batch: Batch
    let network: RoadNetwork
    let threads: Int

    /// The straight line from a home to the network that a person should look at, in metres.
    static let longSnap = Metres(300)
    /// A home this far from its road is looked at for a nearer road that leads nowhere, in metres.
    static let islandSnap = Metres(50)
    /// So many junctions make an island of a road that leads nowhere.
    static let islandJunctions = 8
    /// Farther from any legal segment than this, a home counts as unreachable, in metres.
    static let farthestSnap = 2000.0

    /// Every home on the network; `nil` where no legal segment is near.
    func snapHomes() -> [SnappedPoint?] {
        batch.homes.elements.map { network.snap($0.place.point, for: .foot, within: SchoolWalks.farthestSnap) }
    }

    /// The walk to school per home, and what is odd about the homes' and schools' places.
    func measure(from origins: [SnappedPoint?]) -> (walks: [SchoolWalk?], findings: [Finding]) {
        var walks = [SchoolWalk?](repeating: nil, count: batch.homes.count)
        var findings = oddHomes(origins)
        var reachable: Set<Int> = []
        for (index, homes) in homesBySchool() {
            let school = batch.schools[index]
            for (gate, place) in school.walkingGates.enumerated() {
                guard let target = network.snap(place.point, for: .foot) else {
                    findings.append(unreachable(school))
                    continue
                }
                reachable.insert(index.offset)
                let found = network.walks(from: homes.map { origins[$0.offset] }, to: target, threads: threads)
                for (home, walk) in zip(homes, found) {
                    guard let walk, let origin = origins[home.offset] else { continue }
                    if let best = walks[home.offset], best.distance <= walk.distance { continue }
                    walks[home.offset] = SchoolWalk(
                        distance: walk.distance, snap: origin.distance, gate: gate, path: walk.path())
                }
            }
        }
        return (walks, findings + cutOff(origins, walks, reachable: reachable))
    }

    /// The homes of each school's pupils, schools and homes in table order.
    private func homesBySchool() -> [(Index<School>, [Index<Home>])] {
        var homes = [[Index<Home>]](repeating: [], count: batch.schools.count)
        for home in batch.homes.indices { homes[batch.pupils[batch.homes[home].pupil].school.offset].append(home) }
        return batch.schools.indices.map { ($0, homes[$0.offset]) }.filter { !$0.1.isEmpty }
    }

    private func oddHomes(_ origins: [SnappedPoint?]) -> [Finding] {
        batch.homes.indices.compactMap { index in
            let home = batch.homes[index]
            let pupil = batch.pupils[home.pupil].id
            guard let origin = origins[index.offset] else {
                return Finding(
                    "home-off-network", .warning, file: "homes.csv", line: home.line, subject: pupil,
                    message:
                        "home \(home.id) is more than \(Int(SchoolWalks.farthestSnap)) m from any road on which one "
                        + "may walk; check its x,y or extend the network")
            }
            if let island = island(near: origin, home, pupil) { return island }
            guard origin.distance > SchoolWalks.longSnap else { return nil }
            return Finding(
                "home-far-from-road", .warning, file: "homes.csv", line: home.line, subject: pupil,
                message:
                    "home \(home.id) is \(origin.distance) m from the nearest road on which one may walk; check its "
                    + "x,y or add the missing path to the network")
        }
    }

    /// A home nearer to roads that lead nowhere than to those it was measured from: an island, or behind a fence. Yards
    /// and other scraps of road are passed over.
    private func island(near origin: SnappedPoint, _ home: Home, _ pupil: String) -> Finding? {
        guard origin.distance > SchoolWalks.islandSnap, let island = network.nearerIsland(than: origin),
            island.junctions >= SchoolWalks.islandJunctions
        else { return nil }
        return Finding(
            "home-on-island", .warning, file: "homes.csv", line: home.line, subject: pupil,
            message:
                "home \(home.id) is \(island.distance) m from way \(island.way), from where no road leads to the rest of "
                + "the network, and was measured from a road \(origin.distance) m away; add the missing link to "
                + "\(RoadFiles.edits) or decide by hand")
    }

    /// Homes that can be walked from and yet have no way to any entrance of their school.
    private func cutOff(_ origins: [SnappedPoint?], _ walks: [SchoolWalk?], reachable: Set<Int>) -> [Finding] {
        batch.homes.indices.filter { origins[$0.offset] != nil && walks[$0.offset] == nil }.compactMap { index in
            let home = batch.homes[index]
            guard reachable.contains(batch.pupils[home.pupil].school.offset) else { return nil }
            return Finding(
                "home-cut-off", .warning, file: "homes.csv", line: home.line, subject: batch.pupils[home.pupil].id,
                message:
                    "no legal way leads from home \(home.id) to the school; check one-way paths of the network there")
        }
    }

    private func unreachable(_ school: School) -> Finding {
        Finding(
            "school-off-network", .error, file: "schools.csv", line: school.line, subject: school.id,
            message: "an entrance of the school is more than 2000 m from any road on which one may walk; check its x,y")
    }
}
