import CFolderExchange
package import Foundation

/// Replaces a folder as a whole: a reader sees the old one or the new one, never half of either.
///
/// Files are written into a hidden sibling, forced to disk and swapped with the old folder in one step. A run that is
/// killed leaves the old folder whole and a sibling that the next run sweeps. The sibling is locked while its run
/// lives, so that nobody sweeps the work of another.
///
///     let plan = try FolderReplacement(of: folder, recognisedBy: "summary.json")
///     try plan.write(bytes, to: "staff/letters.html", mode: 0o600)
///     try plan.commit()
package final class FolderReplacement {
    /// Where the files are while they are written.
    package let staging: URL
    /// The folder that is replaced.
    package let target: URL
    private let lock: Int32
    private var isCommitted = false
    private var folders: Set<String> = []

    /// Starts the replacement of `target` and sweeps what killed runs left beside it.
    ///
    /// - Parameter marker: a file that every such folder holds. A folder at `target` that has something in it but not
    ///   this is somebody else's, and is refused.
    package init(of target: URL, recognisedBy marker: String) throws(FileError) {
        let target = target.standardizedFileURL.resolvingSymlinksInPath()
        self.target = target
        try FolderReplacement.checkReplaceable(target, marker)
        let parent = target.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        } catch {
            throw FileError("create", path: parent.path)
        }
        FolderReplacement.sweep(beside: target, marker)
        staging = parent.appendingPathComponent(
            FolderReplacement.prefix(of: target) + "new-" + String(UInt64.random(in: .min ... .max), radix: 36))
        guard mkdir(staging.path, 0o755) == 0 else { throw FileError("create", path: staging.path) }
        let descriptor = open(staging.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw FileError("lock", path: staging.path)
        }
        lock = descriptor
    }

    deinit {
        if !isCommitted { try? FileManager.default.removeItem(at: staging) }
        close(lock)
    }

    /// Writes `bytes` to the new file `path`, relative to the folder; folders on the way are made.
    package func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(FileError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.contains("\0") }) else {
            throw FileError(path: path, message: "\(path) is not a path inside the folder.")
        }
        var folder = staging.path
        for part in parts.dropLast() {
            folder += "/" + part
            guard folders.insert(folder).inserted else { continue }
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw FileError("create", path: folder) }
        }
        try FileBytes.write(bytes, toNewFileAt: staging.path + "/" + path, mode: mode, isFlushed: false)
    }

    /// Puts the new folder in the place of the old one, which is then removed.
    package func commit() throws(FileError) {
        guard skjuts_flush_file_system(lock) == 0 else { throw FileError("write to", path: staging.path) }
        let parent = target.deletingLastPathComponent().path
        if rename(staging.path, target.path) == 0 {
            isCommitted = true
            try FolderReplacement.sync(parent)
            return
        }
        guard errno == ENOTEMPTY || errno == EEXIST else { throw FileError("replace", path: target.path) }
        if skjuts_exchange(staging.path, target.path) != 0 {
            guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else {
                throw FileError("replace", path: target.path)
            }
            try swapInTwoSteps()
        }
        isCommitted = true
        try FolderReplacement.sync(parent)
        try? FileManager.default.removeItem(at: staging)
    }

    /// For file systems that cannot exchange: the old folder steps aside under a name that `sweep` brings back.
    private func swapInTwoSteps() throws(FileError) {
        let aside = target.deletingLastPathComponent().appendingPathComponent(
            FolderReplacement.prefix(of: target) + "old")
        try? FileManager.default.removeItem(at: aside)
        guard rename(target.path, aside.path) == 0 else { throw FileError("replace", path: target.path) }
        guard rename(staging.path, target.path) == 0 else {
            let failure = FileError("replace", path: target.path)
            _ = rename(aside.path, target.path)
            throw failure
        }
        try? FileManager.default.removeItem(at: aside)
    }

    // MARK: Before and after

    private static func prefix(of target: URL) -> String { ".\(target.lastPathComponent).skjuts-" }

    private static func checkReplaceable(_ target: URL, _ marker: String) throws(FileError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw FileError(path: target.path, message: "\(target.path) is a file. Name a folder.")
        }
        let contents = (try? FileManager.default.contentsOfDirectory(atPath: target.path)) ?? []
        guard contents.isEmpty || contents.contains(marker) else {
            throw FileError(
                path: target.path,
                message: "\(target.path) holds files but no \(marker), so it would be lost. Name an empty folder.")
        }
    }

    /// Removes what runs that are no more left beside `target`, and brings back a folder that one had put aside.
    private static func sweep(beside target: URL, _ marker: String) {
        let parent = target.deletingLastPathComponent()
        let prefix = prefix(of: target)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        for name in names.sorted() where name.hasPrefix(prefix) {
            let leftover = parent.appendingPathComponent(name)
            if name == prefix + "old", !FileManager.default.fileExists(atPath: target.path) {
                _ = rename(leftover.path, target.path)
                continue
            }
            let descriptor = open(leftover.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            try? FileManager.default.removeItem(at: leftover)
        }
    }

    private static func sync(_ folder: String) throws(FileError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("open", path: folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError("write", path: folder) }
    }
}
