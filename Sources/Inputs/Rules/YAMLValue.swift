package import TransportModel
import Yams

/// What reading a YAML file has to say, in the order it was met.
package final class YAMLLog {
    /// The file, as named in the bundle.
    package let file: String
    /// The code that every finding starts with, such as `rules`.
    package let prefix: String
    /// All findings so far.
    package private(set) var findings: [Finding] = []
    /// How many of them are errors.
    package private(set) var errors = 0

    /// Nothing to say yet about `file`.
    package init(file: String, prefix: String) {
        self.file = file
        self.prefix = prefix
    }

    /// Adds an error: what was read, what is wrong and what to do.
    package func error(_ code: String, at value: YAMLValue, _ message: String) {
        errors += 1
        findings.append(
            Finding("\(prefix)-\(code)", .error, file: file, line: value.line, subject: value.path, message: message))
    }

    /// Adds a warning.
    package func warning(_ code: String, at value: YAMLValue, _ message: String) {
        findings.append(
            Finding("\(prefix)-\(code)", .warning, file: file, line: value.line, subject: value.path, message: message))
    }
}

/// A value of a YAML file with its place, read as what the caller expects and never guessed at: `7:45` stays text.
package struct YAMLValue {
    let node: Node
    package let log: YAMLLog
    /// The line of the key, or of the value itself in a list, from 1.
    package let line: Int?
    /// Where it is, such as `rules[2].more_than_m`.
    package let path: String

    init(node: Node, log: YAMLLog, path: String, line: Int? = nil) {
        self.node = node
        self.log = log
        self.path = path
        self.line = line ?? node.mark?.line
    }

    /// The last part of the path: the key that people look for.
    package var key: String { path.split(separator: ".").last.map(String.init) ?? path }

    /// The value that `text` holds. Fails on what is no YAML, on several documents and on anchors and aliases, naming
    /// the line.
    package static func document(_ text: String, log: YAMLLog) throws(FatalProblem) -> YAMLValue {
        guard depth(of: text) <= 64 else {
            throw FatalProblem(
                "\(log.prefix)-too-deep", file: log.file,
                message: "More than 64 lists or groups stand inside each other. Write the file flatter.")
        }
        let parser: Parser, node: Node?
        do {
            parser = try Parser(yaml: text, resolver: .basic)
            node = try parser.singleRoot()
        } catch {
            let (line, problem) = describe(error)
            throw FatalProblem(
                "\(log.prefix)-not-yaml", file: log.file, line: line,
                message: "This is not YAML: \(problem). Check indentation, quotes and brackets on this line and above.")
        }
        guard let node else {
            throw FatalProblem(
                "\(log.prefix)-empty", file: log.file,
                message: "The file is empty. Write at least `rules:` with a list.")
        }
        // Nodes hold their anchors weakly: the parser owns them.
        if let line = withExtendedLifetime(parser, { firstAnchor(in: node) }) {
            throw FatalProblem(
                "\(log.prefix)-alias", file: log.file, line: line,
                message: "Anchors and aliases (`&name`, `*name`) are not read. Write the value out where it is used.")
        }
        return YAMLValue(node: node, log: log, path: "")
    }

    /// An upper bound of how deep `text` nests: open brackets, and dashes at the start of a line.
    private static func depth(of text: String) -> Int {
        var open = 0, dashes = 0, deepest = 0
        var isAtStart = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): (dashes, isAtStart) = (0, true)
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            case UInt8(ascii: "-") where isAtStart, UInt8(ascii: "?") where isAtStart: dashes += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            default: isAtStart = false
            }
            deepest = max(deepest, open + dashes)
        }
        return deepest
    }

    private static func describe(_ error: any Error) -> (line: Int?, problem: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            (context.mark.line, "the key `\(keys.sorted().joined(separator: "`, `"))` is there twice")
        case .reader(let problem, _, _, _):
            (nil, problem)
        default:
            (nil, "it cannot be parsed")
        }
    }

    /// The line of the first anchor; anchors stand before their aliases, so no copy is walked twice.
    private static func firstAnchor(in node: Node) -> Int? {
        if node.anchor != nil { return node.mark?.line ?? 0 }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                if let line = firstAnchor(in: key) ?? firstAnchor(in: value) { return line }
            }
        case .sequence(let sequence):
            for element in sequence {
                if let line = firstAnchor(in: element) { return line }
            }
        case .alias: return node.mark?.line ?? 0
        case .scalar: break
        }
        return nil
    }
}

