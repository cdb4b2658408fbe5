/// A column of plain values that never change: memory of its own, or a part of a mapped file that is read in place.
///
/// `@unchecked Sendable`: the values are written once, before anybody else can see them.
struct Column<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
    private let start: UnsafePointer<Element>
    let count: Int
    /// Whoever holds the memory that `start` points to.
    private let owner: AnyObject

    /// A copy of `elements`.
    init(_ elements: some Collection<Element>) {
        let memory = ColumnMemory<Element>(elements)
        (start, count, owner) = (UnsafePointer(memory.start), memory.count, memory)
    }

    /// `count` values that stand at `start` for as long as `owner` lives.
    init(at start: UnsafePointer<Element>, count: Int, owner: AnyObject) {
        (self.start, self.count, self.owner) = (start, count, owner)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(position: Int) -> Element {
        @inline(__always) get {
            precondition(position >= 0 && position < count, "a position outside its column")
            return start[position]
        }
    }

    /// Where the values stand, for as long as this column is held.
    var base: UnsafePointer<Element> { start }

    /// Runs `body` with the values.
    func withUnsafeBufferPointer<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try body(UnsafeBufferPointer(start: start, count: count))
    }

    func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result? {
        try withUnsafeBufferPointer(body)
    }
}

extension Column: Equatable where Element: Equatable {
    static func == (one: Column, other: Column) -> Bool { one.elementsEqual(other) }
    static func == (one: Column, other: [Element]) -> Bool { one.elementsEqual(other) }
}

extension Column: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: Element...) { self.init(elements) }
}

/// Memory that is freed with the last column that reads it.
private final class ColumnMemory<Element: BitwiseCopyable> {
    let start: UnsafeMutablePointer<Element>
    let count: Int

    init(_ elements: some Collection<Element>) {
        count = elements.count
        start = .allocate(capacity: Swift.max(1, count))
        let (_, written) = UnsafeMutableBufferPointer(start: start, count: count).initialize(from: elements)
        precondition(written == count, "a collection is as long as it says")
    }

    deinit { start.deallocate() }
}

extension RandomAccessCollection<Int64> where Index == Int {
    /// The first position in `range` whose element is not below `value`; the end of `range` without one. Elements are
    /// ascending.
    func lowerBound(of value: Int64, in range: Range<Int>) -> Int {
        withContiguousStorageIfAvailable { elements in
            var low = range.lowerBound
            var high = range.upperBound
            while low < high {
                let middle = (low &+ high) / 2
                if elements[middle] < value { low = middle &+ 1 } else { high = middle }
            }
            return low
        } ?? range.upperBound
    }

    /// The position of `value` among ascending elements; `nil` where it is not.
    func position(of value: Int64) -> Int? {
        let position = lowerBound(of: value, in: 0..<count)
        return position < count && self[position] == value ? position : nil
    }
}
