import Quantities
package import Tables

extension PlanSummary {
    /// The document that `summary.json` holds; the shape is part of the product's public interface.
    package var json: JSONValue {
        .object([
            ("schema_version", .integer(PlanSummary.schemaVersion)),
            ("skjuts", .string(version)),
            ("seed", .integer(Int(clamping: seed))),
            ("time_limited", .bool(isTimeLimited)),
            ("inputs", .object(inputs.sorted { $0.key < $1.key }.map { (key: $0.key, value: .string($0.value)) })),
            ("counts", .object(counts.named.map { (key: $0.key, value: .integer($0.value)) })),
            ("decided_automatically", .rounded(decidedAutomatically, decimals: 4)),
            ("buses", .integer(buses)),
            (
                "bound",
                .object([
                    ("buses", boundBuses.map { .integer($0) } ?? .null),
                    ("cost", boundCost.map { .number($0.amount) } ?? .null),
                ])
            ),
            (
                "tour_choice",
                choice.map {
                    .object([("tours", .integer($0.tours)), ("gap", .rounded($0.gap, decimals: 4))])
                } ?? .null
            ),
            ("km", .number(Double(metres) / 1000)),
            ("cost", .number(cost.amount)),
            (
                "ride",
                .object([
                    ("mean_s", .rounded(ride.mean, decimals: 3)), ("p95_s", .number(ride.p95)),
                    ("max_s", .number(ride.max)),
                ])
            ),
            (
                "walk",
                .object([
                    ("mean_m", .rounded(walk.mean, decimals: 3)), ("p95_m", .number(walk.p95)),
                    ("max_m", .number(walk.max)),
                ])
            ),
            ("wait", .object([("p95_s", .number(wait.p95)), ("max_s", .number(wait.max))])),
        ])
    }
}

extension PlanSummary.Counts {
    /// The counts by the names of formats.md, in its order.
    package var named: [(key: String, value: Int)] {
        [
            ("pupils", pupils), ("homes", homes), ("schools", schools), ("granted", granted), ("refused", refused),
            ("review", review), ("riders", riders), ("rides", rides), ("stops_used", stopsUsed), ("trips", trips),
            ("blocks", blocks), ("errors", errors), ("warnings", warnings),
        ]
    }
}

extension JSONValue {
    /// A number with at most `decimals` decimals.
    package static func rounded(_ value: Double, decimals: Int) -> JSONValue {
        var unit = 1.0
        for _ in 0..<decimals { unit *= 10 }
        return .number((value * unit).rounded() / unit)
    }
}
