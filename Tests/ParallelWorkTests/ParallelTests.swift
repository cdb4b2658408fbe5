import Synchronization
import Testing

@testable import ParallelWork

struct ParallelTests {
    @Test(arguments: [0, 1, 2, 3, 8, 50])
    func `results stand in order on any number of threads`(threads: Int) {
        #expect(Parallel.map(count: 31, threads: threads) { $0 * $0 } == (0..<31).map { $0 * $0 })
        #expect(Parallel.map(["a", "b", "c"], threads: threads) { $0 + $0 } == ["aa", "bb", "cc"])
    }

    @Test(arguments: [1, 4])
    func `nothing to do is done at once`(threads: Int) {
        #expect(Parallel.map(count: 0, threads: threads) { $0 } == [])
        #expect(Parallel.map([Int](), threads: threads) { $0 } == [])
    }

    @Test(arguments: [1, 4])
    func `every number is visited exactly once`(threads: Int) {
        let visits = Mutex([Int](repeating: 0, count: 100))
        Parallel.forEach(100, threads: threads) { number in visits.withLock { $0[number] += 1 } }
        #expect(visits.withLock { $0 } == [Int](repeating: 1, count: 100))
    }
}
