/// Why there is no answer at all. A model without a solution is an answer, not an error.
package struct IntegerProgrammingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    package enum Code: String, Hashable, Sendable {
        /// A number that is not finite, a lower bound above its upper bound, a term outside the model or twice.
        case invalidModel
        /// The start solution has the wrong length or breaks a constraint.
        case invalidStart
        /// More rows, columns or terms than GLPK should be given.
        case tooLarge
        /// GLPK gave up on the numbers, or its answer does not satisfy the model.
        case numericalTrouble
        /// GLPK aborted; the guard caught it.
        case solverFailure
    }

    /// What kind of trouble it is.
    package let code: Code
    /// What is wrong and where.
    package let message: String

    /// `code: message`.
    package var description: String { "\(code.rawValue): \(message)" }
}
