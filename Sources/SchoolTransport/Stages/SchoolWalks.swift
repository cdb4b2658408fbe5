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
        for (index, homes) in homesBySchool() {
            let school = batch.schools[index]
            for (gate, place) in school.walkingGates.enumerated() {
                guard let target = network.snap(place.point, for: .foot) else {
                    findings.append(unreachable(school))
                    continue
                }
                let found = network.walks(from: homes.map { origins[$0.offset] }, to: target, threads: threads)
                for (home, walk) in zip(homes, found) {
                    guard let walk, let origin = origins[home.offset] else { continue }
                    if let best = walks[home.offset], best.distance <= walk.distance { continue }
                    walks[home.offset] = SchoolWalk(
                        distance: walk.distance, snap: origin.distance, gate: gate, path: walk.path())
                }
            }
        }
        return (walks, findings)
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
            guard origin.distance > SchoolWalks.longSnap else { return nil }
            return Finding(
                "home-far-from-road", .warning, file: "homes.csv", line: home.line, subject: pupil,
                message:
                    "home \(home.id) is \(origin.distance) m from the nearest road on which one may walk; check its "
                    + "x,y or add the missing path to the network")
        }
    }

    private func unreachable(_ school: School) -> Finding {
        Finding(
            "school-off-network", .error, file: "schools.csv", line: school.line, subject: school.id,
            message: "an entrance of the school is more than 2000 m from any road on which one may walk; check its x,y")
    }
}
