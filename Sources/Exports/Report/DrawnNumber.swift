import Tables

extension Double {
    /// The number in a drawing: at most one decimal.
    var drawn: String { DecimalText.fixed(self, decimals: 1) ?? "0" }
}
