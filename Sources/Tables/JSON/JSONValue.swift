/// A JSON document to be written: keys keep their order, so that equal documents are equal bytes.
package indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Written as short as reads back exactly; `null` where it is not finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// Keys in the order in which they are written.
    case object([(key: String, value: JSONValue)])

    /// The document as UTF-8, one value a line, indented by one space a level, with a line feed at its end.
    package var prettyBytes: [UInt8] {
        var text = ""
        write(to: &text, indentation: 0)
        text += "\n"
        return Array(text.utf8)
    }

    /// The document as UTF-8 on one line, without blanks and without a line feed at its end.
    package var compactBytes: [UInt8] {
        var text = ""
        write(to: &text, indentation: nil)
        return Array(text.utf8)
    }

    private func write(to text: inout String, indentation: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += JSONValue.spelled(value)
        case .string(let value): JSONValue.quote(value, to: &text)
        case .array(let values):
            JSONValue.enclose("[", "]", values.count, indentation, &text) { position, text, inner in
                values[position].write(to: &text, indentation: inner)
            }
        case .object(let members):
            JSONValue.enclose("{", "}", members.count, indentation, &text) { position, text, inner in
                JSONValue.quote(members[position].key, to: &text)
                text += inner == nil ? ":" : ": "
                members[position].value.write(to: &text, indentation: inner)
            }
        }
    }

    private static func enclose(
        _ opening: String, _ closing: String, _ count: Int, _ indentation: Int?, _ text: inout String,
        _ writeElement: (Int, inout String, Int?) -> Void
    ) {
        text += opening
        for position in 0..<count {
            if position > 0 { text += "," }
            if let indentation { text += "\n" + String(repeating: " ", count: indentation + 1) }
            writeElement(position, &text, indentation.map { $0 + 1 })
        }
        if let indentation, count > 0 { text += "\n" + String(repeating: " ", count: indentation) }
        text += closing
    }

    private static func spelled(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
        return value.description
    }

    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}", "<":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
