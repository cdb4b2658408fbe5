extension TripFleet {
    /// Links the trips into as few days as possible: augmenting paths from every day's first trip (Kuhn 1955).
    ///
    /// Returns the number of links added. Whether a trip can follow depends only on the school before it, so a search
    /// visits each school's trips once.
    @discardableResult
    func match() -> Int {
        var matcher = Matcher(self)
        var added = 0
        for trip in 0..<highest where school[trip] >= 0 && previous[trip] < 0 {
            if matcher.augment(trip) {
                added += 1
                matcher.forget()
            }
        }
        days -= added
        return added
    }

    /// Trips whose removal alone, with the rest linked again, saves a day. Needs a maximum matching.
    func essentialTrips() -> [Int] {
        let active = (0..<highest).filter { school[$0] >= 0 }
        // Trips that some maximum matching leaves without a predecessor: reached from the heads by exchanging. Who can
        // follow depends on the school alone, so each school's trips are asked once.
        var isLoose = [Bool](repeating: false, count: highest)
        var isAsked = [Bool](repeating: false, count: instance.schools)
        var queue = active.filter { previous[$0] < 0 }
        for trip in queue { isLoose[trip] = true }
        while let trip = queue.popLast() {
            for origin in 0..<instance.schools where !isAsked[origin] && canFollow(origin, trip) {
                isAsked[origin] = true
                for index in 0..<Int(listCount[origin]) {
                    let follower = Int(next[Int(list[Int(instance.firstStop[origin]) + index])])
                    guard follower >= 0, !isLoose[follower] else { continue }
                    isLoose[follower] = true
                    queue.append(follower)
                }
            }
        }
        // Trips that could be given another predecessor, down to a day's end that is free.
        var canMove = [Bool](repeating: false, count: highest)
        var isTried = [Bool](repeating: false, count: instance.schools)
        var ends = active.filter { next[$0] < 0 }
        while let end = ends.popLast() {
            let origin = Int(school[end])
            guard !isTried[origin] else { continue }
            isTried[origin] = true
            for trip in active where !canMove[trip] && canFollow(origin, trip) {
                canMove[trip] = true
                if previous[trip] >= 0 { ends.append(Int(previous[trip])) }
            }
        }
        return active.filter { isLoose[$0] && (next[$0] < 0 || canMove[Int(next[$0])]) }
    }
}

private struct Matcher {
    private let fleet: TripFleet
    /// Trips of each school that the present search has already asked.
    private var asked: [Int32]

    init(_ fleet: TripFleet) {
        self.fleet = fleet
        asked = [Int32](repeating: 0, count: fleet.instance.schools)
    }

    mutating func forget() {
        for school in asked.indices { asked[school] = 0 }
    }

    /// Finds a predecessor for `trip`, moving other trips' predecessors where that helps.
    mutating func augment(_ trip: Int) -> Bool {
        let instance = fleet.instance
        for origin in 0..<instance.schools {
            guard asked[origin] < fleet.listCount[origin], fleet.canFollow(origin, trip) else { continue }
            let start = Int(instance.firstStop[origin])
            while asked[origin] < fleet.listCount[origin] {
                let before = Int(fleet.list[start + Int(asked[origin])])
                asked[origin] += 1
                guard before != trip else { continue }
                let follower = Int(fleet.next[before])
                if follower == trip { continue }
                if follower < 0 || augment(follower) {
                    fleet.link(before, trip)
                    return true
                }
            }
        }
        return false
    }
}
