/// Why no bundle could be invented.
package struct GenerationError: Error, CustomStringConvertible {
    /// What is wrong and what to do.
    package let message: String

    /// An error that says `message`.
    package init(_ message: String) { self.message = message }

    /// The message.
    package var description: String { message }
}
