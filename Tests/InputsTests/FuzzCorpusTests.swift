import Foundation
import Tables
import Testing
import TransportModel

@testable import Inputs

/// What fuzzing found is read again by every test run; `Fuzz/run` looks for more.
struct FuzzCorpusTests {
    @Test(arguments: [
        ("yaml", "municipality.yaml"), ("yaml", "rules.yaml"), ("geojson", "hazards.geojson"), ("csv", "pupils.csv"),
        ("csv", "homes.csv"), ("csv", "timetable.csv"),
    ])
    func `a bundle with any such file is read or refused with reasons`(corpus: String, file: String) throws {
        let folder = "Fuzz/Corpus/\(corpus)/"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count >= 40)
        for name in names {
            let bytes = try FileBytes.read(folder + name)
            do throws(BatchError) {
                _ = try TestBundle { $0[file] = bytes }.read()
            } catch {
                #expect(!error.problems.isEmpty && error.problems.allSatisfy { !$0.message.isEmpty })
            }
        }
    }
}
