import Mustache

/// The pages' templates. They are part of the program, so that it needs no file of its own at run time.
///
/// Values are always escaped: a template with an unescaped tag does not load.
enum PageTemplates {
    private static let sources: [String: [UInt8]] = [
        "report": PackageResources.report_mustache, "style": PackageResources.style_mustache,
        "family": PackageResources.family_mustache, "driver": PackageResources.driver_mustache,
        "staff": PackageResources.staff_mustache, "letter": PackageResources.letter_mustache,
        "reportScript": PackageResources.report_js,
    ]

    private static let templates: [String: MustacheTemplate] = {
        do {
            return try sources.mapValues { bytes in
                try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
            }
        } catch {
            preconditionFailure("a template of the program does not parse: \(error)")
        }
    }()

    private static let library = MustacheLibrary(templates: templates)

    /// The program's templates, `template` in the place of the one called `name`.
    static func library(with template: MustacheTemplate, for name: String) -> MustacheLibrary {
        MustacheLibrary(templates: templates.merging([name: template]) { _, own in own })
    }

    /// The page `name` about `view`, as UTF-8; `library` stands in for the program's own templates.
    static func rendered(_ view: some Sendable, with name: String, of library: MustacheLibrary? = nil) -> [UInt8] {
        guard let text = (library ?? self.library).render(view, withTemplate: name) else {
            preconditionFailure("the program has no template \(name)")
        }
        return Array(text.utf8)
    }

    /// The text of every template, for the test that no value escapes its escaping.
    static var texts: [String: String] { sources.mapValues { String(decoding: $0, as: UTF8.self) } }
}
