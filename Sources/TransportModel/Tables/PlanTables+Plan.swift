import Quantities

extension PlanTables {
    /// The tables that say what `plan` says about `batch`: indices become ids again, rows stand in key order.
    package init(plan: Plan, batch: Batch) {
        decisions = plan.decisions.map { DecisionRow($0, batch: batch) }.sortedByKey()
        review = plan.decisions.filter { $0.outcome == .review }.map { ReviewRow($0, batch: batch) }.sortedByKey()
        stopOptions = PlanTables.optionRows(plan.stopPlan, batch: batch).sortedByKey()
        assignments = plan.rides.map { AssignmentRow($0, plan: plan, batch: batch) }.sortedByKey()
        trips = plan.trips.map { TripRow($0, plan: plan, batch: batch) }.sortedByKey()
        stopTimes = plan.trips.flatMap { StopTimeRow.rows(of: $0, plan: plan, batch: batch) }.sortedByKey()
        blocks = plan.blocks.map { BlockRow($0, batch: batch) }.sortedByKey()
        stops = PlanTables.stopRows(plan).sortedByKey()
        findings = plan.findings.map(FindingRow.init).sortedByKey()
        bells = plan.bellMoves.map { BellRow($0, $1, batch: batch) }.sortedByKey()
    }

    private static func optionRows(_ stopPlan: StopPlan, batch: Batch) -> [StopOptionRow] {
        stopPlan.options.enumerated().flatMap { position, options in
            let home = batch.homes[Index<Home>(position)]
            return options.enumerated().map { rank, option in
                let stop = stopPlan.candidates[option.stop]
                var row = StopOptionRow()
                row.pupilID = batch.pupils[home.pupil].id
                row.homeID = home.id
                row.rank = rank + 1
                row.stopID = stop.id
                row.stopName = stop.name
                row.walk = option.walk
                row.isAssigned = stopPlan.assigned[position]?.stop == option.stop
                row.extraCost = option.extraCost
                return row
            }
        }
    }

    /// Stops that somebody rides from or to, with the number of different pupils.
    private static func stopRows(_ plan: Plan) -> [StopRow] {
        var users: [Index<CandidateStop>: Set<Index<Pupil>>] = [:]
        for ride in plan.rides { users[ride.stop, default: []].insert(ride.pupil) }
        return users.map { index, pupils in
            let stop = plan.stopPlan.candidates[index]
            var row = StopRow()
            row.stopID = stop.id
            row.name = stop.name
            row.x = stop.place.grid.x
            row.y = stop.place.grid.y
            row.longitude = stop.place.point.longitude
            row.latitude = stop.place.point.latitude
            row.pupils = pupils.count
            row.headingToSchool = plan.headings[index]?.toSchool
            row.headingFromSchool = plan.headings[index]?.fromSchool
            row.turning = plan.headings[index]?.turning.map { Int($0.rawValue) }
            return row
        }
    }
}

extension BellRow {
    fileprivate init(_ school: Index<School>, _ move: Seconds, batch: Batch) {
        schoolID = batch.schools[school].id
        minutes = Int(move.rawValue) / 60
    }
}

extension DecisionRow {
    fileprivate init(_ decision: Decision, batch: Batch) {
        pupilID = batch.pupils[decision.pupil].id
        homeID = decision.home.map { batch.homes[$0].id } ?? ""
        self.decision = decision.outcome
        ruleID = decision.ruleID
        law = decision.law
        measured = decision.measured
        threshold = decision.threshold
        margin = decision.margin
        certainty = decision.certainty
        reason = decision.reason
        gives = decision.gives.rawValue
        reasonCode = decision.reasonCode
        allowancePerDay = decision.allowancePerDay
        whatWouldFlip = decision.whatWouldFlip.joined(separator: " ")
    }
}

extension ReviewRow {
    fileprivate init(_ decision: Decision, batch: Batch) {
        pupilID = batch.pupils[decision.pupil].id
        homeID = decision.home.map { batch.homes[$0].id } ?? ""
        why = decision.reason
        whatWouldDecide = decision.whatWouldDecide
    }
}

extension AssignmentRow {
    fileprivate init(_ ride: Ride, plan: Plan, batch: Batch) {
        pupilID = batch.pupils[ride.pupil].id
        homeID = batch.homes[ride.home].id
        week = ride.day.week
        weekday = ride.day.weekday
        session = ride.session
        stopID = plan.stopPlan.candidates[ride.stop].id
        walk = ride.walk
        safeWalk = plan.stopPlan.assigned[ride.home.offset]?.safeWalk
        tripID = plan.trips[ride.trip].id
        board = ride.board
        alight = ride.alight
        self.ride = ride.rideTime
        wait = ride.wait
        dayTotal = ride.dayTotal
    }
}

extension TripRow {
    fileprivate init(_ trip: Trip, plan: Plan, batch: Batch) {
        let block = plan.blocks[trip.block]
        tripID = trip.id
        blockID = block.id
        week = trip.day.week
        weekday = trip.day.weekday
        session = trip.session
        vehicleTypeID = batch.vehicleTypes[block.vehicleType].id
        depart = trip.stopTimes.first?.departure ?? block.start
        arrive = trip.stopTimes.last?.arrival ?? block.start
        distance = trip.stopTimes.last?.distance ?? 0
        duration = arrive - depart
        maxLoad = trip.stopTimes.map(\.onboard).max() ?? 0
    }
}

extension StopTimeRow {
    fileprivate static func rows(of trip: Trip, plan: Plan, batch: Batch) -> [StopTimeRow] {
        trip.stopTimes.enumerated().map { position, time in
            var row = StopTimeRow()
            row.tripID = trip.id
            row.sequence = position + 1
            switch time.place {
            case .stop(let stop): (row.place, row.placeID) = (.stop, plan.stopPlan.candidates[stop].id)
            case .school(let school): (row.place, row.placeID) = (.school, batch.schools[school].id)
            }
            row.arrival = time.arrival
            row.departure = time.departure
            row.boarding = time.boarding
            row.alighting = time.alighting
            row.onboard = time.onboard
            row.distance = time.distance
            return row
        }
    }
}

extension BlockRow {
    fileprivate init(_ block: Block, batch: Batch) {
        let vehicleType = batch.vehicleTypes[block.vehicleType]
        blockID = block.id
        week = block.day.week
        weekday = block.day.weekday
        vehicleTypeID = vehicleType.id
        depotID = batch.depots[vehicleType.depot].id
        start = block.start
        end = block.end
        trips = block.trips.count
        distance = block.distance
        deadhead = block.deadhead
        cost = block.cost
    }
}
