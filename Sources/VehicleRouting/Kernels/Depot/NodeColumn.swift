/// One number of every node. The numbers of a node stand side by side in 64 bytes, a line of the processor's cache, so
/// that judging a place fetches few lines.
struct NodeColumn {
    private let base: UnsafeMutableRawPointer

    /// Bytes from a node to the next.
    private static let shift = 6

    /// Column `number`, from 0 to 15, of `memory`.
    init(_ memory: UnsafeMutableRawPointer, _ number: Int) { base = memory + 4 * number }

    /// Room for `count` nodes, all zero.
    static func memory(_ count: Int) -> UnsafeMutableRawPointer {
        let bytes = max(1, count) << shift
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        return memory
    }

    /// The number of a node.
    @inline(__always)
    subscript(node: Int) -> Int32 {
        get { base.load(fromByteOffset: node << Self.shift, as: Int32.self) }
        nonmutating set { base.storeBytes(of: newValue, toByteOffset: node << Self.shift, as: Int32.self) }
    }
}
