/// What a table of the bundle may hold: its columns with what they mean. The reader of the file and its documentation
/// go by the same schema.
package struct FileSchema: Sendable {
    /// A column of the table.
    package struct Column: Sendable {
        /// Its header.
        package var name: String
        /// Whether the file cannot be read without it.
        package var isRequired: Bool
        /// Whether its cells are about a person and must never be quoted in a message.
        package var isPersonal: Bool
        /// What it means, in Markdown, and what a blank cell means.
        package var meaning: String
    }

    /// The file's name in the bundle.
    package var file: String
    /// Whether there is no plan without the file.
    package var isRequired: Bool
    /// What the file is, and what its absence means, in Markdown.
    package var meaning: String
    /// The columns that make a row unique.
    package var key: [String]
    /// The columns, in the order in which they are documented.
    package var columns: [Column]
    /// Whether other columns are kept for rules to ask for.
    package var keepsOthers = false

    /// The headers of all columns.
    var names: [String] { columns.map(\.name) }
    /// The headers without which the file cannot be read.
    var requiredNames: [String] { columns.filter(\.isRequired).map(\.name) }
    /// The headers whose cells must not be quoted.
    var personalNames: Set<String> { Set(columns.filter(\.isPersonal).map(\.name)) }
}

extension FileSchema.Column {
    static func required(_ name: String, personal: Bool = false, _ meaning: String) -> Self {
        Self(name: name, isRequired: true, isPersonal: personal, meaning: meaning)
    }

    static func optional(_ name: String, personal: Bool = false, _ meaning: String) -> Self {
        Self(name: name, isRequired: false, isPersonal: personal, meaning: meaning)
    }
}
