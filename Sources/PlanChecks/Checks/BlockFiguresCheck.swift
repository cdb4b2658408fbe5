import Quantities
import TransportModel

/// A block's metres, empty metres and cost are those of its drives and its vehicle.
struct BlockFiguresCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        context.tables.blocks.indices.flatMap { position in
            distances(position, context) + cost(position, context)
        }
    }

    private func distances(_ position: Int, _ context: CheckContext) -> [Finding] {
        guard let legs = context.legs[position] else { return [] }
        let drives = legs.map { context.drives[$0.drive] }
        guard drives.allSatisfy({ $0 != nil }) else { return [] }  // DrivingCheck names them.
        let block = context.tables.blocks[position]
        let tolerance = legs.count * Tolerance.driveMetres
        let all = drives.reduce(0) { $0 + ($1?.metres ?? 0) }
        let empty = zip(legs, drives).reduce(0) { $0 + ($1.0.isEmpty ? $1.1?.metres ?? 0 : 0) }
        return [("distance_m", block.distance, all), ("deadhead_m", block.deadhead, empty)]
            .filter { abs($0.1 - $0.2) > tolerance }
            .map { column, written, measured in
                context.error(
                    "plan-wrong-distance", \.blocks, position, subject: block.blockID,
                    "\(column) is \(written), but the network measures \(measured).")
            }
    }

    private func cost(_ position: Int, _ context: CheckContext) -> [Finding] {
        let block = context.tables.blocks[position]
        guard let type = context.vehicleTypes(block.vehicleTypeID, depot: block.depotID).first else { return [] }
        let cost = type.cost(metres: block.distance, onDuty: block.end - block.start)
        guard cost != block.cost else { return [] }
        return [
            context.error(
                "plan-wrong-cost", \.blocks, position, subject: block.blockID,
                "cost is \(block.cost), but by \(block.distance) m and the vehicle's prices \(cost).")
        ]
    }
}
