/// For every request the others that are near it, nearest first: what a ruin takes out together.
///
/// One order is distance between the stops alone, the other adds half the difference of the usual service times and a
/// quarter of the distance of the schools.
final class Neighbourhoods: @unchecked Sendable {
    /// The length of each list.
    let length: Int
    private let lists: UnsafeMutablePointer<Int32>
    private let requests: Int

    /// Lists of at most `limit` neighbours.
    init(_ instance: ClosureInstance, limit: Int = 300) {
        requests = instance.requests
        length = max(0, min(limit, requests - 1))
        lists = .allocate(capacity: max(1, 2 * requests * length))
        lists.initialize(repeating: 0, count: max(1, 2 * requests * length))
        let usual = (0..<requests).map { rider -> Float in
            let group = Int(instance.group[rider])
            let way = Int(instance.stop[rider]) * instance.places + Int(instance.groupPlace[group])
            return instance.latest[group] - instance.timeFrom[way]
        }
        var keys = [UInt64](repeating: 0, count: requests)
        for rider in 0..<requests {
            let stop = Int(instance.stop[rider]) * instance.places
            let school = Int(instance.groupPlace[Int(instance.group[rider])]) * instance.places
            for kind in 0..<2 {
                for other in 0..<requests {
                    let at = Int(instance.stop[other])
                    var distance = max(0, min(instance.timeFrom[stop + at], instance.timeInto[stop + at]))
                    if kind == 1 {
                        let schools = instance.timeFrom[school + Int(instance.groupPlace[Int(instance.group[other])])]
                        distance += 0.5 * abs(usual[rider] - usual[other]) + 0.25 * max(0, schools)
                    }
                    keys[other] = UInt64(min(distance, 4e9)) << 32 | UInt64(other)
                }
                keys[rider] = .max
                keys.sort()
                let list = lists + (kind * requests + rider) * length
                for rank in 0..<length { list[rank] = Int32(truncatingIfNeeded: keys[rank]) }
                for other in 0..<requests { keys[other] = 0 }
            }
        }
    }

    deinit { lists.deallocate() }

    /// The neighbours of `rider` in one of the two orders, 0 or 1.
    @inline(__always)
    func of(_ rider: Int, order: Int) -> UnsafeMutablePointer<Int32> {
        lists + (order * requests + rider) * length
    }
}
