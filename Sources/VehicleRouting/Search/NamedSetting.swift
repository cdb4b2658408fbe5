/// A knob of a search that can be turned by its name.
struct NamedSetting<Settings>: Sendable {
    let name: String
    /// What it may be, both ends included.
    let range: ClosedRange<Double>
    let apply: @Sendable (inout Settings, Double) -> Void

    /// A knob that takes any number of its range.
    static func number(
        _ name: String, _ range: ClosedRange<Double>, _ path: any WritableKeyPath<Settings, Double> & Sendable
    ) -> Self {
        Self(name: name, range: range) { $0[keyPath: path] = $1 }
    }

    /// A knob that takes whole numbers; what stands behind the point is cut off.
    static func count(
        _ name: String, _ range: ClosedRange<Double>, _ path: any WritableKeyPath<Settings, Int> & Sendable
    ) -> Self {
        Self(name: name, range: range) { $0[keyPath: path] = Int($1) }
    }

    /// A switch: 0 is off, 1 is on.
    static func flag(_ name: String, _ path: any WritableKeyPath<Settings, Bool> & Sendable) -> Self {
        Self(name: name, range: 0...1) { $0[keyPath: path] = $1 != 0 }
    }

    /// Turns the knob called `name` among `knobs`; throws for an unknown name and for a value out of its range.
    static func set(
        _ name: String, to value: Double, of settings: inout Settings, among knobs: [Self]
    ) throws(RoutingError) {
        guard let knob = knobs.first(where: { $0.name == name }) else {
            throw RoutingError("there is no setting \(name); there are \(knobs.map(\.name).joined(separator: ", "))")
        }
        guard knob.range.contains(value) else {
            throw RoutingError("\(name) must be from \(knob.range.lowerBound) to \(knob.range.upperBound)")
        }
        knob.apply(&settings, value)
    }
}
