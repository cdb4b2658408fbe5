import Mustache
import TransportModel

/// The templates of decision letters: the municipality's own where it has a sound one, else the program's.
///
/// What a municipality writes may say anything, but fills in values escaped and calls nothing but the style.
struct LetterTemplates: Sendable {
    /// Templates that cannot be used.
    private(set) var findings: [Finding] = []
    private var libraries: [String: MustacheLibrary] = [:]

    /// The templates of `batch`.
    init(_ batch: Batch) {
        for (language, text) in batch.letterTemplates.sorted(by: { $0.key < $1.key }) {
            do throws(TemplateFault) {
                try TemplateFault.check(text)
                guard let template = try? MustacheTemplate(string: text) else {
                    throw TemplateFault(line: nil, message: "It is no Mustache template.")
                }
                libraries[language] = PageTemplates.library(with: template, for: "letter")
            } catch {
                findings.append(
                    Finding(
                        "letter-template-broken", .warning, file: "letters/letter.\(language).mustache",
                        line: error.line, message: "\(error.message) The built-in letter is used until it is mended."))
            }
        }
    }

    /// The letter that `view` describes, as UTF-8.
    func rendered(_ view: DecisionLetter) -> [UInt8] {
        PageTemplates.rendered(view, with: "letter", of: libraries[view.language])
    }
}

/// Why a template that the program has not been built with cannot be used.
struct TemplateFault: Error, Equatable {
    /// The line, from 1; `nil`: somewhere.
    var line: Int?
    /// What is wrong and what to do.
    var message: String

    /// Most sections inside one another.
    private static let deepest = 16

    /// Throws the first fault of `text`: a tag that is not a value, a section, a remark or the style, or sections that
    /// do not close in order.
    static func check(_ text: String) throws(TemplateFault) {
        var open: [String] = []
        var line = 1
        var rest = text[...]
        while let start = rest.firstPair("{") {
            line += rest[..<start].count { $0.isNewline }
            let body = rest[start...].dropFirst(2)
            guard let end = body.firstPair("}") else {
                throw TemplateFault(line: line, message: "A tag is not closed. Close it with }}.")
            }
            try check(String(body[..<end]), line: line, &open)
            line += body[..<end].count { $0.isNewline }
            rest = body[end...].dropFirst(2)
        }
        if let section = open.last {
            throw TemplateFault(line: line, message: "The section \(section) is not closed. Add {{/\(section)}}.")
        }
    }

    private static func check(_ tag: String, line: Int, _ open: inout [String]) throws(TemplateFault) {
        func name() throws(TemplateFault) -> String {
            let name = tag.dropFirst("#^/>".contains(tag.first ?? " ") ? 1 : 0).filter { $0 != " " }
            guard name == "." || (!name.isEmpty && name.allSatisfy(\.isOfName)) else {
                throw TemplateFault(
                    line: line,
                    message: "A tag holds more than a name. Write {{name}}: values are always escaped, so {{{name}}} "
                        + "and {{&name}} are not read.")
            }
            return name
        }
        switch tag.first {
        case "!": break
        case "#", "^":
            open.append(try name())
            guard open.count <= deepest else {
                throw TemplateFault(line: line, message: "More than \(deepest) sections are inside one another.")
            }
        case "/":
            let closed = try name()
            guard open.popLast() == closed else {
                throw TemplateFault(line: line, message: "{{/\(closed)}} closes a section that is not the last open.")
            }
        case ">":
            guard try name() == "style" else {
                throw TemplateFault(line: line, message: "No template but {{> style}} can be called.")
            }
        default: _ = try name()
        }
    }
}

extension Substring {
    /// Where `character` first stands twice in a row.
    fileprivate func firstPair(_ character: Character) -> Index? {
        var from = startIndex
        while let found = self[from...].firstIndex(of: character) {
            let next = index(after: found)
            if next < endIndex, self[next] == character { return found }
            from = next
        }
        return nil
    }
}

extension Character {
    /// Whether it may stand in the name of a tag.
    fileprivate var isOfName: Bool { isASCII && (isLetter || isNumber || self == "_" || self == ".") }
}
