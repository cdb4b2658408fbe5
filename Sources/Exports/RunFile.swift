import Tables
import TransportModel

extension RunRecord {
    /// The name of the file.
    static let fileName = "run.json"

    /// The document that `run.json` holds: stage times, threads and memory.
    var json: JSONValue {
        .object([
            ("schema_version", .integer(1)),
            ("threads", .integer(threads)),
            ("peak_memory_bytes", peakMemoryBytes.map { .integer($0) } ?? .null),
            ("seconds", .rounded(stages.reduce(0) { $0 + $1.seconds }, decimals: 3)),
            (
                "stages",
                .array(
                    stages.map { stage in
                        .object([("name", .string(stage.name)), ("seconds", .rounded(stage.seconds, decimals: 3))])
                    })
            ),
        ])
    }
}
