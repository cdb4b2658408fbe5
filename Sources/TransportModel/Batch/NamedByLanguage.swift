/// What people know by a name that may be another one in another language.
public protocol NamedByLanguage {
    /// What it is called.
    var name: String { get }
    /// What it is called by those who read a language, where that is otherwise; by code: `sv`, `fi`, `en`.
    var names: [String: String] { get }
}

extension NamedByLanguage {
    /// The name that those read who have chosen `language`, such as `sv` or `sv-FI`.
    public func name(in language: String) -> String { names[String(language.prefix(2).lowercased())] ?? name }
}
