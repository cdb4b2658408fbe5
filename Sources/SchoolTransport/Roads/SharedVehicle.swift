internal import Quantities
internal import RoadNetwork
internal import TransportModel

/// The vehicle whose size all driving times of a plan hold for.
///
/// Any vehicle may be sent on any trip, and trips are made from one table of times. So the table is that of a vehicle that
/// is as large in every measure as the largest of the fleet: every vehicle can drive every trip, and none meets a bridge
/// that is too low for it.
struct SharedVehicle {
    let batch: Batch

    /// The size; an ordinary bus where there are no vehicles.
    var size: VehicleSize {
        let sizes = fleet
        return sizes.dropFirst().reduce(sizes.first ?? .bus) { $0.union($1) }
    }

    private var fleet: [VehicleSize] { batch.vehicleTypes.elements.filter { $0.count > 0 }.map(\.size) }

    /// `network` for that vehicle; `nil` where it leaves no road.
    func network(_ network: RoadNetwork) -> RoadNetwork? {
        guard size != .bus else { return network }
        var conditions = RoadConditions()
        conditions.vehicle = VehicleClass(
            length: size.length, width: size.width, height: size.height, weight: size.weight)
        return network.under(conditions)
    }

    /// That smaller vehicles are held to the larger one's roads, where they differ.
    var finding: Finding? {
        guard Set(fleet).count > 1 else { return nil }
        return Finding(
            "vehicle-sizes-shared", .info, file: "vehicles.csv",
            message:
                "vehicles differ in size; all are driven on roads that let through one of \(size.length) m length, "
                + "\(size.width) m width, \(size.height) m height and \(size.weight) t. Plan small vehicles on their own "
                + "where they need narrower roads")
    }
}
