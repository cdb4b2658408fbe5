internal import Foundation
internal import Generation
internal import SchoolTransport

/// A small invented municipality in a folder of its own, gone when it is let go of.
final class TinyMunicipality {
    let root: URL
    let bundle: URL

    init(pupils: Int = 90, seed: UInt64 = 3) throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("skjuts-\(UUID().uuidString)")
        bundle = root.appendingPathComponent("bundle")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try SyntheticMunicipality(pupils: pupils, seed: seed).write(to: bundle)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// Where a plan called `name` goes.
    func plan(_ name: String) -> URL { root.appendingPathComponent(name) }

    /// A run with a budget that fits a debug build.
    func batch(threads: Int = 2, seed: UInt64 = 1, stop: StopSignal = StopSignal()) -> NightlyBatch {
        var options = BatchOptions()
        options.threads = threads
        options.seed = seed
        options.iterations = 60
        return NightlyBatch(bundle: bundle, options: options, stop: stop)
    }

    /// Every file of `folder` by its path inside it.
    func files(in folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var files: [String: Data] = [:]
        for name in names {
            let url = folder.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            files[name] = try Data(contentsOf: url)
        }
        return files
    }

    /// Replaces the text of a file of the bundle.
    func write(_ text: String, to name: String) throws {
        try text.write(to: bundle.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
}
