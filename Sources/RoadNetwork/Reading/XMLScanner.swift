/// Finds the tags of an XML text, one after another; text between tags, comments and declarations are passed over.
struct XMLScanner {
    /// One start, end or empty-element tag.
    struct Tag {
        /// The element's name.
        var name = ""
        /// The attributes, entities replaced.
        var attributes: [String: String] = [:]
        /// Whether it is an end tag.
        var isClosing = false
        /// Whether it is an empty element (`<a/>`).
        var isEmpty = false
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var line = 1

    /// A scanner over `bytes`, which someone else keeps alive.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// An error at the current line.
    func failure(_ code: RoadNetworkError.Code, _ message: String) -> RoadNetworkError {
        RoadNetworkError(code, message, at: .line(line))
    }

    /// The next tag; `nil` at the end of the text.
    mutating func nextTag() throws(RoadNetworkError) -> Tag? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                step()
                continue
            }
            if starts(with: "<!--") {
                try skip(past: "-->")
            } else if starts(with: "<?") {
                try skip(past: "?>")
            } else if starts(with: "<!") {
                try skip(past: ">")
            } else {
                return try tag()
            }
        }
        return nil
    }

    private mutating func tag() throws(RoadNetworkError) -> Tag {
        step()
        var tag = Tag()
        if peek() == UInt8(ascii: "/") {
            tag.isClosing = true
            step()
        }
        tag.name = name()
        guard !tag.name.isEmpty else { throw failure(.malformed, "a tag has no name") }
        while true {
            skipSpace()
            switch peek() {
            case nil: throw failure(.truncated, "the text ends inside <\(tag.name)>")
            case UInt8(ascii: ">"):
                step()
                return tag
            case UInt8(ascii: "/"):
                step()
                guard peek() == UInt8(ascii: ">") else { throw failure(.malformed, "a stray / in <\(tag.name)>") }
                tag.isEmpty = true
            default:
                let key = name()
                guard !key.isEmpty else {
                    throw failure(.malformed, "<\(tag.name)> holds something that is no attribute")
                }
                tag.attributes[key] = try value(of: key, in: tag.name)
            }
        }
    }

    private mutating func value(of key: String, in element: String) throws(RoadNetworkError) -> String {
        skipSpace()
        guard peek() == UInt8(ascii: "=") else { throw failure(.malformed, "\(key) of <\(element)> has no value") }
        step()
        skipSpace()
        guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw failure(.malformed, "\(key) of <\(element)> is not quoted")
        }
        step()
        let start = position
        var hasEntity = false
        while let byte = peek(), byte != quote {
            if byte == UInt8(ascii: "&") { hasEntity = true }
            step()
        }
        guard position < bytes.count else { throw failure(.truncated, "the text ends inside \(key) of <\(element)>") }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        step()
        return hasEntity ? try replacingEntities(text) : text
    }

    private func replacingEntities(_ text: String) throws(RoadNetworkError) -> String {
        var result = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            guard let end = rest[ampersand...].firstIndex(of: ";") else {
                throw failure(.malformed, "an entity has no semicolon")
            }
            let name = rest[rest.index(after: ampersand)..<end]
            guard let character = Self.character(named: name) else {
                throw failure(.malformed, "the entity &\(name); is unknown")
            }
            result.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(named name: Substring) -> Character? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.first == "#" else { return nil }
            let digits = name.dropFirst()
            let isHex = digits.first == "x"
            return UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10)
                .flatMap { Unicode.Scalar($0) }.map { Character($0) }
        }
    }

    // MARK: Bytes

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func step() {
        guard position < bytes.count else { return }
        if bytes[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { step() }
    }

    private mutating func name() -> String {
        let start = position
        while let byte = peek(), Self.isNamePart(byte) { step() }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"),
            UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }

    private func starts(with text: StaticString) -> Bool {
        guard bytes.count - position >= text.utf8CodeUnitCount else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
    }

    private mutating func skip(past text: StaticString) throws(RoadNetworkError) {
        while position < bytes.count {
            if starts(with: text) {
                for _ in 0..<text.utf8CodeUnitCount { step() }
                return
            }
            step()
        }
        throw failure(.truncated, "the text ends inside a comment or declaration")
    }
}
