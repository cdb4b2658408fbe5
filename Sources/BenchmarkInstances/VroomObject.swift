import Tables

/// One JSON object of a VROOM file, whose members are read by name; a member that nobody reads is an error, because
/// leaving out a rule makes another problem.
struct VroomObject {
    var file: String
    /// Where it stands, such as `jobs[3]`.
    var path: String
    var node: JSONNode

    /// The object at `path`, which may hold the members `known` only.
    init(_ node: JSONNode, _ path: String, _ file: String, known: Set<String>) throws(InstanceError) {
        self.node = node
        self.path = path
        self.file = file
        guard case .object(let members) = node.value else { throw error("must be an object") }
        for member in members where !known.contains(member.key) {
            throw InstanceError("\(file), line \(member.value.line): \(path).\(member.key.shown) is not supported")
        }
    }

    /// An error at this object.
    func error(_ message: String) -> InstanceError { InstanceError("\(file), line \(node.line): \(path) \(message)") }

    private func error(_ key: String, _ message: String) -> InstanceError {
        InstanceError("\(file), line \((node[key] ?? node).line): \(path).\(key) \(message)")
    }

    /// The member `key` as a whole number in `range`; `nil` when it is missing.
    func whole(_ key: String, in range: ClosedRange<Int>) throws(InstanceError) -> Int? {
        guard let value = node[key] else { return nil }
        guard let whole = Self.whole(value, range) else {
            throw error(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return whole
    }

    /// The member `key` as whole numbers in `range`; empty when it is missing.
    func wholes(_ key: String, in range: ClosedRange<Int>) throws(InstanceError) -> [Int] {
        guard let value = node[key] else { return [] }
        let numbers = value.elements?.map { Self.whole($0, range) }
        guard let numbers, !numbers.contains(nil) else {
            throw error(key, "must be an array of whole numbers from \(range.lowerBound) to \(range.upperBound)")
        }
        return numbers.compactMap { $0 }
    }

    /// The member `key` as a time window; `nil` when it is missing.
    func window(_ key: String) throws(InstanceError) -> ClosedRange<Int>? {
        guard let value = node[key] else { return nil }
        return try window(value, key)
    }

    /// The only element of the array `key` as a time window; `nil` when there is none.
    func onlyWindow(_ key: String) throws(InstanceError) -> ClosedRange<Int>? {
        guard let value = node[key] else { return nil }
        guard let windows = value.elements else { throw error(key, "must be an array") }
        guard windows.count <= 1 else {
            throw error(key, "holds several windows, which is not supported: keep the one that matters most")
        }
        guard let first = windows.first else { return nil }
        return try window(first, key)
    }

    private func window(_ value: JSONNode, _ key: String) throws(InstanceError) -> ClosedRange<Int> {
        let ends = value.elements?.compactMap { Self.whole($0, 0...10_000_000_000) } ?? []
        guard ends.count == 2, ends[0] <= ends[1] else {
            throw error(key, "must be two whole numbers of seconds, the earlier one first")
        }
        return ends[0]...ends[1]
    }

    /// The member `key` as a place, `[longitude, latitude]`; `nil` when it is missing.
    func point(_ key: String) throws(InstanceError) -> (longitude: Double, latitude: Double)? {
        guard let value = node[key] else { return nil }
        let numbers = value.elements?.compactMap(\.number) ?? []
        guard numbers.count == 2, numbers[0].magnitude <= 180, numbers[1].magnitude <= 90 else {
            throw error(key, "must be [longitude, latitude] in degrees")
        }
        return (numbers[0], numbers[1])
    }

    /// The member `key` as text; `nil` when it is missing.
    func text(_ key: String) throws(InstanceError) -> String? {
        guard let value = node[key] else { return nil }
        guard let text = value.string else { throw error(key, "must be text") }
        return text
    }

    /// The member `key` as a positive number; `nil` when it is missing.
    func positive(_ key: String, atMost limit: Double) throws(InstanceError) -> Double? {
        guard let value = node[key] else { return nil }
        guard let number = value.number, number > 0, number <= limit else {
            throw error(key, "must be a number above 0, at most \(limit)")
        }
        return number
    }

    /// Throws when the member `key` is there and holds anything; `remedy` says what to write instead.
    func refuse(_ key: String, remedy: String) throws(InstanceError) {
        guard let value = node[key] else { return }
        if value.elements?.isEmpty == true || value.number == 0 { return }
        throw error(key, "is not supported: \(remedy)")
    }

    private static func whole(_ node: JSONNode, _ range: ClosedRange<Int>) -> Int? {
        guard let number = node.number, number == number.rounded(), number.magnitude < 1e15 else { return nil }
        let whole = Int(number)
        return range.contains(whole) ? whole : nil
    }
}
