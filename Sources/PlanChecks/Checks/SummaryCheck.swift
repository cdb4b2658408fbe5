import Foundation
import Quantities
import TransportModel

/// `summary.json` says what the tables say, and no plan beats its bounds.
struct SummaryCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        guard let data = context.folder.summary else {
            return [problem("plan-no-summary", "", "The file is missing or is not JSON.")]
        }
        let written: WrittenSummary
        do {
            written = try JSONDecoder().decode(WrittenSummary.self, from: data)
        } catch {
            return [problem("plan-no-summary", "", "The file does not have the documented shape.")]
        }
        var settings = RunSettings(
            version: written.skjuts, seed: written.seed, isTimeLimited: written.time_limited, bound: PlanBound())
        settings.bound.buses = written.bound.buses
        settings.bound.cost = written.bound.cost.map { Cost(rounding: $0) }
        let expected = PlanSummary(tables: context.tables, batch: context.batch, settings: settings)
        return counts(written, expected) + figures(written, expected) + bounds(expected)
    }

    private func counts(_ written: WrittenSummary, _ expected: PlanSummary) -> [Finding] {
        expected.counts.named.filter { written.counts[$0.key] != $0.value }.map { name, value in
            let found = written.counts[name].map(String.init) ?? "missing"
            return problem("plan-wrong-count", name, "counts.\(name) is \(found), but by the files \(value).")
        }
    }

    private func figures(_ written: WrittenSummary, _ expected: PlanSummary) -> [Finding] {
        let figures: [(name: String, written: Double, expected: Double, tolerance: Double)] = [
            ("decided_automatically", written.decided_automatically, expected.decidedAutomatically, 0.0001),
            ("buses", Double(written.buses), Double(expected.buses), 0),
            ("km", written.km, Double(expected.metres) / 1000, 0.001),
            ("cost", written.cost, expected.cost.amount, 0.001),
            ("ride.mean_s", written.ride.mean_s, expected.ride.mean, 0.001),
            ("ride.p95_s", written.ride.p95_s, expected.ride.p95, 0.001),
            ("ride.max_s", written.ride.max_s, expected.ride.max, 0.001),
            ("walk.mean_m", written.walk.mean_m, expected.walk.mean, 0.001),
            ("walk.p95_m", written.walk.p95_m, expected.walk.p95, 0.001),
            ("walk.max_m", written.walk.max_m, expected.walk.max, 0.001),
            ("wait.p95_s", written.wait.p95_s, expected.wait.p95, 0.001),
            ("wait.max_s", written.wait.max_s, expected.wait.max, 0.001),
        ]
        var found = figures.filter { abs($0.written - $0.expected) > $0.tolerance + 1e-9 }.map { figure in
            problem(
                "plan-wrong-figure", figure.name,
                "\(figure.name) is \(figure.written), but by the files \(figure.expected).")
        }
        for (file, hash) in expected.inputs.sorted(by: { $0.key < $1.key }) where written.inputs[file] != hash {
            found.append(
                problem("plan-other-input", file, "The plan was made from another \(file) than the one in the bundle."))
        }
        return found
    }

    private func bounds(_ expected: PlanSummary) -> [Finding] {
        var found: [Finding] = []
        if let bound = expected.boundBuses, bound > expected.buses {
            found.append(
                problem("plan-false-bound", "bound.buses", "The plan has \(expected.buses) buses, below its bound."))
        }
        if let bound = expected.boundCost, bound > expected.cost {
            found.append(
                problem("plan-false-bound", "bound.cost", "The plan costs \(expected.cost), less than its bound."))
        }
        return found
    }

    private func problem(_ code: String, _ subject: String, _ message: String) -> Finding {
        Finding(code, .error, file: PlanSummary.fileName, subject: subject, message: message)
    }
}

/// The shape of `summary.json`; the names are those of the file.
private struct WrittenSummary: Decodable {
    var schema_version: Int, skjuts: String, seed: UInt64, time_limited: Bool
    var inputs: [String: String], counts: [String: Int]
    var decided_automatically: Double, buses: Int, bound: Bound, km: Double, cost: Double
    var ride: Ride, walk: Walk, wait: Wait

    struct Bound: Decodable {
        var buses: Int?, cost: Double?
    }
    struct Ride: Decodable {
        var mean_s: Double, p95_s: Double, max_s: Double
    }
    struct Walk: Decodable {
        var mean_m: Double, p95_m: Double, max_m: Double
    }
    struct Wait: Decodable {
        var p95_s: Double, max_s: Double
    }
}
