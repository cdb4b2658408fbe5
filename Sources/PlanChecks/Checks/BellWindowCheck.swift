import Quantities
import TransportModel

/// Buses arrive early enough before school starts and leave late enough after it ends.
struct BellWindowCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let service = context.batch.municipality.service, policy = context.batch.rules.waitPolicy
        let before = max(service.marginBeforeStart, policy.arriveBefore ?? .zero)
        let after = max(service.marginAfterEnd, policy.leaveAfter ?? .zero)
        let rides = context.tables.assignments
        return rides.indices.compactMap { position in
            let ride = rides[position]
            guard let index = context.pupils[ride.pupilID],
                let day = context.batch.timetable.schoolDay(of: index, context.batch.pupils[index], on: ride.day)
            else { return nil }
            switch ride.session {
            case .toSchool where ride.alight > day.start - before:
                return context.error(
                    "plan-late-arrival", \.assignments, position, subject: ride.pupilID,
                    "The bus arrives at \(ride.alight), but school starts at \(day.start) and "
                        + "\(before.rawValue) s are kept free before it.")
            case .fromSchool where ride.board < day.end + after:
                return context.error(
                    "plan-early-departure", \.assignments, position, subject: ride.pupilID,
                    "The bus leaves at \(ride.board), but school ends at \(day.end) and "
                        + "\(after.rawValue) s are kept free after it.")
            default: return nil
            }
        }
    }
}
