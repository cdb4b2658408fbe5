internal import Tables

/// The tables of a feed, from an archive or from a folder.
struct FeedFiles {
    private let archive: ZIPReader?
    private let path: String

    /// The feed at `path`: an archive if it is a file that starts as one, else a folder.
    init(path: String) throws(TimetableFeed.Problem) {
        self.path = path
        guard let bytes = try? FileBytes.read(path) else {
            archive = nil
            return
        }
        do { archive = try ZIPReader(bytes) } catch {
            throw TimetableFeed.Problem(
                file: "", message: "It is no GTFS archive: \(error.message) Give the .zip file or the unpacked folder.")
        }
    }

    /// Whether the feed holds the file `name`.
    func has(_ name: String) -> Bool {
        guard let archive else { return (try? FileBytes.read("\(path)/\(name)")) != nil }
        return entry(name, in: archive) != nil
    }

    /// The table `name`, which must have `columns`.
    func table(_ name: String, columns: [String]) throws(TimetableFeed.Problem) -> CSVTable {
        let bytes = try bytes(of: name)
        let table: CSVTable
        do { table = try CSVTable(bytes) } catch {
            throw TimetableFeed.Problem(file: name, line: error.line, message: error.message)
        }
        let missing = table.missing(columns)
        guard missing.isEmpty else {
            throw TimetableFeed.Problem(
                file: name, line: 1,
                message: "The column\(missing.count == 1 ? "" : "s") \(missing.joined(separator: ", ")) "
                    + "\(missing.count == 1 ? "is" : "are") missing.")
        }
        return table
    }

    private func bytes(of name: String) throws(TimetableFeed.Problem) -> [UInt8] {
        guard let archive else {
            do { return try FileBytes.read("\(path)/\(name)") } catch {
                throw TimetableFeed.Problem(
                    file: name, message: "It cannot be read: \(error.message) Give a GTFS .zip file or its folder.")
            }
        }
        guard let entry = entry(name, in: archive) else {
            throw TimetableFeed.Problem(file: name, message: "The archive does not hold it. Is it a GTFS feed?")
        }
        do { return try archive.contents(of: entry) } catch {
            throw TimetableFeed.Problem(file: name, message: error.message)
        }
    }

    /// The entry of the file; some publishers zip the folder rather than its files.
    private func entry(_ name: String, in archive: ZIPReader) -> ZIPReader.Entry? {
        archive.entries.first { $0.name == name || $0.name.hasSuffix("/" + name) }
    }
}
