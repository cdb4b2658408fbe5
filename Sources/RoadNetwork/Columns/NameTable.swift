/// Names as they are gathered, each kept once.
struct NameHarvest: Sendable {
    private(set) var names: [String] = []
    private var positions: [String: Int32] = [:]

    /// No names yet.
    init() {}

    /// The position of `name`; -1 for an empty name.
    mutating func position(of name: String) -> Int32 {
        guard !name.isEmpty else { return -1 }
        if let known = positions[name] { return known }
        positions[name] = Int32(names.count)
        names.append(name)
        return Int32(names.count - 1)
    }

    /// The name at `position`; empty for -1.
    subscript(position: Int32) -> String { position < 0 ? "" : names[Int(position)] }
}

/// Names for good, one text behind another.
struct NameTable: Sendable {
    /// Per name the first of its bytes, and the end of the last.
    let starts: Column<UInt32>
    let utf8: Column<UInt8>

    /// The names of `harvest`, in their positions.
    init(_ harvest: NameHarvest) {
        var starts: [UInt32] = [0]
        var utf8: [UInt8] = []
        starts.reserveCapacity(harvest.names.count + 1)
        for name in harvest.names {
            utf8 += name.utf8
            starts.append(UInt32(utf8.count))
        }
        (self.starts, self.utf8) = (Column(starts), Column(utf8))
    }

    /// The names that a cache holds.
    init(starts: Column<UInt32>, utf8: Column<UInt8>) { (self.starts, self.utf8) = (starts, utf8) }

    /// The name at `position`; empty for -1.
    subscript(position: Int32) -> String {
        guard position >= 0 else { return "" }
        let range = Int(starts[Int(position)])..<Int(starts[Int(position) + 1])
        return utf8.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
    }
}
