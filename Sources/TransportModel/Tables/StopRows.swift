package import Quantities

/// A row of `stops.csv`: a stop that somebody uses.
package struct StopRow: PlanTableRow {
    /// The stop.
    package var stopID = ""
    /// The name that families and drivers read.
    package var name = ""
    /// East and north in the municipality's coordinate system.
    package var x = 0.0, y = 0.0
    /// Degrees in WGS 84.
    package var longitude = 0.0, latitude = 0.0
    /// How many different pupils use it.
    package var pupils = 0
    /// The direction in which vehicles go on from it to school, and that in which they come to it from school, in degrees
    /// clockwise from north; `nil`: any.
    package var headingToSchool: Int?, headingFromSchool: Int?
    /// The seconds that a vehicle needs to turn round at it, to pass it the other way; `nil`: it cannot.
    package var turning: Int?

    package init() {}

    package static let fileName = "stops.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("stop_id", \.stopID), .init("name", \.name), .init("x", \.x), .init("y", \.y),
        .init("lon", \.longitude), .init("lat", \.latitude), .init("pupils", \.pupils),
        .init("heading_to_school", \.headingToSchool, isAdded: true),
        .init("heading_from_school", \.headingFromSchool, isAdded: true),
        .init("turning_s", \.turning, isAdded: true),
    ]
    package var key: [TableKeyPart] { [.text(stopID)] }

    /// Where it is, in WGS 84.
    package var point: GeoPoint { GeoPoint(longitude: longitude, latitude: latitude) }

    /// How vehicles serve it in `session`; at `point`, where that is known better than from the row.
    package func halt(in session: Session, at point: GeoPoint? = nil) -> Halt {
        let passing: Halt.Passing =
            switch session {
            case .toSchool: headingToSchool.map { .leaving($0) } ?? .any
            case .fromSchool: headingFromSchool.map { .arriving($0) } ?? .any
            }
        return Halt(point ?? self.point, passing: passing, turning: turning.map { Seconds(clamping: $0) })
    }
}

/// A row of `stop_options.csv`: a stop that a family could have, and its price.
package struct StopOptionRow: PlanTableRow {
    /// For whom.
    package var pupilID = ""
    /// For which home.
    package var homeID = ""
    /// 1 is the best.
    package var rank = 0
    /// The stop.
    package var stopID = ""
    /// Its name.
    package var stopName = ""
    /// The walk from the home to it.
    package var walk = Metres.zero
    /// Whether it is the stop that the plan uses for this home.
    package var isAssigned = false
    /// What choosing it would add to the cost of the stop plan.
    package var extraCost = Cost.zero

    package init() {}

    package static let fileName = "stop_options.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("pupil_id", \.pupilID), .init("home_id", \.homeID), .init("rank", \.rank), .init("stop_id", \.stopID),
        .init("stop_name", \.stopName), .init("walk_m", \.walk), .init("assigned", \.isAssigned),
        .init("extra_cost", \.extraCost),
    ]
    package var key: [TableKeyPart] { [.text(pupilID), .text(homeID), .number(rank)] }
}
