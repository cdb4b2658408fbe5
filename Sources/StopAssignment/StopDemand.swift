import Quantities
import TransportModel

/// The carried homes, the stops each may use and what is settled about them before any search.
struct StopDemand {
    let batch: Batch
    let candidates: IndexedTable<CandidateStop>
    /// Carried homes with a stop to choose from; user u of the location problem is `homes[u]`.
    private(set) var homes: [Index<Home>] = []
    /// Per user the stops it may use, nearest first.
    private(set) var usable: [[StopInReach]] = []
    /// Carried homes that no stop can serve.
    private(set) var stranded: [(home: Index<Home>, code: String, reason: String)] = []
    let choices: ChoiceBook
    /// Carried decisions that name no home.
    private(set) var homeless: [Index<Pupil>] = []

    init(batch: Batch, candidates: IndexedTable<CandidateStop>, decisions: [Decision], walks: Walks) {
        self.batch = batch
        self.candidates = candidates
        var isSeen = [Bool](repeating: false, count: batch.homes.count)
        var carried: [Index<Home>] = []
        for decision in decisions where decision.isCarried {
            guard let home = decision.home else {
                homeless.append(decision.pupil)
                continue
            }
            guard !isSeen[home.offset] else { continue }
            isSeen[home.offset] = true
            carried.append(home)
        }
        carried.sort()
        let ways = Dictionary(
            decisions.compactMap { decision in decision.home.flatMap { home in decision.measured.map { (home, $0) } } },
            uniquingKeysWith: { first, _ in first })
        var stops: [Index<Home>: [StopInReach]] = [:]
        for home in carried {
            let own = StopDemand.usableStops(of: home, batch, candidates, walks)
            stops[home] = own
            if own.isEmpty {
                let (code, reason) = StopDemand.whyStranded(home, batch, way: ways[home])
                stranded.append((home, code, reason))
            } else {
                homes.append(home)
                usable.append(own)
            }
        }
        choices = ChoiceBook(batch: batch, candidates: candidates, carried: carried) { stops[$0] ?? [] }
    }

    /// The stops in reach that the pupil may use: the door alone for those who are fetched there, never another's door.
    private static func usableStops(
        of home: Index<Home>, _ batch: Batch, _ candidates: IndexedTable<CandidateStop>, _ walks: Walks
    ) -> [StopInReach] {
        guard walks.stopsInReach.indices.contains(home.offset) else { return [] }
        let known = walks.stopsInReach[home.offset].filter { candidates.elements.indices.contains($0.stop.offset) }
        // Whoever has a door in reach is fetched there: by need, by the rules, or because no stop is near enough.
        let wantsDoor =
            batch.isFetchedAtDoor(batch.homes[home].pupil, home: home)
            || known.count == 1 && candidates[known[0].stop].kind == "door"
        var seen: Set<Index<CandidateStop>> = []
        return known.filter { option in
            (candidates[option.stop].kind == "door") == wantsDoor && seen.insert(option.stop).inserted
        }
    }

    private static func whyStranded(
        _ home: Index<Home>, _ batch: Batch, way: Metres?
    ) -> (code: String, reason: String) {
        if batch.isFetchedAtDoor(batch.homes[home].pupil, home: home) {
            return (
                "stop-no-door",
                "is fetched at the door, but no place at the door of home \(batch.homes[home].id) can be reached by road"
            )
        }
        let limit = batch.stopWalkLimit(of: batch.homes[home].pupil, home: home, way: way)
        return (
            "stop-none-in-reach",
            "no candidate stop lies within the longest walk of \(limit) m from home \(batch.homes[home].id), over roads that the pupil may walk"
        )
    }

    /// The location problem of all users under `prices`.
    func problem(_ prices: StopPrices) -> LocationProblem {
        let capacity = candidates.elements.map { Int32(clamping: max(0, $0.maxPupils ?? Int(Int32.max))) }
        var problem = LocationProblem(openCost: prices.open, visitCost: prices.visit, capacity: capacity)
        for (user, home) in homes.enumerated() {
            let pupil = batch.pupils[batch.homes[home].pupil]
            var settled = choices.honoured[home.offset].map { Int32($0.offset) }
            if settled == nil, usable[user].count == 1, candidates[usable[user][0].stop].maxPupils == nil {
                settled = Int32(usable[user][0].stop.offset)
            }
            problem.addUser(
                school: pupil.school.rawValue,
                options: usable[user].map { (Int32($0.stop.offset), prices.walk($0.walk)) }, settledAt: settled)
        }
        return problem
    }
}
