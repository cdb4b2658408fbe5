import Tables

extension String {
    /// The text without control characters and marks that turn the writing direction; line ends become spaces.
    var harmless: String {
        var safe = ""
        for scalar in unicodeScalars {
            if scalar == "\n" || scalar == "\t" {
                safe.unicodeScalars.append(" ")
            } else if !scalar.isUnseen {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
