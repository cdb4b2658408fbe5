import Quantities
import TransportModel

/// No day needs more vehicles of a type and depot than there are, and none is out longer than it may be.
struct FleetCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] { counts(context) + days(context) }

    private struct Garage: Hashable {
        var typeID: String, depotID: String, day: CycleDay
    }

    private func counts(_ context: CheckContext) -> [Finding] {
        let blocks = context.tables.blocks
        var out: [Garage: Int] = [:]
        return blocks.indices.compactMap { position in
            let block = blocks[position]
            let types = context.vehicleTypes(block.vehicleTypeID, depot: block.depotID)
            let count = types.reduce(0) { $0 + $1.count }
            let garage = Garage(typeID: block.vehicleTypeID, depotID: block.depotID, day: block.day)
            out[garage, default: 0] += 1
            guard !types.isEmpty, out[garage, default: 0] > count else { return nil }
            return context.error(
                "plan-too-many-vehicles", \.blocks, position, subject: block.blockID,
                "There are \(count) vehicles “\(block.vehicleTypeID)” at “\(block.depotID)”, but more are out in week "
                    + "\(block.week) on \(block.weekday.code).")
        }
    }

    private func days(_ context: CheckContext) -> [Finding] {
        let blocks = context.tables.blocks
        return blocks.indices.compactMap { position in
            let block = blocks[position]
            let types = context.vehicleTypes(block.vehicleTypeID, depot: block.depotID)
            let limits = types.compactMap(\.longestDay)
            guard limits.count == types.count, let limit = limits.max(), block.end - block.start > limit else {
                return nil
            }
            return context.error(
                "plan-long-day", \.blocks, position, subject: block.blockID,
                "The vehicle is out for \((block.end - block.start).rawValue) s, but may be for \(limit.rawValue) s.")
        }
    }
}
