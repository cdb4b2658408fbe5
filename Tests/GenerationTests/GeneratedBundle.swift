import Foundation
import Tables

@testable import Generation

/// An invented bundle, read back from a folder that is gone again.
struct GeneratedBundle {
    /// The bytes of every file by name.
    let files: [String: Data]

    init(pupils: Int, seed: UInt64, stops: StopSource = .file) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try SyntheticMunicipality(pupils: pupils, seed: seed, stops: stops).write(to: folder)
        files = try Self.read(folder)
    }

    init(network: URL, pupils: Int, seed: UInt64, stops: StopSource = .network, threads: Int = 1) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try ExtractMunicipality(network: network, pupils: pupils, seed: seed, stops: stops, threads: threads)
            .write(to: folder)
        files = try Self.read(folder)
    }

    /// The files of a folder.
    static func read(_ folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
        }
        return files
    }

    /// The rows of a table as dictionaries by column; the generator never writes a quoted line break.
    func rows(of name: String) throws -> [[String: String]] {
        guard let data = files[name] else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map { Self.cells($0) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == "," && !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
