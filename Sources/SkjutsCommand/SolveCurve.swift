internal import Foundation
internal import Synchronization
internal import VehicleRouting

/// What a search said about itself: shown while it runs, written as a curve afterwards.
final class SolveCurve: Sendable {
    private let mode: ProgressMode
    private let points = Mutex<[SolveProgress]>([])

    init(mode: ProgressMode) { self.mode = mode == .auto && isatty(2) == 0 ? .never : mode }

    /// The best bound that was reported.
    var bound: Int? { points.withLock { $0.compactMap(\.bound).max() } }

    /// Adds a point and shows it.
    func add(_ point: SolveProgress) {
        points.withLock { $0.append(point) }
        let text: String
        switch mode {
        case .never: return
        case .auto:
            let bound = point.bound.map { ", at least \($0)" } ?? ""
            text =
                "\u{1B}[2K\r\(seconds(point)) s  \(point.vehicles) vehicles\(bound)  \(point.unserved) unserved  "
                + "cost \(point.cost)  \(point.iterations) steps"
        case .json:
            text =
                "{\"seconds\": \(seconds(point)), \"iterations\": \(point.iterations), "
                + "\"vehicles\": \(point.vehicles), \"unserved\": \(point.unserved), \"cost\": \(point.cost), "
                + "\"bound\": \(point.bound.map(String.init) ?? "null")}\n"
        }
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// The curve as CSV, in the order of the reports.
    func csv() -> String {
        let rows = points.withLock { $0 }.map { point in
            "\(seconds(point)),\(point.iterations),\(point.vehicles),\(point.unserved),\(point.cost),"
                + (point.bound.map(String.init) ?? "")
        }
        return (["seconds,iterations,vehicles,unserved,cost,bound"] + rows).joined(separator: "\n") + "\n"
    }

    private func seconds(_ point: SolveProgress) -> Double { (point.seconds * 100).rounded() / 100 }
}
