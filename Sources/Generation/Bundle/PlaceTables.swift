import Quantities
import Tables
import TransportModel

/// The tables of an invented bundle that are about places and vehicles.
enum PlaceTables {
    static func schools(_ territory: Territory) -> CSVWriter {
        var table = CSVWriter(columns: ["school_id", "name", "x", "y", "language", "grades"])
        for school in territory.schools {
            table.append(
                [.text(school.id), .text(school.name)] + position(school.place, territory)
                    + [.text(school.language), .list(school.grades.map { String($0) })])
        }
        return table
    }

    static func gates(_ territory: Territory) -> CSVWriter {
        var table = CSVWriter(columns: ["school_id", "gate_id", "x", "y", "kind"])
        for school in territory.schools {
            for (kind, gate) in [("walk", school.walkGate), ("bus", school.busGate)] {
                guard let gate else { continue }
                table.append([.text(school.id), .text(kind)] + position(gate, territory) + [.plain(kind)])
            }
        }
        return table
    }

    static func stops(_ territory: Territory) -> CSVWriter {
        var table = CSVWriter(columns: [
            "stop_id", "name", "x", "y", "kind", "max_pupils", "side", "name_sv", "name_fi",
        ])
        for stop in territory.stops {
            table.append(
                [.text(stop.id), .text(stop.name)] + position(stop.place, territory)
                    + [.plain("bus_stop"), .blank, .blank, .text(stop.swedish), .text(stop.finnish)])
        }
        return table
    }

    static func depots(_ territory: Territory) -> CSVWriter {
        var table = CSVWriter(columns: ["depot_id", "name", "x", "y", "operator"])
        for depot in territory.depots {
            table.append(
                [.text(depot.id), .text(depot.name)] + position(depot.place, territory) + [.text(depot.operatorName)])
        }
        return table
    }

    static func vehicles(_ fleet: InventedFleet, _ territory: Territory) -> CSVWriter {
        var table = CSVWriter(columns: [
            "vehicle_type_id", "depot_id", "count", "seats", "wheelchair_places", "cost_per_day", "cost_per_km",
            "cost_per_hour", "max_hours",
        ])
        for row in fleet.rows {
            table.append([
                .text(row.id), .text(territory.depots[row.depot].id), .integer(row.count), .integer(row.seats),
                .integer(row.wheelchairPlaces), .integer(row.costPerDay),
                .decimal(row.costPerKilometre, decimals: 2), .decimal(row.costPerHour, decimals: 2),
                row.maximumHours.map { .decimal($0, decimals: 1) } ?? .blank,
            ])
        }
        return table
    }

    private static func position(_ place: Place, _ territory: Territory) -> [CSVCell] {
        [territory.grid.cell(place.grid.x), territory.grid.cell(place.grid.y)]
    }
}

extension GridFrame {
    /// An x or y as it is written.
    func cell(_ value: Double) -> CSVCell { .decimal(value, decimals: decimals) }
}
