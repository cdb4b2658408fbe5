/// A value of a JSON file with the line it starts on.
package struct JSONNode: Sendable {
    /// What kind of value it is.
    package indirect enum Value: Sendable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([JSONNode])
        /// In file order; where a key comes twice the first counts.
        case object([(key: String, value: JSONNode)])
    }

    /// The value.
    package var value: Value
    /// The line it starts on, from 1.
    package var line: Int

    /// The value under `key` of an object; `nil` where it is absent, or this is no object.
    package subscript(key: String) -> JSONNode? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The elements of an array; `nil` where this is none.
    package var elements: [JSONNode]? {
        guard case .array(let elements) = value else { return nil }
        return elements
    }

    /// The text of a string; `nil` where this is none.
    package var string: String? {
        guard case .string(let text) = value else { return nil }
        return text
    }

    /// The value of a number; `nil` where this is none.
    package var number: Double? {
        guard case .number(let number) = value else { return nil }
        return number
    }

    /// A string, a number or a truth value as a cell of a table would hold it; empty for anything else.
    package var cellText: String {
        switch value {
        case .string(let text): return text.trimmedBlanks
        case .bool(let flag): return flag ? "yes" : "no"
        case .number(let number):
            return number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
        case .null, .array, .object: return ""
        }
    }
}

/// Reads JSON (RFC 8259) that may be broken or hostile: nesting is bounded and every fault names its line.
package struct JSONReader {
    /// How deep arrays and objects may stand inside each other.
    package static let deepest = 64

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    /// The value that `text`, which is UTF-8, holds.
    package static func read(_ text: [UInt8]) throws(TableError) -> JSONNode {
        var reader = JSONReader(bytes: text)
        let node = try reader.node(depth: 0)
        reader.skipBlanks()
        guard reader.position == text.count else {
            throw reader.fault("something stands after the end of the document")
        }
        return node
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func fault(_ problem: String) -> TableError {
        TableError(
            "json-broken", line: line,
            message: "This is not JSON: \(problem). Check quotes, commas and brackets on this line and above.")
    }

    private mutating func node(depth: Int) throws(TableError) -> JSONNode {
        guard depth <= JSONReader.deepest else { throw fault("more than \(JSONReader.deepest) levels are nested") }
        skipBlanks()
        let start = line
        guard position < bytes.count else { throw fault("the file ends too early") }
        let value: JSONNode.Value
        switch bytes[position] {
        case UInt8(ascii: "{"): value = try object(depth: depth)
        case UInt8(ascii: "["): value = try array(depth: depth)
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"): value = try word("true", .bool(true))
        case UInt8(ascii: "f"): value = try word("false", .bool(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        default: value = .number(try number())
        }
        return JSONNode(value: value, line: start)
    }

    private mutating func object(depth: Int) throws(TableError) -> JSONNode.Value {
        position += 1
        var members: [(key: String, value: JSONNode)] = []
        if takes(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw fault("a key in quotes is missing")
            }
            let key = try string()
            guard takes(UInt8(ascii: ":")) else { throw fault("a colon is missing after a key") }
            members.append((key, try node(depth: depth + 1)))
            if takes(UInt8(ascii: "}")) { return .object(members) }
            guard takes(UInt8(ascii: ",")) else { throw fault("a comma or } is missing") }
        }
    }

    private mutating func array(depth: Int) throws(TableError) -> JSONNode.Value {
        position += 1
        var elements: [JSONNode] = []
        if takes(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try node(depth: depth + 1))
            if takes(UInt8(ascii: "]")) { return .array(elements) }
            guard takes(UInt8(ascii: ",")) else { throw fault("a comma or ] is missing") }
        }
    }

    private mutating func word(_ word: String, _ value: JSONNode.Value) throws(TableError) -> JSONNode.Value {
        guard bytes[position...].starts(with: word.utf8) else { throw fault("a value is neither text nor number") }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(TableError) -> Double {
        let start = position
        while position < bytes.count, position - start < 400, isNumeric(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite, text.first != "+", text.first != "." else {
            throw fault("a value is neither text nor number")
        }
        return value
    }

    private func isNumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
    }

    private mutating func string() throws(TableError) -> String {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let valid = String(validating: text, as: UTF8.self) else { throw fault("text is not UTF-8") }
                return valid
            case UInt8(ascii: "\\"): text += try escaped()
            case 0..<0x20: throw fault("a quote is not closed on its line")
            default: text.append(byte)
            }
        }
        throw fault("the file ends within quotes")
    }

    private mutating func escaped() throws(TableError) -> [UInt8] {
        guard position < bytes.count else { throw fault("the file ends within quotes") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try escapedScalar())).utf8)
        default: throw fault("a backslash stands before a letter that it cannot")
        }
    }

    /// The character of `\uXXXX`, or of two such that are a surrogate pair; a half pair reads as U+FFFD.
    private mutating func escapedScalar() throws(TableError) -> Unicode.Scalar {
        let first = try fourDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, bytes[position...].starts(with: [0x5C, 0x75]) else { return "\u{FFFD}" }
        let back = position
        position += 2
        let second = try fourDigits()
        guard (0xDC00...0xDFFF).contains(second) else {
            position = back
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func fourDigits() throws(TableError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw fault("the file ends within quotes") }
        let digits = bytes[position..<position + 4]
        let isHexadecimal = digits.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        }
        guard isHexadecimal, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw fault("\\u needs four hexadecimal digits")
        }
        position += 4
        return value
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position].isBlank {
            if bytes[position] == 0x0A { line += 1 }
            position += 1
        }
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
