import Foundation
import Quantities
import Tables
import TransportModel

/// No pupil is in the feeds, and GTFS shows no stop by id or name that fewer than three pupils use.
struct FeedsCheck: PlanCheck {
    /// With fewer pupils than this a stop may be a child's door.
    static let leastPupils = 3
    private static let feeds = ["gtfs.zip", "plan.geojson", "plan.gpkg"]

    func findings(in context: CheckContext) -> [Finding] {
        let ids = context.batch.pupils.elements.map(\.id).filter { id in
            !id.utf8.allSatisfy { (0x30...0x39).contains($0) } && id.utf8.count > 3
        }
        let search = WordSearch(ids)
        return FeedsCheck.feeds.flatMap { feed -> [Finding] in
            guard let bytes = try? FileBytes.read(context.folder.url.appendingPathComponent(feed).path) else {
                return []
            }
            let files = unpacked(bytes)
            let pupils = Set(files.values.flatMap { search.wordsFound(in: $0) }).sorted()
            return pupils.map { pupil in
                Finding(
                    "plan-pupil-in-feed", .error, file: feed, subject: ids[pupil],
                    message: "A feed is for everybody, but the pupil's id is in it.")
            } + (files["stops.txt"].map { unmasked($0, context) } ?? [])
        }
    }

    /// The files in an archive by name, or the bytes themselves.
    private func unpacked(_ bytes: [UInt8]) -> [String: [UInt8]] {
        guard bytes.starts(with: [0x50, 0x4B]), let archive = try? ZIPReader(bytes) else { return ["": bytes] }
        var files: [String: [UInt8]] = [:]
        for entry in archive.entries { files[entry.name] = try? archive.contents(of: entry) }
        return files
    }

    private func unmasked(_ bytes: [UInt8], _ context: CheckContext) -> [Finding] {
        let (hidden, open) = context.tables.stops.reduce(into: ([StopRow](), [StopRow]())) { split, stop in
            if stop.pupils < FeedsCheck.leastPupils { split.0.append(stop) } else { split.1.append(stop) }
        }
        let ids = Set(hidden.map(\.stopID))
        let names = Set(hidden.map(\.name)).subtracting(open.map(\.name))
            .subtracting(context.batch.schools.elements.map(\.name))
        guard let table = try? CSVTable(bytes) else { return [] }
        return table.rows.filter { ids.contains($0["stop_id"]) || names.contains($0["stop_name"]) }.map { row in
            Finding(
                "plan-stop-not-masked", .error, file: "gtfs.zip", line: row.line, subject: row["stop_id"],
                message: "Fewer than \(FeedsCheck.leastPupils) pupils use the stop, but the feed shows its id or name.")
        }
    }
}
