/// Something wrong in a table: what was read, what was expected and what to do about it.
///
/// Carries no more of the cell than a person needs to find it, and nothing at all of columns that are personal.
package struct CellProblem: Hashable, Sendable {
    /// How much it matters.
    package enum Weight: Hashable, Sendable {
        /// The row is left out, or cannot be trusted.
        case error
        /// The row counts; somebody should look.
        case warning
        /// Good to know.
        case info
    }

    /// A stable, documented code such as `csv-bad-number`.
    package var code: String
    /// How much it matters.
    package var weight: Weight
    /// The line of the file, from 1.
    package var line: Int?
    /// The header of the column, or empty where the whole row or file is meant.
    package var column: String
    /// What was read, what is wrong and what to do, in one or two sentences.
    package var message: String

    /// A problem; see the properties.
    package init(_ code: String, _ weight: Weight, line: Int?, column: String = "", message: String) {
        self.code = code
        self.weight = weight
        self.line = line
        self.column = column
        self.message = message
    }
}

/// A table that cannot be read at all.
package struct TableError: Error, Hashable, Sendable {
    /// A stable, documented code such as `csv-empty-file`.
    package var code: String
    /// The line of the file, from 1, where there is one.
    package var line: Int?
    /// What was read, what is wrong and what to do.
    package var message: String

    /// An error; see the properties.
    package init(_ code: String, line: Int? = nil, message: String) {
        self.code = code
        self.line = line
        self.message = message
    }
}

extension String {
    /// This text as it may stand in a message: in quotes, at most 40 characters, control characters and marks that
    /// turn the writing direction replaced, so that no terminal or page is deceived.
    package var shown: String {
        var safe = ""
        var length = 0
        for scalar in unicodeScalars {
            guard length < 40 else { return "“\(safe)…”" }
            safe.unicodeScalars.append(scalar.isUnseen ? "\u{FFFD}" : scalar)
            length += 1
        }
        return "“\(safe)”"
    }
}

extension Unicode.Scalar {
    /// Control characters, and invisible ones that change how the text around them is read.
    package var isUnseen: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
