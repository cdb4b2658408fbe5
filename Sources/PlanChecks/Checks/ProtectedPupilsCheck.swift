import Foundation
import ParallelWork
import Quantities
import Tables
import TransportModel

/// Protected pupils stand in no file but those that staff need, and by name or address in `staff/` alone.
///
/// Every byte of every file is searched, packed ones unpacked, and the names of the files too. A name or address that
/// an unprotected pupil shares is not looked for, nor an id that is a bare number; and where the longer name or address
/// of an unprotected pupil stands, a secret that is a part of it is not what is read there.
struct ProtectedPupilsCheck: PlanCheck {
    /// Files in which protected pupils may stand by their id.
    private static let withIDs: Set<String> = [
        DecisionRow.fileName, AssignmentRow.fileName, StopOptionRow.fileName, ReviewRow.fileName, FindingRow.fileName,
    ]

    func findings(in context: CheckContext) -> [Finding] {
        let secrets = Secrets(context.batch)
        guard !secrets.pupilOfID.isEmpty else { return [] }
        return Parallel.map(relativePaths(in: context.folder.url), threads: context.threads) { path in
            problems(inFileAt: path, secrets, context)
        }.flatMap(\.self)
    }

    private func problems(inFileAt path: String, _ secrets: Secrets, _ context: CheckContext) -> [Finding] {
        guard !path.hasPrefix("staff/") else { return [] }
        let mayHoldIDs = path.hasPrefix("trace/") || Self.withIDs.contains(path)
        let texts = texts(ofFileAt: path, context)
        var pupils = Set(texts.flatMap { secrets.details.wordsFound(in: $0) }.map { secrets.pupilOfDetail[$0] })
        if !mayHoldIDs {
            pupils.formUnion(texts.flatMap { secrets.ids.wordsFound(in: $0) }.map { secrets.pupilOfID[$0] })
        }
        return pupils.sorted().map { pupil in
            Finding(
                "plan-protected-pupil", .error, file: path, subject: pupil,
                message: "A protected pupil stands in this file by id, name or address.")
        }
    }

    /// What there is to search: the file's name, its bytes, and what is packed in it.
    private func texts(ofFileAt path: String, _ context: CheckContext) -> [[UInt8]] {
        let name = Array(path.utf8)
        guard let bytes = try? FileBytes.read(context.folder.url.appendingPathComponent(path).path) else {
            return [name]
        }
        var texts = [name, bytes]
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), let archive = try? ZIPReader(bytes) {
            for entry in archive.entries {
                texts.append(Array(entry.name.utf8))
                if let contents = try? archive.contents(of: entry) { texts.append(contents) }
            }
        }
        return texts
    }

    private func relativePaths(in folder: URL) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        var paths: [String] = []
        while let path = walk.nextObject() as? String {
            if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular { paths.append(path) }
        }
        return paths.sorted()
    }
}

/// What may not be found.
private struct Secrets: Sendable {
    /// Ids of protected pupils; `pupilOfID` are the same.
    var ids: WordSearch, pupilOfID: [String]
    /// Names and addresses, and whose they are.
    var details: WordSearch, pupilOfDetail: [String]

    init(_ batch: Batch) {
        var open: Set<String> = []
        for pupil in batch.pupils.elements where !pupil.isProtected {
            open.formUnion(Secrets.details(of: pupil, batch))
        }
        var details: [(text: String, pupil: String)] = []
        var ids: [String] = []
        for pupil in batch.pupils.elements where pupil.isProtected {
            if !pupil.id.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { ids.append(pupil.id) }
            for text in Secrets.details(of: pupil, batch) where !open.contains(text) {
                details.append((text, pupil.id))
            }
        }
        self.ids = WordSearch(ids)
        pupilOfID = ids
        let secrets = WordSearch(details.map(\.text))
        let lookAlikes = open.sorted().filter { !secrets.wordsFound(in: Array($0.utf8)).isEmpty }
        self.details = WordSearch(details.map(\.text), outside: lookAlikes)
        pupilOfDetail = details.map(\.pupil)
    }

    private static func details(of pupil: Pupil, _ batch: Batch) -> [String] {
        ([pupil.name] + pupil.homes.map { batch.homes[$0].address }).filter { $0.utf8.count >= 4 }
            .flatMap { Set([$0, $0.inMarkup]).sorted() }
    }
}

extension String {
    /// The text as HTML pages write it.
    fileprivate var inMarkup: String {
        let marks: [(plain: String, written: String)] = [
            ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"),
        ]
        return marks.reduce(self) { $0.replacing($1.plain, with: $1.written) }
    }
}
