/// A problem in the data or in the plan that does not stop the run.
///
/// Never holds a name, an address or a coordinate of a pupil: ids alone.
public struct Finding: Hashable, Sendable {
    /// A stable, documented code such as `csv-bad-number`; lower case with hyphens.
    public var code: String
    /// How bad it is.
    public var severity: Severity
    /// The file it was found in, as named in the bundle or the plan folder; empty where there is none.
    public var file: String
    /// The line in that file, from 1; `nil` where there is none.
    public var line: Int?
    /// The id of what it is about (a pupil_id, a stop_id, a column, …); may be empty.
    public var subject: String
    /// What was read, what is wrong and what to do.
    public var message: String

    /// How bad a finding is.
    public enum Severity: String, Hashable, Comparable, CaseIterable, Sendable {
        /// Something was left out or a promise is broken: the run ends with exit 1.
        case error
        /// Somebody should look.
        case warning
        /// Good to know.
        case info

        private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
        /// Errors come first.
        public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }
    }

    /// A finding; see the properties.
    public init(
        _ code: String, _ severity: Severity, file: String = "", line: Int? = nil, subject: String = "", message: String
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.line = line
        self.subject = subject
        self.message = message
    }
}
