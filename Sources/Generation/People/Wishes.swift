import Quantities
import TransportModel

/// Stops that families ask for, and decisions that staff made by hand.
struct Wishes {
    /// A row of `choices.csv`.
    struct Choice {
        var pupilID: String, homeID: String, stopID: String, submittedAt: String
    }

    /// A row of `overrides.csv`.
    struct Override {
        var pupilID: String, homeID: String, decision: Outcome, reason: String, author: String, expires: String
    }

    private(set) var choices: [Choice] = []
    private(set) var overrides: [Override] = []

    /// One rider in twenty-five asks for a stop: mostly a near one, every eighth one that is too far to be allowed; some
    /// ask twice, and some who walk ask too.
    init(pupils: [InventedPupil], demand: Demand, territory: Territory, seed: UInt64) {
        var dice = Dice(seed: seed, subject: "wishes")
        addOverrides(pupils: pupils, demand: demand, dice: &dice)
        guard !territory.stops.isEmpty else { return }
        for rider in demand.riders where pupils[rider].needs.isEmpty && dice.happens(0.04) {
            addChoice(of: pupils[rider], territory: territory, dice: &dice)
        }
        for walker in demand.walkers where dice.happens(0.002) {
            addChoice(of: pupils[walker], territory: territory, dice: &dice)
        }
    }

    private mutating func addChoice(of pupil: InventedPupil, territory: Territory, dice: inout Dice) {
        let home = dice.pick(pupil.homes)
        let here = territory.dwellings[home.dwelling].place.point
        let near = territory.stops.indices.map { ($0, here.distance(to: territory.stops[$0].place.point)) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        let wanted: Int
        if dice.happens(0.125), let far = near.first(where: { $0.1 > 6000 }) {
            wanted = far.0
        } else {
            wanted = near[min(dice.below(3), near.count - 1)].0
            guard here.distance(to: territory.stops[wanted].place.point) < 900 else { return }
        }
        if dice.happens(0.15) {
            append(pupil, home, territory.stops[near[0].0].id, day: dice.whole(in: 1...9), dice: &dice)
        }
        append(pupil, home, territory.stops[wanted].id, day: dice.whole(in: 11...29), dice: &dice)
    }

    private mutating func append(
        _ pupil: InventedPupil, _ home: InventedHome, _ stop: String, day: Int, dice: inout Dice
    ) {
        let time = "2026-06-\(day < 10 ? "0" : "")\(day)T\(dice.whole(in: 10...21)):\(dice.whole(in: 10...59)):00"
        choices.append(
            Choice(
                pupilID: pupil.id, homeID: pupil.homes.count == 1 ? "" : home.id, stopID: stop, submittedAt: time))
    }

    /// Two pupils who walk are granted a ride, two who could ride are not given one.
    private mutating func addOverrides(pupils: [InventedPupil], demand: Demand, dice: inout Dice) {
        let author = "skolskjutshandläggaren"
        for walker in dice.shuffled(demand.walkers).prefix(2) {
            overrides.append(
                Override(
                    pupilID: pupils[walker].id, homeID: "", decision: .granted,
                    reason: "Läkarintyg, brutet ben", author: author, expires: "2026-12-18"))
        }
        let riders = demand.riders.filter { pupils[$0].needs.isEmpty && !pupils[$0].isProtected }
        for rider in dice.shuffled(riders).prefix(2) {
            overrides.append(
                Override(
                    pupilID: pupils[rider].id, homeID: "", decision: .refused,
                    reason: "Vårdnadshavaren skjutsar mot ersättning", author: author, expires: "2027-06-05"))
        }
        overrides.sort { $0.pupilID < $1.pupilID }
    }
}
