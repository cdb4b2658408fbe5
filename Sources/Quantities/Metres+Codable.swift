extension Metres: Codable {
    /// Reads metres with a decimal point.
    public init(from decoder: any Decoder) throws {
        self.init(rounding: try decoder.singleValueContainer().decode(Double.self))
    }

    /// Writes metres with a decimal point where it is needed.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if decimetres.isMultiple(of: 10) {
            try container.encode(Int(decimetres / 10))
        } else {
            try container.encode(metres)
        }
    }
}
