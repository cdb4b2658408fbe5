import Quantities
import Tables
import TransportModel

/// Reads `depots.csv` and `vehicles.csv`.
struct FleetReader {
    static let depotsSchema = FileSchema(
        file: "depots.csv", isRequired: true, meaning: "Where vehicles start and end their day.", key: ["depot_id"],
        columns: [
            .required("depot_id", "The id that `vehicles.csv` uses."),
            .optional("name", "Its name."),
            .required("x", "East."),
            .required("y", "North."),
            .optional("operator", "Who runs it."),
        ])

    static let vehiclesSchema = FileSchema(
        file: "vehicles.csv", isRequired: true, meaning: "The fleet: equal vehicles at one depot in a row.",
        key: ["vehicle_type_id", "depot_id"],
        columns: [
            .required("vehicle_type_id", "The type; with the depot it is the key of the row."),
            .required("depot_id", "Where these vehicles stand."),
            .required("count", "How many there are."),
            .required("seats", "Seats of one vehicle. An escort takes a seat, a wheelchair pupil none."),
            .optional("wheelchair_places", "Wheelchair places of one vehicle. Blank: 0."),
            .optional("cost_per_day", "Per vehicle and day that it is out. Blank: 0."),
            .optional("cost_per_km", "Per driven kilometre. Blank: 0."),
            .optional("cost_per_hour", "Per hour from leaving the depot to coming back. Blank: 0."),
            .optional("max_hours", "Longest day of one vehicle in hours. Blank: no limit."),
            .optional("length_m", "Metres from bumper to bumper, for limits on roads. Blank: 12."),
            .optional("width_m", "Metres without mirrors. Blank: 2.55."),
            .optional("height_m", "Metres. Blank: 3.3."),
            .optional("weight_t", "Tonnes, full. Blank: 18."),
        ])

    /// The depots of `file`.
    static func depots(_ file: BundleTable?, _ context: BundleContext) -> IndexedTable<Depot> {
        var met = MetKeys<String>()
        let depots = file?.values(subject: "depot_id", log: context.log) { cells -> Depot? in
            let id = cells.id("depot_id")
            let place = context.places.place(&cells)
            guard let id, met.meet(id, "The depot \(id)", column: "depot_id", &cells), let place else { return nil }
            return Depot(id: id, name: cells.text("name"), place: place, operatorName: cells.text("operator"))
        }
        return IndexedTable(depots ?? [])
    }

    /// The vehicles of `file`, which stand at `depots`.
    static func vehicles(
        _ file: BundleTable?, depots: IndexedTable<Depot>, _ context: BundleContext
    ) -> IndexedTable<VehicleType> {
        let positions = Positions(depots.elements.map(\.id))
        var met = MetKeys<[String]>()
        let vehicles = file?.values(subject: "vehicle_type_id", log: context.log) { cells -> VehicleType? in
            let id = cells.id("vehicle_type_id")
            let depot = positions.find("depot_id", in: "depots.csv", &cells)
            let count = cells.integer("count", in: 0...100_000)
            let capacity = capacity(&cells)
            let costs = ["cost_per_day", "cost_per_km", "cost_per_hour"].map { column in
                cells.optionalNumber(column, in: 0...1_000_000).map { Cost(rounding: $0) } ?? .zero
            }
            let hours = cells.optionalNumber("max_hours", in: 0.1...48)
            let size = size(&cells)
            guard let id, let depot, let count, let capacity,
                met.meet([id, "\(depot)"], "The type \(id) at this depot", column: "vehicle_type_id", &cells)
            else { return nil }
            return VehicleType(
                id: id, depot: Index(depot), count: count, capacity: capacity, costPerDay: costs[0],
                costPerKilometre: costs[1], costPerHour: costs[2],
                longestDay: hours.map { Seconds(clamping: Int(($0 * 3600).rounded())) }, size: size)
        }
        return IndexedTable(vehicles ?? [])
    }

    private static func size(_ cells: inout CellReader) -> VehicleSize {
        var size = VehicleSize.bus
        if let length = cells.optionalNumber("length_m", in: 1...30) { size.length = length }
        if let width = cells.optionalNumber("width_m", in: 0.5...5) { size.width = width }
        if let height = cells.optionalNumber("height_m", in: 0.5...6) { size.height = height }
        if let weight = cells.optionalNumber("weight_t", in: 0.1...60) { size.weight = weight }
        return size
    }

    private static func capacity(_ cells: inout CellReader) -> Load? {
        let seats = cells.integer("seats", in: 0...1000)
        let places = cells.optionalInteger("wheelchair_places", in: 0...1000) ?? 0
        guard let seats else { return nil }
        guard seats + places > 0 else {
            cells.note(
                "vehicle-without-places", .error, "seats",
                "The vehicle has neither seats nor wheelchair places. Correct seats or remove the row.")
            return nil
        }
        return Load(seats: Int32(clamping: seats), wheelchairPlaces: Int32(clamping: places))
    }
}
