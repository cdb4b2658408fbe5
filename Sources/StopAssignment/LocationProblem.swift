/// Which stops open and who uses which, as numbers: users are carried homes, each with the stops it may use and what
/// the walk there is worth.
///
/// A stop that anybody uses costs `openCost`, and every school whose pupils use it costs `visitCost` on top: the pair of
/// a stop and a school is what a vehicle visits. Lists are flat; the options of user u are `optionStart[u]` up to but not
/// including `optionStart[u + 1]`, cheapest first.
struct LocationProblem: Sendable {
    var openCost: Int64
    var visitCost: Int64
    var optionStart: [Int32] = [0]
    var optionStop: [Int32] = []
    /// The pair of the option's stop and the user's school.
    var optionPair: [Int32] = []
    var optionCost: [Int64] = []
    /// Per stop how many users it takes.
    var capacity: [Int32]
    /// Per user the option that is settled before the search (a choice that is honoured, the door, the only stop that is
    /// left), or -1.
    var settled: [Int32] = []
    /// Per pair its stop.
    var pairStop: [Int32] = []

    private var pairs: [SchoolAtStop: Int32] = [:]

    private struct SchoolAtStop: Hashable {
        var stop: Int32
        var school: Int32
    }

    /// A problem over stops that take so many users each, without users yet.
    init(openCost: Int64, visitCost: Int64, capacity: [Int32]) {
        self.openCost = openCost
        self.visitCost = visitCost
        self.capacity = capacity
    }

    /// The number of users.
    var userCount: Int { settled.count }
    /// The number of stops.
    var stopCount: Int { capacity.count }

    /// The options of `user`.
    func options(of user: Int) -> Range<Int> { Int(optionStart[user])..<Int(optionStart[user + 1]) }

    /// Adds a user of `school` who may use `options`, and returns it; with `settledAt` a stop among them it is settled.
    @discardableResult
    mutating func addUser(
        school: Int32, options: [(stop: Int32, cost: Int64)], settledAt stop: Int32? = nil
    ) -> Int {
        var settledOption: Int32 = -1
        for option in options.sorted(by: { ($0.cost, $0.stop) < ($1.cost, $1.stop) }) {
            if option.stop == stop { settledOption = Int32(optionStop.count) }
            let key = SchoolAtStop(stop: option.stop, school: school)
            let pair = pairs[key] ?? Int32(pairStop.count)
            if pair == pairStop.count {
                pairs[key] = pair
                pairStop.append(option.stop)
            }
            optionStop.append(option.stop)
            optionPair.append(pair)
            optionCost.append(option.cost)
        }
        optionStart.append(Int32(optionStop.count))
        settled.append(settledOption)
        return settled.count - 1
    }

    /// Per stop the options that lead to it, of users that are not settled; flat, in order of users.
    func optionsByStop() -> (start: [Int32], option: [Int32], user: [Int32]) {
        var start = [Int32](repeating: 0, count: stopCount + 1)
        for user in 0..<userCount where settled[user] < 0 {
            for option in options(of: user) { start[Int(optionStop[option]) + 1] += 1 }
        }
        for stop in 0..<stopCount { start[stop + 1] += start[stop] }
        var next = start
        var option = [Int32](repeating: 0, count: Int(start[stopCount]))
        var owner = option
        for user in 0..<userCount where settled[user] < 0 {
            for candidate in options(of: user) {
                let stop = Int(optionStop[candidate])
                option[Int(next[stop])] = Int32(candidate)
                owner[Int(next[stop])] = Int32(user)
                next[stop] += 1
            }
        }
        return (start, option, owner)
    }
}

/// Users and stops that no option connects with others: a neighbourhood, which can be solved on its own.
struct Neighbourhood: Sendable {
    /// In rising order.
    var users: [Int]
    /// In rising order; only stops that a user may use.
    var stops: [Int]
}

extension LocationProblem {
    /// The connected components over users and stops, in order of their first users. Settled users hold on to their
    /// stop alone.
    func neighbourhoods() -> [Neighbourhood] {
        var parent = Array(0..<stopCount)
        func root(_ stop: Int) -> Int {
            var stop = stop
            while parent[stop] != stop {
                parent[stop] = parent[parent[stop]]
                stop = parent[stop]
            }
            return stop
        }
        func usable(_ user: Int) -> Range<Int> {
            settled[user] >= 0 ? Int(settled[user])..<Int(settled[user]) + 1 : options(of: user)
        }
        for user in 0..<userCount {
            let own = usable(user)
            guard let first = own.first else { continue }
            let home = root(Int(optionStop[first]))
            for option in own.dropFirst() { parent[root(Int(optionStop[option]))] = home }
        }
        var places: [Int: Int] = [:]
        var result: [Neighbourhood] = []
        var isListed = [Bool](repeating: false, count: stopCount)
        for user in 0..<userCount {
            let own = usable(user)
            guard let first = own.first else { continue }
            let home = root(Int(optionStop[first]))
            let place = places[home] ?? result.count
            if place == result.count {
                places[home] = place
                result.append(Neighbourhood(users: [], stops: []))
            }
            result[place].users.append(user)
            for option in own where !isListed[Int(optionStop[option])] {
                isListed[Int(optionStop[option])] = true
                result[place].stops.append(Int(optionStop[option]))
            }
        }
        for place in result.indices { result[place].stops.sort() }
        return result
    }
}
