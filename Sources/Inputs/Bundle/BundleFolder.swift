import Foundation
import Tables
import TransportModel

/// The folder that a bundle is, its files read by names that cannot leave it; remembers the digest of each.
final class BundleFolder {
    /// Most bytes of a YAML file.
    static let yamlBytes = 1 << 20

    private let source: BundleSource
    private let log: InputLog
    /// SHA-256 of every file read, by its name in the bundle.
    private(set) var hashes: [String: String] = [:]

    /// The bundle at `source`; a fatal problem where there is no such folder.
    init(_ source: BundleSource, log: InputLog) {
        self.source = source
        self.log = log
        guard case .folder(let url) = source else { return }
        switch source.entry("") {
        case .folder: break
        case .nothing:
            log.fatal("bundle-missing", file: "", "There is no folder \(url.lastPathComponent.shown). Check the path.")
        case .file:
            log.fatal(
                "bundle-not-a-folder", file: "", "A bundle is a folder, \(url.lastPathComponent.shown) is a file.")
        }
    }

    /// What stands under `name` in the bundle.
    func entry(_ name: String) -> BundleSource.Entry { source.entry(name) }

    /// The path of the file that `name` names in the bundle.
    func path(of name: String) -> String { source.path(of: name) }

    /// The bytes of the file `name`; `nil` where it is absent, which is a fatal problem if it `isRequired`, or cannot be
    /// read, which always is one.
    func bytes(of name: String, isRequired: Bool, limit: Int = CSVLimits.fileBytes) -> [UInt8]? {
        guard source.entry(name) != .nothing else {
            if isRequired { reportMissing(name) }
            return nil
        }
        do {
            let bytes = try source.bytes(of: name, limit: limit)
            hashes[name] = SHA256.hex(of: bytes)
            return bytes
        } catch {
            reportUnreadable(name, error)
            return nil
        }
    }

    /// The bytes of the file `name`, which a plan can do without; `nil` where it is absent.
    func bytes(ofOptional name: String, limit: Int) throws(FileError) -> [UInt8]? {
        guard source.entry(name) != .nothing else { return nil }
        let bytes = try source.bytes(of: name, limit: limit)
        hashes[name] = SHA256.hex(of: bytes)
        return bytes
    }

    /// The text of the YAML file `name`, with its warnings about encoding; `nil` after a fatal problem.
    func text(of name: String) -> String? {
        guard let bytes = bytes(of: name, isRequired: true, limit: BundleFolder.yamlBytes) else { return nil }
        do {
            let decoded = try TextDecoding(bytes)
            log.add(decoded.problems, file: name)
            let text = String(decoding: decoded.bytes, as: UTF8.self)
            guard let line = YAMLBomb.line(in: text) else { return text }
            log.fatal(
                "yaml-alias", file: name, line: line,
                "Anchors and aliases (`&name`, `*name`) are not read. Write the value out where it is used.")
            return nil
        } catch {
            log.fatal(error.code, file: name, line: error.line, error.message)
            return nil
        }
    }

    /// Takes the digest of the file `name`, which others will read; its size in bytes, or `nil` after a fatal problem.
    func digest(_ name: String) -> Int? {
        guard source.entry(name) != .nothing else {
            reportMissing(name)
            return nil
        }
        do {
            let digest = try source.digest(of: name)
            hashes[name] = digest.hash
            return digest.size
        } catch {
            reportUnreadable(name, error)
            return nil
        }
    }

    private func reportMissing(_ name: String) {
        let alike = source.names.sorted().first { $0.lowercased() == name.lowercased() }
        let hint = alike.map { " There is \($0.shown); rename it." } ?? ""
        log.fatal("file-missing", file: name, "The bundle has no file \(name). Add it.\(hint)")
    }

    private func reportUnreadable(_ name: String, _ error: FileError) {
        let reason = error.number == 0 ? error.message.replacingOccurrences(of: error.path, with: name) : error.reason
        log.fatal(
            "file-unreadable", file: name, "The file \(name) cannot be read. \(reason) Put a readable file there.")
    }
}

extension BundleFolder {
    /// Why the bundle must not follow `name`, which a settings file gives; `nil` where it names a file inside it.
    static func fault(inName name: String) -> String? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if name.hasPrefix("/") || name.contains("\\") || parts.contains("..") {
            return "It leads out of the bundle, which holds all that it needs. Copy the file in and write its name."
        }
        if parts.contains(where: { $0.isEmpty || $0 == "." }) || name.unicodeScalars.contains(where: \.isUnseen) {
            return "It is no file name. Write the name of a file in the bundle."
        }
        return nil
    }
}
