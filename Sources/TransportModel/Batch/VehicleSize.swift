/// How large a vehicle is, for roads that let smaller ones through alone.
public struct VehicleSize: Hashable, Sendable {
    /// Metres from bumper to bumper, metres without mirrors, metres.
    public var length: Double, width: Double, height: Double
    /// Tonnes, full.
    public var weight: Double

    /// A vehicle of this size.
    public init(length: Double, width: Double, height: Double, weight: Double) {
        self.length = length
        self.width = width
        self.height = height
        self.weight = weight
    }

    /// An ordinary school bus, which stands for every measure that is not given.
    public static let bus = VehicleSize(length: 12, width: 2.55, height: 3.3, weight: 18)

    /// As large as the larger of the two in every measure.
    public func union(_ other: VehicleSize) -> VehicleSize {
        VehicleSize(
            length: max(length, other.length), width: max(width, other.width), height: max(height, other.height),
            weight: max(weight, other.weight))
    }
}
