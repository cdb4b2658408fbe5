import Testing
import TransportModel

@testable import Inputs

/// A way to break the test bundle, and the answer that it must get.
struct BrokenBundle: Sendable, CustomTestStringConvertible {
    /// What the answer must be.
    enum Answer: Sendable {
        /// A plan with a finding.
        case finding(String, Finding.Severity, file: String, line: Int?, remedy: String)
        /// No plan.
        case fatal(String, file: String, line: Int?, remedy: String)
    }

    var name: String
    var answer: Answer
    /// The date of the plan.
    var asOf: String?
    var change: @Sendable (inout [String: [UInt8]]) -> Void

    var testDescription: String { name }

    /// A row or value that is left out while all others go on: exit 1.
    static func error(
        _ name: String, _ code: String, _ file: String, _ line: Int?, _ remedy: String, asOf: String? = nil,
        _ change: @escaping @Sendable (inout [String: [UInt8]]) -> Void
    ) -> BrokenBundle {
        BrokenBundle(
            name: name, answer: .finding(code, .error, file: file, line: line, remedy: remedy), asOf: asOf,
            change: change)
    }

    /// Something that somebody should look at: exit 0.
    static func warning(
        _ name: String, _ code: String, _ file: String, _ line: Int?, _ remedy: String, asOf: String? = nil,
        _ change: @escaping @Sendable (inout [String: [UInt8]]) -> Void
    ) -> BrokenBundle {
        BrokenBundle(
            name: name, answer: .finding(code, .warning, file: file, line: line, remedy: remedy), asOf: asOf,
            change: change)
    }

    /// Something good to know: exit 0.
    static func info(
        _ name: String, _ code: String, _ file: String, _ line: Int?, _ remedy: String,
        _ change: @escaping @Sendable (inout [String: [UInt8]]) -> Void
    ) -> BrokenBundle {
        BrokenBundle(
            name: name, answer: .finding(code, .info, file: file, line: line, remedy: remedy), change: change)
    }

    /// Nothing to plan with: exit 2.
    static func fatal(
        _ name: String, _ code: String, _ file: String, _ line: Int?, _ remedy: String,
        _ change: @escaping @Sendable (inout [String: [UInt8]]) -> Void
    ) -> BrokenBundle {
        BrokenBundle(name: name, answer: .fatal(code, file: file, line: line, remedy: remedy), change: change)
    }
}
