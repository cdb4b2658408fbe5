import Coordinates
import Quantities
import Tables
import TransportModel

/// Reads `hazards.geojson`: features with the properties that `hazards.csv` has as columns.
///
/// Positions are longitude and latitude (RFC 7946), unless a member `crs` names an EPSG code, as GIS programs write it.
struct HazardsGeoJSONReader {
    static let file = "hazards.geojson"
    /// Most bytes of the file.
    static let mostBytes = 64 << 20

    private let context: BundleContext
    private let taken: Set<String>

    /// A reader; ids that are in `taken` are already in `hazards.csv`.
    init(_ context: BundleContext, taken: Set<String>) {
        self.context = context
        self.taken = taken
    }

    /// The marks of the file, which may be absent.
    func read() -> [HazardMark] {
        guard
            let bytes = context.folder.bytes(
                of: HazardsGeoJSONReader.file, isRequired: false, limit: HazardsGeoJSONReader.mostBytes)
        else { return [] }
        do {
            let decoded = try TextDecoding(bytes)
            context.log.add(decoded.problems, file: HazardsGeoJSONReader.file)
            let document = try JSONReader.read(decoded.bytes)
            guard let features = document["features"]?.elements else {
                context.log.fatal(
                    "geojson-no-features", file: HazardsGeoJSONReader.file, line: document.line,
                    "The file is no FeatureCollection. Export it as GeoJSON with features.")
                return []
            }
            guard let system = system(of: document) else { return [] }
            var met = taken
            return features.flatMap { mark(of: $0, system, &met) }
        } catch {
            context.log.fatal(error.code, file: HazardsGeoJSONReader.file, line: error.line, error.message)
            return []
        }
    }

    /// The system that the positions are in; `nil` after a fatal problem.
    private func system(of document: JSONNode) -> CoordinateSystem? {
        let name = document["crs"]?["properties"]?["name"]?.string ?? ""
        let parts = name.split(separator: ":")
        let code = parts.contains { $0.uppercased() == "EPSG" } ? "EPSG:\(parts.last ?? "")" : "EPSG:4326"
        do {
            return try CoordinateSystem.shared(code)
        } catch {
            context.log.fatal(
                error.code.rawValue, file: HazardsGeoJSONReader.file, line: document["crs"]?.line, error.message)
            return nil
        }
    }

    // MARK: One feature

    private func mark(of feature: JSONNode, _ system: CoordinateSystem, _ met: inout Set<String>) -> [HazardMark] {
        let cell = { (name: String) in feature["properties"]?[name]?.cellText ?? "" }
        let id = cell("id").isEmpty ? feature["id"]?.cellText ?? "" : cell("id")
        let report = { (code: String, message: String) in
            context.log.add(
                code, .error, file: HazardsGeoJSONReader.file, line: feature.line, subject: String(id.prefix(64)),
                "\(message) The feature was left out.")
        }
        guard !id.isEmpty, id.count <= 64, !id.unicodeScalars.contains(where: \.isUnseen) else {
            report("csv-bad-id", "The feature has no property id of 1 to 64 characters. Add one.")
            return []
        }
        guard met.insert(id).inserted else {
            report("duplicate-id", "The hazard \(id) is there twice. Give each its own id.")
            return []
        }
        let kindText = cell("kind").lowercased()
        guard let kind = kindText.isEmpty ? .along : HazardKind(rawValue: kindText)?.kind else {
            report("csv-unknown-word", "The property kind reads \(kindText.shown). Expected along, cross.")
            return []
        }
        let dates = [cell("from"), cell("to")].map { text in text.isEmpty ? nil : CalendarDate(text) }
        guard cell("from").isEmpty == (dates[0] == nil), cell("to").isEmpty == (dates[1] == nil) else {
            report("csv-bad-date", "The properties from and to must be dates such as 2026-08-11.")
            return []
        }
        if let from = dates[0], let to = dates[1], to < from {
            report("end-before-start", "The property to is before from. Check both dates.")
            return []
        }
        guard let locations = locations(of: feature, way: cell("way"), system, report) else { return [] }
        return locations.map { location in
            var mark = HazardMark(
                id: id, location: location, bands: bands(of: feature), kind: kind, from: dates[0], to: dates[1],
                season: cell("season"), source: cell("source"))
            mark.risk = DecimalText.number(cell("risk"))
            mark.extras = extras(of: feature)
            return mark
        }
    }

    private func bands(of feature: JSONNode) -> [String] {
        let property = feature["properties"]?["bands"]
        let words = property?.elements?.map(\.cellText) ?? property?.cellText.split(separator: ";").map(\.trimmedBlanks)
        return (words ?? []).filter { !$0.isEmpty }
    }

    private func extras(of feature: JSONNode) -> [String: String] {
        guard case .object(let members)? = feature["properties"]?.value else { return [:] }
        let known = Set(HazardsReader.schema.names + HazardsReader.lineColumns)
        var extras: [String: String] = [:]
        for (key, value) in members where !known.contains(key) && extras[key] == nil {
            let text = value.cellText
            if !text.isEmpty { extras[key] = text }
        }
        return extras
    }

    private func locations(
        of feature: JSONNode, way: String, _ system: CoordinateSystem, _ report: (String, String) -> Void
    ) -> [HazardMark.Location]? {
        let geometry = feature["geometry"]
        let coordinates = geometry?["coordinates"]
        let parts: [JSONNode]
        switch geometry?["type"]?.string {
        case "LineString": parts = coordinates.map { [$0] } ?? []
        case "MultiLineString": parts = coordinates?.elements ?? []
        case nil:
            guard let number = DecimalText.integer(way), number > 0 else {
                report("hazard-without-place", "The feature has neither a line nor a property way. Draw a line.")
                return nil
            }
            return [.way(Int64(number))]
        case let other?:
            report("hazard-bad-line", "The geometry is a \(other.shown). Draw a LineString or MultiLineString.")
            return nil
        }
        let lines = parts.compactMap { line($0, system) }
        guard lines.count == parts.count, !lines.isEmpty else {
            report(
                "place-out-of-area",
                "The line is broken, or leaves the area of \(system.code). Positions are longitude, latitude.")
            return nil
        }
        return lines.map { .line($0) }
    }

    private func line(_ node: JSONNode, _ system: CoordinateSystem) -> [GeoPoint]? {
        guard let positions = node.elements, (2...WKTLine.mostPoints).contains(positions.count) else { return nil }
        var points: [GeoPoint] = []
        for position in positions {
            guard let numbers = position.elements, numbers.count >= 2, let x = numbers[0].number,
                let y = numbers[1].number, let point = system.geoPoint(of: GridPoint(x: x, y: y)),
                context.places.isNear(point)
            else { return nil }
            points.append(point)
        }
        return points
    }
}
