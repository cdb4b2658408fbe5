/// Something without which no plan can be made: a missing file, a truncated network, no required column.
///
/// A run names all of them at once and ends with exit 2.
public struct FatalProblem: Error, Hashable, Sendable {
    /// A stable, documented code; lower case with hyphens.
    public var code: String
    /// The file, as named in the bundle.
    public var file: String
    /// The line in that file, from 1, where there is one.
    public var line: Int?
    /// What was read, what is wrong and what to do.
    public var message: String

    /// A problem; see the properties.
    public init(_ code: String, file: String, line: Int? = nil, message: String) {
        self.code = code
        self.file = file
        self.line = line
        self.message = message
    }
}

/// Why a stage could not go on: every fatal problem that was found, never just the first.
public struct BatchError: Error, Sendable {
    /// The stage that gave up, such as `inputs`.
    public var stage: String
    /// All that it found.
    public var problems: [FatalProblem]

    /// The `stage` gave up because of `problems`.
    public init(stage: String, problems: [FatalProblem]) {
        self.stage = stage
        self.problems = problems
    }
}
