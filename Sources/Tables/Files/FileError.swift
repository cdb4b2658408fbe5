import Foundation

/// A file or folder that could not be read or written.
package struct FileError: Error, Hashable, Sendable {
    /// The path as it was given.
    package var path: String
    /// The system's number for the cause (`errno`); 0 where the cause is ours.
    package var number: Int32
    /// What was tried, and why it failed.
    package var message: String
    /// Why it failed, without the path.
    package var reason: String { number == 0 ? message : "\(String(cString: strerror(number)))." }

    /// The failure of `action` (such as “read”) on `path`, for the reason that `number` stands for.
    package init(_ action: String, path: String, number: Int32 = errno) {
        self.path = path
        self.number = number
        message = "Cannot \(action) \(path): \(String(cString: strerror(number)))."
    }

    /// A failure on `path` that the system has no number for.
    package init(path: String, message: String) {
        self.path = path
        number = 0
        self.message = message
    }
}
