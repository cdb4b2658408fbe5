import Quantities
import TransportModel

/// Every drive of every vehicle's day can be done in its time: out of the depot, between places, between trips, home.
/// With it no vehicle is in two places at once. Driven metres are those of the network.
struct DrivingCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        context.tables.blocks.indices.flatMap { block in
            (context.legs[block] ?? []).flatMap { problems(of: $0, block: block, context) }
        }
    }

    private func problems(of leg: BlockLeg, block: Int, _ context: CheckContext) -> [Finding] {
        let blockID = context.tables.blocks[block].blockID
        guard let drive = context.drives[leg.drive] else {
            return [finding("plan-no-way", leg, block, context, "The network has no way from the place before.")]
        }
        var found: [Finding] = []
        let available = leg.arrives - leg.leaves
        if available + Tolerance.drive < drive.seconds {
            found.append(
                finding(
                    "plan-drive-too-fast", leg, block, context,
                    "The block “\(blockID)” has \(available.rawValue) s for a drive that takes "
                        + "\(drive.seconds.rawValue) s."))
        }
        if let written = leg.writtenMetres, abs(written - drive.metres) > Tolerance.driveMetres {
            found.append(
                finding(
                    "plan-wrong-distance", leg, block, context,
                    "distance_m grows by \(written) from the place before, but the network measures \(drive.metres)."))
        }
        return found
    }

    private func finding(
        _ code: String, _ leg: BlockLeg, _ block: Int, _ context: CheckContext, _ message: String
    ) -> Finding {
        guard let row = leg.stopTime else {
            let blockID = context.tables.blocks[block].blockID
            return context.error(code, \.blocks, block, subject: blockID, "On the way into the depot: " + message)
        }
        return context.error(code, \.stopTimes, row, subject: leg.tripID, message)
    }
}