extension YAMLValue {
    /// Whether nothing is written: an empty value, `~` or `null` without quotes.
    package var isEmpty: Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    /// Whether it is a mapping, and whether it is a list.
    package var isMapping: Bool { node.mapping != nil }
    /// Whether it is a list.
    package var isList: Bool { node.sequence != nil }

    /// The text of a single value, as written; a finding and `nil` for a list, a mapping or nothing.
    package func text() -> String? {
        guard let scalar = node.scalar else {
            log.error("bad-value", at: self, "`\(key)` wants one value, not a \(isList ? "list" : "group of keys").")
            return nil
        }
        guard !isEmpty else {
            log.error("bad-value", at: self, "`\(key)` has no value. Write one, or leave the key out.")
            return nil
        }
        return scalar.string
    }

    /// The text as a YAML author wrote it, without a finding.
    package var plainText: String? { isEmpty ? nil : node.scalar?.string }

    /// A number within `range`, decimal point or comma; `unit` is what the key already says.
    package func number(in range: ClosedRange<Double>, unit: String = "") -> Double? {
        guard let text = text() else { return nil }
        guard let value = Self.parseNumber(text) else {
            let hint = unit.isEmpty ? "" : " The unit (\(unit)) is in the key, so write the number alone."
            log.error("bad-number", at: self, "`\(key)` wants a number, not `\(text)`.\(hint)")
            return nil
        }
        guard range.contains(value) else {
            log.error(
                "out-of-range", at: self,
                "`\(key): \(text)` is outside \(Self.tidy(range.lowerBound)) to \(Self.tidy(range.upperBound))"
                    + "\(unit.isEmpty ? "" : " " + unit). Check the number and its unit.")
            return nil
        }
        return value
    }

    /// A whole number within `range`.
    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard let value = number(in: Double(range.lowerBound)...Double(range.upperBound)) else { return nil }
        guard value == value.rounded() else {
            log.error("bad-number", at: self, "`\(key)` wants a whole number, not `\(Self.tidy(value))`.")
            return nil
        }
        return Int(value)
    }

    /// A share from 0 to 1, written as `2 %` or `0.02`.
    package func share() -> Double? {
        guard let text = text() else { return nil }
        let isPercent = text.hasSuffix("%")
        let digits = isPercent ? String(text.dropLast()) : text
        guard let number = Self.parseNumber(digits), (0...(isPercent ? 100 : 1)).contains(number) else {
            log.error("bad-number", at: self, "`\(key)` wants a share such as `2 %` or `0.02`, not `\(text)`.")
            return nil
        }
        return isPercent ? number / 100 : number
    }

    /// `yes` or `no`.
    package func flag() -> Bool? {
        guard let text = text() else { return nil }
        switch text.lowercased() {
        case "yes", "true": return true
        case "no", "false": return false
        default:
            log.error("bad-value", at: self, "`\(key)` wants `yes` or `no`, not `\(text)`.")
            return nil
        }
    }

    /// One of the words of `kind`.
    package func choice<Word>(of kind: Word.Type) -> Word? where Word: RawRepresentable<String> & CaseIterable {
        guard let text = text() else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        log.error(
            "unknown-word", at: self,
            "`\(key): \(text)` is not known. Write one of \(words.map { "`\($0)`" }.joined(separator: ", ")).")
        return nil
    }

    /// The elements of a list; a single value is a list of one.
    package func list() -> [YAMLValue] {
        guard let sequence = node.sequence else { return isEmpty ? [] : [self] }
        return sequence.enumerated().map { YAMLValue(node: $1, log: log, path: "\(path)[\($0 + 1)]") }
    }

    private static func parseNumber(_ text: String) -> Double? {
        let characters = text.filter { $0 != " " && $0 != "\u{a0}" }
        let commas = characters.filter { $0 == "," }.count
        guard commas <= 1, !(commas == 1 && characters.contains(".")) else { return nil }
        let plain = String(characters.map { $0 == "," ? "." : $0 })
        guard !plain.isEmpty, plain.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }),
            let value = Double(plain), value.isFinite
        else { return nil }
        return value
    }

    private static func tidy(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
