import Tables
import TransportModel

/// Reads the municipality's own templates of decision letters. Whether they are sound is for whoever fills them to say.
enum LetterTemplatesReader {
    /// The languages that letters are written in.
    static let languages = ["en", "fi", "sv"]
    /// Most bytes of a template.
    static let largest = 64 << 10

    /// The file of the template in `language`.
    static func file(_ language: String) -> String { "letters/letter.\(language).mustache" }

    /// The templates that are there, by language; those that cannot be read are findings.
    static func read(_ folder: BundleFolder, _ log: InputLog) -> [String: String] {
        var templates: [String: String] = [:]
        for language in languages {
            let name = file(language)
            do throws(FileError) {
                guard let bytes = try folder.bytes(ofOptional: name, limit: largest) else { continue }
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw FileError(path: name, message: "\(name) is not UTF-8.")
                }
                templates[language] = text
            } catch {
                log.add(
                    "letter-template-unreadable", .warning, file: name,
                    "The template cannot be read and the built-in one is used. Save it as UTF-8 in at most "
                        + "\(largest / 1024) KiB.")
            }
        }
        return templates
    }
}
