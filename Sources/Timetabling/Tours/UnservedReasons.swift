import Quantities
import TransportModel
import VehicleRouting

extension SessionProblem {
    /// Why the engine left out `group`, as the end of a sentence for staff.
    func text(_ reason: UnservedRequest.Reason, for group: RideGroup, in batch: Batch, stopID: String) -> String {
        let school = batch.schools[group.key.school].id
        let isToSchool = demand.session == .toSchool
        let way = isToSchool ? "from stop \(stopID) to school \(school)" : "from school \(school) to stop \(stopID)"
        switch reason {
        case .noVehicle: return "the fleet has no vehicle"
        case .tooBigForEveryVehicle: return "no vehicle has \(group.load.inWords) free for one pupil"
        case .noWay: return "there is no drivable way \(way), or between them and a depot with a vehicle that fits"
        case .rideTooLong:
            return "the direct drive \(way) takes \(direct(group).inMinutes) and the ride may take "
                + "\(group.key.rideLimit.inMinutes)"
        case .outsideWindow:
            let window = group.key.schoolWindow
            return "no direct drive \(way) keeps the time at school between \(window.lowerBound) and "
                + "\(window.upperBound)"
        case .dayTooLong: return "the drive \(way) and the ways from and to the depot are longer than a vehicle's day"
        case .noVehicleLeft:
            return "the vehicles that could drive \(way) are all in use: the fleet is too small at that time"
        }
    }

    private func direct(_ group: RideGroup) -> Seconds {
        let stop = places.position(of: .stop(group.key.stop), in: demand.session)
        let school = places.position(of: .school(group.key.school), in: demand.session)
        return Seconds(
            demand.session == .toSchool
                ? travel.seconds(from: stop, to: school) : travel.seconds(from: school, to: stop))
    }
}

extension Load {
    /// `2 seats and 1 wheelchair place`.
    var inWords: String {
        let seat = seats == 1 ? "1 seat" : "\(seats) seats"
        let place = wheelchairPlaces == 1 ? "1 wheelchair place" : "\(wheelchairPlaces) wheelchair places"
        if wheelchairPlaces == 0 { return seat }
        return seats == 0 ? place : "\(seat) and \(place)"
    }
}
