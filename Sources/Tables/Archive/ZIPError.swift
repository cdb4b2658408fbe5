/// An archive that cannot be read safely, or cannot be written.
package struct ZIPError: Error, Hashable, Sendable {
    /// A stable code such as `zip-path-outside`.
    package var code: String
    /// What is wrong and what to do.
    package var message: String

    /// An error; see the properties.
    package init(_ code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// The numbers of the ZIP format that reader and writer share (PKWARE APPNOTE 6.3).
enum ZIPFormat {
    static let localHeader: UInt32 = 0x0403_4B50
    static let centralHeader: UInt32 = 0x0201_4B50
    static let endOfDirectory: UInt32 = 0x0605_4B50
    static let localHeaderSize = 30
    static let centralHeaderSize = 46
    static let endSize = 22
    /// The date 1980-01-01, the earliest that the format can say: archives must not differ by when they were made.
    static let date: UInt16 = 0x0021
    /// Names are UTF-8.
    static let utf8Names: UInt16 = 0x0800
    static let stored: UInt16 = 0
    static let deflated: UInt16 = 8
}
