import Foundation
import VehicleRouting

extension DepotInstanceFile {
    /// Reads a file of Solomon's or Gehring & Homberger's sets: the fleet, then the depot and the clients a line each.
    init(solomon url: URL) throws(InstanceError) {
        rules = .vrptw
        rounding = .downToTenths
        name = url.deletingPathExtension().lastPathComponent
        let lines = try InstanceText.lines(of: url, splitting: { $0 == " " || $0 == "\t" })
        guard let heading = lines.firstIndex(where: { $0.cells[0].uppercased() == "NUMBER" }), heading + 1 < lines.count
        else { throw InstanceError("\(url.lastPathComponent): the heading NUMBER CAPACITY is missing") }
        let fleet = lines[heading + 1]
        let count = try fleet.whole(0, in: 1...1_000_000)
        let capacity = try fleet.whole(1, in: 0...1_000_000_000)
        let rows = lines[(heading + 2)...].filter { $0.cells[0].first?.isNumber == true }
        guard let depot = rows.first, rows.count <= 10_000 else {
            throw InstanceError("\(url.lastPathComponent): a depot and at most 9,999 clients are needed")
        }
        let scale = rounding.scale
        points = []
        var clients: [DeliveryProblem.Client] = []
        var vehicle = DeliveryProblem.Vehicle(depot: 0, capacity: [capacity])
        vehicle.count = count
        for (number, row) in rows.enumerated() {
            guard try row.whole(0, in: 0...10_000) == number else {
                throw row.error("customer \(number) is expected here, not \(row.cells[0])")
            }
            points.append((try row.number(1), try row.number(2)))
            let range = 0...10_000_000
            var client = DeliveryProblem.Client(place: number, delivery: [try row.whole(3, in: range)])
            let (early, late) = (try row.whole(4, in: range), try row.whole(5, in: range))
            guard early <= late else { throw row.error("the window ends at \(late), before it begins at \(early)") }
            client.window = early * scale...late * scale
            client.service = try row.whole(6, in: range) * scale
            if row.number == depot.number { vehicle.shift = client.window } else { clients.append(client) }
        }
        problem = DeliveryProblem(
            places: points.count, clients: clients, vehicles: [vehicle], profiles: [Self.profile(points, rounding)])
    }
}
