import Foundation
import Quantities
import RoadNetwork

/// Times the road engine on one extract: `road-benchmark EXTRACT [THREADS]`; or compares its hierarchies with plain
/// searches on random pairs, under several conditions: `road-benchmark EXTRACT --verify PAIRS [SEED]`; or reloads it:
/// `road-benchmark EXTRACT --reload FOLDER`; or reloads it once and asks it: `road-benchmark EXTRACT --queries FOLDER`; or
/// for safe walks alone: `--hazards FOLDER`.
@main
struct RoadBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 2 else {
            say(
                "usage: road-benchmark EXTRACT [THREADS | --verify PAIRS [SEED] | --reload FOLDER | --queries FOLDER | --hazards FOLDER]"
            )
            exit(64)
        }
        if (4...5).contains(arguments.count), arguments[2] == "--verify", let pairs = Int(arguments[3]),
            let seed = arguments.count == 5 ? UInt64(arguments[4]) : 1
        {
            return try Verification(extract: arguments[1], pairs: pairs, seed: seed).run()
        }
        if arguments.count == 4, arguments[2] == "--reload" {
            return try reload(arguments[1], from: arguments[3])
        }
        if arguments.count == 4, arguments[2] == "--hazards" {
            return try hazards(arguments[1], from: arguments[3])
        }
        if arguments.count == 4, arguments[2] == "--queries" {
            return try queries(arguments[1], from: arguments[3])
        }
        let threads = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
        say("| what | seconds | processor seconds |")
        say("| --- | --- | --- |")
        let network = try timed("PBF to both graphs") {
            try RoadNetwork.read(contentsOf: arguments[1], threads: threads)
        }
        memory("after reading")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["PBF to cache, with both orders of contraction", "reload from cache"] {
            _ = try timed(name) {
                try RoadNetwork.read(contentsOf: arguments[1], cachedIn: folder.path, threads: threads)
            }
        }
        try measureWalks(network, threads: threads)
        measureDrives(network, threads: threads)
        measureConditions(network, threads: threads)
        memory("peak")
    }

    /// Other seasons and vehicles on the same orders of contraction.
    static func measureConditions(_ network: RoadNetwork, threads: Int) {
        var winter = RoadConditions()
        winter.season = .winter
        guard let changed = timed("winter: graphs on the same order", { network.under(winter) }) else { return }
        timed("winter: customise foot") { changed.prepareWalking(threads: threads) }
        timed("winter: customise bus") { changed.prepareDriving(threads: threads) }
    }

    /// Reads a network from its cache five times, so that the last times show it with the file in memory.
    static func reload(_ extract: String, from folder: String) throws {
        for _ in 0..<5 {
            _ = try timed("reload from cache") { try RoadNetwork.read(contentsOf: extract, cachedIn: folder) }
        }
        memory("peak")
    }

    /// Reads a network from its cache and asks of it what a night asks, printing the memory after each step: what queries
    /// need when the import was made before, on foot first, then by bus.
    static func queries(_ extract: String, from folder: String) throws {
        let network = try timed("reload from cache") { try RoadNetwork.read(contentsOf: extract, cachedIn: folder) }
        memory("after reloading")
        timed("customise foot") { network.prepareWalking() }
        let homes = points(network, 10_000, seed: 1).compactMap { network.snap($0, for: .foot) }
        let pairs = homes.indices.map { (origin: homes[$0], target: homes[($0 * 7919 + 1) % homes.count]) }
        _ = timed("10,000 foot one-to-one") { network.walkDistances(pairs) }
        memory("after walks")
        timed("customise bus") { network.prepareDriving() }
        let stops = points(network, 1000, seed: 3).compactMap { network.snap($0, for: .bus) }
        _ = timed("\(stops.count) x \(stops.count) driving matrix") { network.drivingMatrix(between: stops) }
        memory("after drives")
    }

    /// Reads a network from its cache and asks it for legal and safe walks alone.
    static func hazards(_ extract: String, from folder: String) throws {
        let network = try RoadNetwork.read(contentsOf: extract, cachedIn: folder)
        timed("customise foot") { network.prepareWalking() }
        let homes = points(network, 10_000, seed: 1).map { network.snap($0, for: .foot) }
        measureHazards(network, from: homes, to: points(network, 20, seed: 2), threads: 1)
        memory("peak")
    }

    /// Runs `body`, prints how long it took and hands on its result.
    static func timed<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
        let clock = ContinuousClock()
        let (start, cpuStart) = (clock.now, processorSeconds())
        let result = try body()
        let (passed, cpu) = (clock.now - start, processorSeconds() - cpuStart)
        let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
        say("| \(name) | \(String(format: "%.4f | %.4f", seconds, cpu)) |")
        return result
    }

    /// Processor time of this process so far: on a busy machine a better figure than the clock's.
    static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Prints the peak memory so far.
    static func memory(_ name: String) {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return }
        func kilobytes(_ key: String) -> String {
            status.split(separator: "\n").first { $0.hasPrefix(key) }?.split(separator: ":")[1]
                .trimmingCharacters(in: .whitespaces) ?? "?"
        }
        // What the process holds alone, and what it has of files that the system may drop and read again.
        say("| memory \(name), peak | \(kilobytes("VmHWM")) | |")
        say("| (now: its own, mapped files) | \(kilobytes("RssAnon")), \(kilobytes("RssFile")) | |")
    }

    static func points(_ network: RoadNetwork, _ count: Int, seed: UInt64) -> [GeoPoint] {
        var random = RandomSource(seed: seed)
        let places = network.residentialPoints()
        return (0..<count).map { _ in
            let point = places[random.below(places.count)].point
            return GeoPoint(
                longitude: point.longitude + (random.unit() - 0.5) * 0.002,
                latitude: point.latitude + (random.unit() - 0.5) * 0.001)
        }
    }

    static func measureWalks(_ network: RoadNetwork, threads: Int) throws {
        let homes = points(network, 10_000, seed: 1)
        let schools = points(network, 20, seed: 2)
        let snapped = timed("10,000 snaps on foot") { homes.map { network.snap($0, for: .foot) } }
        let school = network.snap(schools[0], for: .foot)!
        _ = timed("one-to-all on foot by Dijkstra, with 10,000 lengths") {
            network.walks(from: snapped, to: school, threads: threads)
        }
        timed("foot: order, build, customise and perfect") { network.prepareWalking(threads: threads) }
        let total = timed("10,000 pupils x 20 schools, with the path to the nearest") {
            var nearest = [Walk?](repeating: nil, count: homes.count)
            for school in schools {
                guard let target = network.snap(school, for: .foot) else { continue }
                for (index, walk) in network.walks(from: snapped, to: target, threads: threads).enumerated() {
                    guard let walk else { continue }
                    if walk.distance < nearest[index]?.distance ?? Metres(2_000_000) { nearest[index] = walk }
                }
            }
            return nearest.reduce(0) { $0 + ($1?.path().count ?? 0) }
        }
        say("| (points on those paths) | \(total) | |")
        measureHazards(network, from: snapped, to: schools, threads: threads)
        let points = snapped.compactMap { $0 }
        let pairs = points.indices.map { (origin: points[$0], target: points[($0 * 7919 + 1) % points.count]) }
        _ = timed("10,000 foot one-to-one") { network.walkDistances(pairs, threads: threads) }
        let some = Array(points.prefix(1000))
        _ = timed("1000 x 1000 walking matrix") { network.walkingMatrix(from: some, to: some, threads: threads) }
    }

    /// The same pupils and schools with every fiftieth primary to tertiary road marked.
    static func measureHazards(
        _ network: RoadNetwork, from homes: [SnappedPoint?], to schools: [GeoPoint], threads: Int
    ) {
        let roads = network.lines().filter { $0.roadClass <= .tertiary && $0.roadClass >= .primary }
        let marks = stride(from: 0, to: roads.count, by: 50).map {
            HazardStretch(location: .line(roads[$0].points), kind: .along)
        }
        let map = timed("matching \(marks.count) hazard lines") { network.match(marks) }
        let selection = HazardSelection(map, counting: Array(marks.indices), tolerance: Metres(100))
        let met = timed("10,000 pupils x 20 schools, legal and safe walk") {
            schools.compactMap { network.snap($0, for: .foot) }.reduce(0) { sum, target in
                sum
                    + network.walks(from: homes, to: target, counting: selection, threads: threads).count {
                        $0.map { !$0.met.isEmpty } ?? false
                    }
            }
        }
        say("| (walks that meet a hazard) | \(met) | |")
    }

    static func measureDrives(_ network: RoadNetwork, threads: Int) {
        let stops = points(network, 1000, seed: 3).compactMap { network.snap($0, for: .bus) }
        timed("bus: order, build, customise and perfect") { network.prepareDriving(threads: threads) }
        let matrix = timed("\(stops.count) x \(stops.count) driving matrix") {
            network.drivingMatrix(between: stops, threads: threads)
        }
        let reached = matrix.seconds.reduce(0) { $0 + ($1 == TravelMatrix.unreachable ? 0 : 1) }
        say("| (pairs with a way) | \(reached) of \(matrix.seconds.count) | |")
    }
}

/// Prints `line` at once, so that a long run can be watched.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
