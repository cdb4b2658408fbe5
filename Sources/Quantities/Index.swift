/// The position of an element in the one table that holds its kind: an `Index<Pupil>` cannot subscript schools.
@frozen
public struct Index<Element>: Hashable, Comparable, Sendable {
    /// The position, from 0.
    public var rawValue: Int32

    /// The position `rawValue`.
    @inlinable public init(_ rawValue: Int) { self.rawValue = Int32(rawValue) }

    /// The position as an array offset.
    @inlinable public var offset: Int { Int(rawValue) }

    /// Whether `lhs` comes first in the table.
    @inlinable public static func < (lhs: Index, rhs: Index) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// An array that only its own kind of index can subscript.
@frozen
public struct IndexedTable<Element> {
    /// The elements in table order.
    public var elements: [Element]

    /// A table of `elements`, in that order.
    @inlinable public init(_ elements: [Element] = []) { self.elements = elements }

    /// The element at `index`; traps when it is not of this table.
    @inlinable
    public subscript(index: Index<Element>) -> Element {
        get { elements[index.offset] }
        set { elements[index.offset] = newValue }
    }

    /// Appends `element` and returns where it stands.
    @inlinable
    @discardableResult
    public mutating func append(_ element: Element) -> Index<Element> {
        elements.append(element)
        return Index(elements.count - 1)
    }

    /// Every index of the table, in order.
    @inlinable public var indices: [Index<Element>] { elements.indices.map { Index($0) } }
    /// The number of elements.
    @inlinable public var count: Int { elements.count }
    /// Whether there is no element.
    @inlinable public var isEmpty: Bool { elements.isEmpty }
}

extension IndexedTable: Sendable where Element: Sendable {}
