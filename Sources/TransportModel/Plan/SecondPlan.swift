public import Quantities

/// One home at another stop, everything else as it is.
public struct HomeMove: Sendable {
    /// Whose home, and the stop and walk it would have.
    public var home: Index<Home>, stop: StopInReach

    /// `home` at `stop`.
    public init(home: Index<Home>, stop: StopInReach) {
        self.home = home
        self.stop = stop
    }
}

/// A day planned twice: with every home at its stop, and with one at another. Both plans are made in the same way, so
/// that what differs between them is what the move is worth.
public struct SecondPlan: Hashable, Sendable {
    /// The day.
    public var day: CycleDay
    /// With everybody at the stop that they have.
    public var now: Figures
    /// With the one home at the other stop.
    public var moved: Figures

    /// What a day costs.
    public struct Figures: Hashable, Sendable {
        /// Vehicles that are out.
        public var vehicles: Int
        /// Driving with pupils aboard, both ways together, without standing.
        public var driving: Seconds
        /// All vehicles' days.
        public var cost: Cost

        /// Figures.
        public init(vehicles: Int, driving: Seconds, cost: Cost) {
            self.vehicles = vehicles
            self.driving = driving
            self.cost = cost
        }
    }

    /// A day and its figures.
    public init(day: CycleDay, now: Figures, moved: Figures) {
        self.day = day
        self.now = now
        self.moved = moved
    }
}

/// A family's choice beside what there would be without it.
public struct ComparedChoice: Sendable {
    /// The choice.
    public var choice: StopChoice
    /// The home that it is about.
    public var home: Index<Home>
    /// The stop that was asked for, and the one that it is compared with: the cheapest other stop of the home where the
    /// plan honours the choice, else the one that the plan uses.
    public var chosen: StopOption, other: StopOption
    /// Whether the plan uses the stop that was asked for.
    public var isHonoured: Bool

    /// The home at the stop that the plan does not use.
    public var move: HomeMove {
        let target = isHonoured ? other : chosen
        return HomeMove(home: home, stop: StopInReach(stop: target.stop, walk: target.walk))
    }
}

extension StopPlan {
    /// Every choice of `batch` whose stop is among its home's options and that there is something to compare with.
    public func comparedChoices(of batch: Batch) -> [ComparedChoice] {
        batch.choices.flatMap { choice in
            (choice.home.map { [$0] } ?? batch.pupils[choice.pupil].homes).compactMap { compared(choice, $0) }
        }
    }

    private func compared(_ choice: StopChoice, _ home: Index<Home>) -> ComparedChoice? {
        guard let mine = assigned[home.offset],
            let chosen = options[home.offset].first(where: { candidates[$0.stop].id == choice.stopID })
        else { return nil }
        let others = options[home.offset].filter { $0.stop != chosen.stop }
        let isHonoured = chosen.stop == mine.stop
        let other =
            isHonoured
            ? others.enumerated().min { ($0.element.extraCost, $0.offset) < ($1.element.extraCost, $1.offset) }?.element
            : others.first { $0.stop == mine.stop }
        return other.map {
            ComparedChoice(choice: choice, home: home, chosen: chosen, other: $0, isHonoured: isHonoured)
        }
    }
}
