import Foundation
import Quantities
import Tables
import TransportModel

/// Writes the files of an invented bundle.
struct BundleWriter {
    private let folder: URL

    /// A writer into `folder`, which is made and must be empty: a file left from another bundle would become part of it.
    init(folder: URL) throws(GenerationError) {
        self.folder = folder
        let files = FileManager.default
        do {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            let present = try files.contentsOfDirectory(atPath: folder.path)
            guard present.isEmpty else {
                throw GenerationError("\(folder.path) is not empty. Name a new folder or empty this one.")
            }
        } catch let error as GenerationError {
            throw error
        } catch {
            throw GenerationError("\(folder.path) cannot be made: \(error.localizedDescription)")
        }
    }

    /// Writes `data` as the file `name`.
    func write(_ data: Data, as name: String) throws(GenerationError) {
        do {
            try data.write(to: folder.appendingPathComponent(name))
        } catch {
            throw GenerationError("\(name) cannot be written to \(folder.path): \(error.localizedDescription)")
        }
    }

    /// Invents the people of `territory` and writes everything but the road network.
    func write(_ territory: Territory, householdSizes: [Int], seed: UInt64) throws(GenerationError) {
        let pupils = Population(of: territory, householdSizes: householdSizes, seed: seed).pupils
        let demand = Demand(pupils: pupils, territory: territory)
        let wishes = Wishes(pupils: pupils, demand: demand, territory: territory, seed: seed)
        let fleet = InventedFleet(for: demand, pupils: pupils, depots: territory.depots.count)
        let week = SchoolWeek(of: territory, pupils: pupils, seed: seed)

        try write(text: SettingsText.municipality(territory), as: "municipality.yaml")
        try write(text: SettingsText.rules, as: "rules.yaml")
        try write(PeopleTables.pupils(pupils, territory), as: "pupils.csv")
        try write(PeopleTables.homes(pupils, territory), as: "homes.csv")
        try write(PeopleTables.choices(wishes), as: "choices.csv")
        try write(PeopleTables.overrides(wishes), as: "overrides.csv")
        try write(PlaceTables.schools(territory), as: "schools.csv")
        try write(PlaceTables.gates(territory), as: "gates.csv")
        if territory.writesStops { try write(PlaceTables.stops(territory), as: "stops.csv") }
        try write(PlaceTables.depots(territory), as: "depots.csv")
        try write(PlaceTables.vehicles(fleet, territory), as: "vehicles.csv")
        try write(SchoolTables.timetable(week), as: "timetable.csv")
        try write(SchoolTables.periods(), as: "periods.csv")
    }

    private func write(text: String, as name: String) throws(GenerationError) {
        try write(Data(text.utf8), as: name)
    }

    private func write(_ table: CSVWriter, as name: String) throws(GenerationError) {
        try write(Data(table.bytes), as: name)
    }
}
