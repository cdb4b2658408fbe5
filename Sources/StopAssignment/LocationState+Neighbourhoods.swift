extension LocationState {
    /// What the users of `neighbourhood` cost with everything that is open there.
    func cost(of neighbourhood: Neighbourhood) -> Int64 { cost(of: neighbourhood.users, using: choice) }

    /// The part of that cost that is settled before the search.
    func settledCost(of neighbourhood: Neighbourhood) -> Int64 {
        cost(of: neighbourhood.users.filter { problem.settled[$0] >= 0 }, using: problem.settled)
    }

    private func cost(of users: [Int], using choice: [Int32]) -> Int64 {
        var stops: Set<Int32> = [], pairs: Set<Int32> = []
        var sum: Int64 = 0
        for user in users {
            guard choice[user] >= 0 else {
                sum += StopPrices.unassigned
                continue
            }
            let option = Int(choice[user])
            sum += problem.optionCost[option]
            if stops.insert(problem.optionStop[option]).inserted { sum += problem.openCost }
            if pairs.insert(problem.optionPair[option]).inserted { sum += problem.visitCost }
        }
        return sum
    }
}
