import Foundation

/// Whole files as bytes, with plain errors.
package enum FileBytes {
    /// The contents of the regular file at `path`; refuses folders, devices and more than `limit` bytes.
    package static func read(_ path: String, limit: Int = 1 << 31) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var isTooLong = false
        try forEachPiece(ofFileAt: path) { piece in
            guard bytes.count + piece.count <= limit else {
                isTooLong = true
                return
            }
            bytes.append(contentsOf: piece)
        }
        guard !isTooLong else {
            throw FileError(path: path, message: "\(path) has more than \(limit) bytes. Is it the right file?")
        }
        return bytes
    }

    /// Hands the contents of the regular file at `path` to `body`, at most a mebibyte at a time.
    package static func forEachPiece(ofFileAt path: String, _ body: ([UInt8]) -> Void) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError("read", path: path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError("read", path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw FileError(path: path, message: "\(path) is \(isFolder ? "a folder" : "not a regular file").")
        }
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = piece.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileError("read", path: path) }
            guard count > 0 else { return }
            body(count == piece.count ? piece : Array(piece[..<count]))
        }
    }

    /// Writes a new file of `bytes` at `path`; refuses a path that is taken.
    ///
    /// - Parameter isFlushed: waits until the file is on disk. Whoever writes many files waits once for all instead.
    package static func write(
        _ bytes: [UInt8], toNewFileAt path: String, mode: UInt32 = 0o644, isFlushed: Bool = true
    ) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
        guard descriptor >= 0 else { throw FileError("create", path: path) }
        defer { close(descriptor) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileError("write \(bytes.count) bytes to", path: path) }
            done += count
        }
        guard !isFlushed || fsync(descriptor) == 0 else { throw FileError("write \(bytes.count) bytes to", path: path) }
    }
}
