import Coordinates
import TransportModel

/// One reader alone over any bytes, for the fuzz targets: it must end, whatever they are.
package enum FuzzEntry {
    /// Reads `bytes` as `hazards.geojson`.
    package static func hazards(_ bytes: [UInt8]) {
        let log = InputLog()
        let folder = BundleFolder(.files([HazardsGeoJSONReader.file: bytes]), log: log)
        let context = BundleContext(
            folder: folder, log: log, municipality: Municipality(name: "", crs: "EPSG:3067", network: "", rules: ""),
            asOf: BundleReader.dateOfNoCalendar, places: PlaceReader(try? CoordinateSystem.shared("EPSG:3067")))
        _ = HazardsGeoJSONReader(context, taken: []).read()
    }

    /// Reads `bytes` as `municipality.yaml`.
    package static func settings(_ bytes: [UInt8]) {
        let log = InputLog()
        var reader = MunicipalityReader(log: log)
        _ = reader.read(BundleFolder(.files([MunicipalityReader.file: bytes]), log: log))
    }

    /// Reads `bytes` as a rule file.
    package static func rules(_ bytes: [UInt8]) {
        let log = InputLog()
        guard let text = BundleFolder(.files(["rules.yaml": bytes]), log: log).text(of: "rules.yaml") else { return }
        _ = try? RulesReader.read(text: text, file: "rules.yaml")
    }
}
