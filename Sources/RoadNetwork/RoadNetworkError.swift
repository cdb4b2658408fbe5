/// Why a road network could not be read.
public struct RoadNetworkError: Error, Sendable, CustomStringConvertible {
    /// What kind of problem it is.
    public enum Code: String, Sendable {
        /// The file cannot be opened or is empty.
        case unreadable
        /// The file ends in the middle of something.
        case truncated
        /// The bytes do not follow the format.
        case malformed
        /// The file is sound but needs something that is not supported, such as another compression.
        case unsupported
        /// No road that the profiles may use is in the file.
        case noRoads
    }

    /// Where in the file the problem was met.
    public enum Location: Sendable, Hashable {
        /// Bytes from the start of the file (PBF); inside a compressed block, the start of that block.
        case byte(Int)
        /// The line, from 1 (XML).
        case line(Int)
    }

    /// What kind of problem it is.
    public let code: Code
    /// What was met and what to do about it; never a coordinate.
    public let message: String
    /// Where it was met; `nil` when it concerns the whole file.
    public let location: Location?

    /// A problem of kind `code` at `location`.
    public init(_ code: Code, _ message: String, at location: Location? = nil) {
        self.code = code
        self.message = message
        self.location = location
    }

    /// The message with its place.
    public var description: String {
        switch location {
        case .byte(let offset): "\(message) (byte \(offset))"
        case .line(let line): "\(message) (line \(line))"
        case nil: message
        }
    }
}
