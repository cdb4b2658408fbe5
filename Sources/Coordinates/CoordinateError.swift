/// A coordinate system that cannot be used.
package struct CoordinateError: Error, Hashable, Sendable {
    /// Why not.
    package enum Code: String, Sendable {
        /// It is no `EPSG:` code, or one that the database does not have.
        case unknownSystem = "crs-unknown"
        /// It has heights, times or three axes, or measures no place on a map.
        case notAMap = "crs-not-a-map"
        /// PROJ's database is not installed.
        case noDatabase = "crs-no-database"
    }

    /// Why not.
    package var code: Code
    /// What was asked, what is wrong and what to do.
    package var message: String

    /// An error; see the properties.
    package init(_ code: Code, message: String) {
        self.code = code
        self.message = message
    }
}
