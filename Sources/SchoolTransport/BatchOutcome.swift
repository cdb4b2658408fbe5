public import Foundation
public import TransportModel

/// What a run left behind.
public struct BatchOutcome: Sendable {
    /// The folder that was written; `nil` when nothing was.
    public var folder: URL?
    /// All findings, in the order of `findings.csv`.
    public var findings: [Finding]
    /// The key figures, in the order in which people want to read them.
    public var figures: [Figure]

    /// A figure by name.
    public struct Figure: Sendable {
        /// For programs, such as `buses`.
        public var key: String
        /// For people, such as `Buses`.
        public var label: String
        /// The value with its unit.
        public var value: String

        /// A figure.
        public init(key: String, label: String, value: String) {
            self.key = key
            self.label = label
            self.value = value
        }
    }

    /// An outcome.
    public init(folder: URL?, findings: [Finding], figures: [Figure]) {
        self.folder = folder
        self.findings = findings
        self.figures = figures
    }

    /// The number of error findings; any makes the run end with exit 1.
    public var errors: Int { findings.count { $0.severity == .error } }
}
