/// A priority queue that gives the least element first: a heap with four children a node, which reads fewer cache lines
/// than one with two.
struct LeastFirstHeap<Element: Comparable> {
    private var heap: [Element] = []

    /// Forgets everything and keeps the memory.
    mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

    /// Adds `element`.
    @inline(__always)
    mutating func push(_ element: Element) {
        heap.append(element)
        heap.withUnsafeMutableBufferPointer { heap in
            var hole = heap.count &- 1
            while hole > 0 {
                let above = (hole &- 1) &>> 2
                guard element < heap[above] else { break }
                heap[hole] = heap[above]
                hole = above
            }
            heap[hole] = element
        }
    }

    /// Takes out the least element; `nil` when there is none.
    @inline(__always)
    mutating func pop() -> Element? {
        guard let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return last }
        return heap.withUnsafeMutableBufferPointer { heap in
            let top = heap[0]
            let count = heap.count
            var hole = 0
            while true {
                let first = hole &* 4 &+ 1
                guard first < count else { break }
                var least = first
                for child in first &+ 1..<max(first &+ 1, min(first &+ 4, count)) where heap[child] < heap[least] {
                    least = child
                }
                guard heap[least] < last else { break }
                heap[hole] = heap[least]
                hole = least
            }
            heap[hole] = last
            return top
        }
    }
}
