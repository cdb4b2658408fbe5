import Mustache

/// The pages' templates. They are part of the program, so that it needs no file of its own at run time.
///
/// Values are always escaped: a template with an unescaped tag does not load.
enum PageTemplates {
    private static let sources: [String: [UInt8]] = [
        "report": PackageResources.report_mustache, "style": PackageResources.style_mustache,
        "family": PackageResources.family_mustache, "driver": PackageResources.driver_mustache,
        "staff": PackageResources.staff_mustache,
    ]

    private static let library: MustacheLibrary = {
        do {
            return MustacheLibrary(
                templates: try sources.mapValues { bytes in
                    try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
                })
        } catch {
            preconditionFailure("a template of the program does not parse: \(error)")
        }
    }()

    /// The page `name` about `view`, as UTF-8.
    static func rendered(_ view: some Sendable, with name: String) -> [UInt8] {
        guard let text = library.render(view, withTemplate: name) else {
            preconditionFailure("the program has no template \(name)")
        }
        return Array(text.utf8)
    }

    /// The text of every template, for the test that no value escapes its escaping.
    static var texts: [String: String] { sources.mapValues { String(decoding: $0, as: UTF8.self) } }
}
