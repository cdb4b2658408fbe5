/// Groups of a plan's days that other known days connect most, so that a choice within each group loses little.
struct DayGroups {
    /// Positions of days, each in one group.
    private(set) var groups: [[Int]] = []

    /// Groups days of `sizes` requests so that no group has more than `most` requests unless one day alone has.
    ///
    /// `spans` are the days that each known day takes requests from; two days are as close as there are known days that
    /// take from both.
    init(_ sizes: [Int], spans: [[Int]], most: Int) {
        var links = [[Int: Int]](repeating: [:], count: sizes.count)
        for span in spans {
            for first in span {
                for second in span where second != first { links[first][second, default: 0] += 1 }
            }
        }
        var isFree = [Bool](repeating: true, count: sizes.count)
        while let seed = isFree.firstIndex(of: true) {
            var group: [Int] = []
            var room = most
            var pull = [Int](repeating: 0, count: sizes.count)
            var next: Int? = seed
            while let day = next {
                isFree[day] = false
                group.append(day)
                room -= sizes[day]
                for (other, weight) in links[day] { pull[other] += weight }
                next = sizes.indices
                    .filter { isFree[$0] && sizes[$0] <= room && pull[$0] > 0 }
                    .max { (pull[$0], $1) < (pull[$1], $0) }
            }
            groups.append(group.sorted())
        }
    }
}
