@testable import VehicleRouting

extension FleetSearch {
    /// A search that stands at the first plan of `instance`; `lane` has a seed of its own.
    static func atFirstPlan(
        of instance: ClosureInstance, seed: UInt64, lane: Int = 0, settings: SearchSettings = SearchSettings()
    ) -> FleetSearch {
        let neighbourhoods = Neighbourhoods(instance)
        let plan = Construction(
            instance: instance, neighbourhoods: neighbourhoods, settings: settings, stride: 64, hopeless: []
        ).plan(seed: seed, starting: [])
        let search = FleetSearch(
            instance, neighbourhoods, slots: plan.days.count + plan.bank.count, stride: 64,
            seed: seed + 1000 * UInt64(lane), lane: lane, settings: settings)
        search.adopt(plan)
        return search
    }
}
