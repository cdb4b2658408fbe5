import Quantities

/// A symmetric relation over numbered things, a bit per pair.
struct PairTable: Sendable {
    let count: Int
    private let words: Int
    private var bits: [UInt64]

    /// The relation that holds for no pair.
    init(count: Int) {
        self.count = count
        words = (count + 63) / 64
        bits = Array(repeating: 0, count: count * words)
    }

    /// Makes the relation hold between `a` and `b`.
    mutating func insert(_ a: Int, _ b: Int) {
        bits[a * words + b / 64] |= 1 << UInt64(b % 64)
        bits[b * words + a / 64] |= 1 << UInt64(a % 64)
    }

    /// Whether the relation holds between `a` and `b`.
    func contains(_ a: Int, _ b: Int) -> Bool { bits[a * words + b / 64] >> UInt64(b % 64) & 1 == 1 }

    /// Takes out of `set`, a bit per thing, everything that the relation holds for with `a`.
    func removeRelated(to a: Int, from set: inout [UInt64]) {
        for word in 0..<words { set[word] &= ~bits[a * words + word] }
    }

    /// With how many others the relation holds for `a`.
    func degree(_ a: Int) -> Int {
        var sum = 0
        for word in bits[a * words..<(a + 1) * words] { sum += word.nonzeroBitCount }
        return sum
    }
}

/// A large set of things of which every two are related: local search by adding, and by exchanging one for one with a
/// short memory (tabu), from many starts. Deterministic for a seed.
struct CliqueSearch {
    private let table: PairTable
    private var random: RandomSource
    /// Per thing how many members of the present set it is not related to; a member counts as not related to itself.
    private var missing: [Int32]
    private var members: [Int] = []
    private var place: [Int]
    private var tabuUntil: [Int]

    /// A search over `table`.
    init(_ table: PairTable, seed: UInt64) {
        self.table = table
        random = RandomSource(seed: seed)
        missing = Array(repeating: 0, count: table.count)
        place = Array(repeating: -1, count: table.count)
        tabuUntil = missing.map { Int($0) }
    }

    /// The largest set found in `steps` steps, in rising order.
    mutating func run(steps: Int) -> [Int] {
        guard table.count > 0 else { return [] }
        var best: [Int] = []
        var sinceBetter = 0
        let byDegree = (0..<table.count).map { ($0, table.degree($0)) }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }
        add(byDegree[0].0)
        for step in 1...max(1, steps) {
            if !grow(step) { shrink(step) }
            if members.count > best.count {
                best = members
                sinceBetter = 0
            } else {
                sinceBetter += 1
                if sinceBetter > 2_000 {
                    sinceBetter = 0
                    restart(byDegree.map(\.0))
                }
            }
        }
        return best.sorted()
    }

    /// Adds what fits, or exchanges one member for something that misses only that one.
    private mutating func grow(_ step: Int) -> Bool {
        var chosen = (missing: Int32(2), thing: -1)
        let offset = random.below(table.count)
        for shift in 0..<table.count {
            let thing = shift + offset < table.count ? shift + offset : shift + offset - table.count
            guard missing[thing] < chosen.missing, place[thing] < 0, tabuUntil[thing] <= step else { continue }
            chosen = (missing[thing], thing)
            if chosen.missing == 0 { break }
        }
        guard chosen.thing >= 0 else { return false }
        if chosen.missing == 1, let rival = members.first(where: { !table.contains($0, chosen.thing) }) {
            remove(rival)
            tabuUntil[rival] = step + 7 + random.below(6)
        }
        add(chosen.thing)
        return true
    }

    /// Takes a random member out.
    private mutating func shrink(_ step: Int) {
        guard !members.isEmpty else { return }
        let member = members[random.below(members.count)]
        remove(member)
        tabuUntil[member] = step + 5
    }

    private mutating func restart(_ order: [Int]) {
        for member in members { remove(member) }
        add(order[random.below(min(order.count, max(1, order.count / 4)))])
    }

    private mutating func add(_ thing: Int) {
        place[thing] = members.count
        members.append(thing)
        for other in 0..<table.count where !table.contains(thing, other) { missing[other] += 1 }
    }

    private mutating func remove(_ thing: Int) {
        let hole = place[thing]
        let last = members.removeLast()
        if last != thing {
            members[hole] = last
            place[last] = hole
        }
        place[thing] = -1
        for other in 0..<table.count where !table.contains(thing, other) { missing[other] -= 1 }
    }
}
