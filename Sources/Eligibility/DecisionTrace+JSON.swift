package import Foundation

/// The files of the folder `trace/`.
package enum TraceFiles {
    /// One record per line, in the order of decisions.
    package static let decisions = "trace/decisions.jsonl"
    /// The rule file as it was read.
    package static let rules = "trace/rules.yaml"

    /// `traces` as JSON Lines; the same traces give the same bytes.
    package static func encode(_ traces: [DecisionTrace]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .useDefaultKeys
        var result = Data()
        for trace in traces {
            result.append(try encoder.encode(trace))
            result.append(UInt8(ascii: "\n"))
        }
        return result
    }

    /// The records of `data`; throws ``TraceError`` naming the first line that cannot be read.
    package static func decode(_ data: Data) throws(TraceError) -> [DecisionTrace] {
        let decoder = JSONDecoder()
        var result: [DecisionTrace] = []
        for (position, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            do {
                result.append(try decoder.decode(DecisionTrace.self, from: Data(line)))
            } catch {
                throw TraceError(line: position + 1)
            }
        }
        return result
    }
}

/// A record that cannot be read.
package struct TraceError: Error, Hashable, Sendable {
    /// The line of `trace/decisions.jsonl`, from 1.
    package var line: Int
    /// What is wrong and what to do.
    package var message: String {
        "Line \(line) of \(TraceFiles.decisions) is no decision record. Write the plan anew, or restore the file."
    }
}
