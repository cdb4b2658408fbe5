import Quantities
package import TransportModel

/// Plans days again, each with one home at another stop: one answer per move, `nil` where there is none.
package typealias SecondPlanning = @Sendable ([HomeMove]) -> [SecondPlan?]

/// A choice and what it costs.
struct PricedChoice: Sendable {
    /// The row so far.
    var row: ChoicePrice
    /// What is compared.
    let compared: ComparedChoice

    init(row: ChoicePrice, of compared: ComparedChoice) {
        self.row = row
        self.compared = compared
    }

    /// Enters the day planned twice.
    mutating func enter(_ plan: SecondPlan) {
        let (with, without) = compared.isHonoured ? (plan.now, plan.moved) : (plan.moved, plan.now)
        row.plannedDay = "\(plan.day.week)-\(plan.day.weekday.code)"
        (row.dayVehiclesWith, row.dayVehiclesWithout) = (with.vehicles, without.vehicles)
        (row.dayMinutesWith, row.dayMinutesWithout) = (with.driving.wholeMinutes, without.driving.wholeMinutes)
        (row.dayCostWith, row.dayCostWithout) = (with.cost, without.cost)
    }
}

extension ChoicePrices {
    /// So many choices are planned and not estimated alone.
    static let plannedChoices = 20

    /// `choices` with the dearest of them, by the estimate, planned.
    func planned(_ choices: [PricedChoice]) -> [PricedChoice] {
        guard let plan = secondPlans else { return choices }
        let order = choices.indices.sorted { one, two in
            let first = choices[one].row
            let second = choices[two].row
            return (-first.extraCost.cents, first.pupilID, first.homeID)
                < (-second.extraCost.cents, second.pupilID, second.homeID)
        }
        let dearest = order.prefix(Self.plannedChoices)
        var priced = choices
        for (position, answer) in zip(dearest, plan(dearest.map { choices[$0].compared.move })) {
            if let answer { priced[position].enter(answer) }
        }
        return priced
    }
}

extension Seconds {
    fileprivate var wholeMinutes: Int { Int((Double(rawValue) / 60).rounded()) }
}
