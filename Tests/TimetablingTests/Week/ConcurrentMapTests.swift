import Testing

@testable import Timetabling

@Suite struct ConcurrentMapTests {
    @Test(arguments: [1, 2, 7]) func `results are in the order of the items`(threads: Int) {
        let items = Array(0..<100)
        #expect(concurrentMap(items, threads: threads) { $0 * $0 } == items.map { $0 * $0 })
        #expect(concurrentMap([Int](), threads: threads) { $0 } == [])
    }
}
