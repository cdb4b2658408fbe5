import Foundation
import Testing

@testable import Tables

struct SHA256Tests {
    // The examples of FIPS 180-2, appendix B, and the digest of nothing.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `published digests come out`(text: String, digest: String) {
        #expect(SHA256.hex(of: Array(text.utf8)) == digest)
    }

    @Test func `a file that is read in pieces has the digest of its bytes`() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try FileBytes.write(bytes, toNewFileAt: folder.path("big"))
        #expect(try SHA256.hex(ofFileAt: folder.path("big")) == SHA256.hex(of: bytes))
        #expect(try FileBytes.read(folder.path("big")) == bytes)
    }

    @Test func `a missing file, a folder and a file beyond the limit are errors that name the path`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FileError.self) { try SHA256.hex(ofFileAt: folder.path("none")) }
        #expect(throws: FileError.self) { try FileBytes.read(folder.url.path) }
        try FileBytes.write([1, 2, 3], toNewFileAt: folder.path("three"))
        #expect(throws: FileError.self) { try FileBytes.read(folder.path("three"), limit: 2) }
    }
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("skjuts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.path + "/" + name }
}
