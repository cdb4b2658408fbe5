package import Foundation
import Tables

/// Where the files of a bundle come from.
package enum BundleSource: Sendable {
    /// A folder on disk.
    case folder(URL)
    /// Files in memory, by name: what another program hands over, or a test makes.
    case files([String: [UInt8]])

    /// What stands under a name.
    enum Entry {
        case nothing, file, folder
    }

    /// The names in the bundle, subfolders not opened.
    var names: Set<String> {
        switch self {
        case .folder(let url): Set((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [])
        case .files(let files): Set(files.keys)
        }
    }

    /// The path of the file that `name` names; the name itself where there is no disk.
    func path(of name: String) -> String {
        switch self {
        case .folder(let url): url.appendingPathComponent(name).path
        case .files: name
        }
    }

    /// What stands under `name`.
    func entry(_ name: String) -> Entry {
        switch self {
        case .folder(let url):
            var isFolder: ObjCBool = false
            let path = url.appendingPathComponent(name).path
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                // A link that leads nowhere is somebody's file, and reading it says what is wrong.
                let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
                return isLink ? .file : .nothing
            }
            return isFolder.boolValue ? .folder : .file
        case .files(let files): return files[name] == nil ? .nothing : .file
        }
    }

    /// The bytes of the file `name`, at most `limit`.
    func bytes(of name: String, limit: Int) throws(FileError) -> [UInt8] {
        switch self {
        case .folder: return try FileBytes.read(path(of: name), limit: limit)
        case .files(let files):
            let bytes = files[name] ?? []
            guard bytes.count <= limit else {
                throw FileError(path: name, message: "\(name) has more than \(limit) bytes. Is it the right file?")
            }
            return bytes
        }
    }

    /// The digest and the size of the file `name`, whatever its size.
    func digest(of name: String) throws(FileError) -> (hash: String, size: Int) {
        switch self {
        case .folder: return try SHA256.hexAndSize(ofFileAt: path(of: name))
        case .files(let files): return (SHA256.hex(of: files[name] ?? []), files[name]?.count ?? 0)
        }
    }
}
