import Quantities

/// A table without geometry.
struct GeoPackageTable: Sendable {
    /// The name of the table, and what it holds, for people.
    let name: String, about: String
    /// Its columns beside `fid`.
    let columns: [(name: String, type: String)]
    /// Its rows, a value for every column.
    let rows: [[SQLiteImage.Value]]
}

/// Layers and tables as a GeoPackage (OGC 12-128r18, version 1.3), with spatial indices and QGIS's styles inside.
struct GeoPackageImage {
    private let layers: [GeoPackageLayer]
    private let tables: [GeoPackageTable]
    private let lastChange: SQLiteImage.Value

    /// A package; `lastChange`, a date, stands where the clock would, so that equal layers are equal bytes.
    init(layers: [GeoPackageLayer], tables: [GeoPackageTable], lastChange: String) {
        self.layers = layers
        self.tables = tables
        self.lastChange = .text("\(lastChange)T00:00:00.000Z")
    }

    /// The file.
    func bytes() throws(SQLiteImage.Failure) -> [UInt8] {
        let image = try SQLiteImage()
        // "GPKG" in ASCII and version 1.3.0: what makes an SQLite file a GeoPackage.
        try image.run("PRAGMA page_size = 4096; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300")
        try image.run(GeoPackageSchema.tables)
        try image.insert(
            into: "gpkg_spatial_ref_sys",
            ["srs_name", "srs_id", "organization", "organization_coordsys_id", "definition", "description"],
            GeoPackageSchema.coordinateSystems)
        for layer in layers { try add(layer, to: image) }
        for table in tables { try add(table, to: image) }
        try addStyles(to: image)
        return try image.bytes()
    }

    private func add(_ layer: GeoPackageLayer, to image: borrowing SQLiteImage) throws(SQLiteImage.Failure) {
        try image.run(layer.schema)
        try image.insert(into: layer.name, ["fid", "geom"] + layer.columns.map(\.name), layer.rows)
        let box = layer.box
        try image.insert(
            into: "gpkg_contents",
            [
                "table_name", "data_type", "identifier", "description", "last_change", "min_x", "min_y", "max_x",
                "max_y", "srs_id",
            ],
            [
                [
                    .text(layer.name), .text("features"), .text(layer.name), .text(layer.about), lastChange,
                    box.map { .real($0.southWest.longitude) } ?? .null,
                    box.map { .real($0.southWest.latitude) } ?? .null,
                    box.map { .real($0.northEast.longitude) } ?? .null,
                    box.map { .real($0.northEast.latitude) } ?? .null, .integer(4326),
                ]
            ])
        try image.insert(
            into: "gpkg_geometry_columns", ["table_name", "column_name", "geometry_type_name", "srs_id", "z", "m"],
            [[.text(layer.name), .text("geom"), .text(layer.geometryType), .integer(4326), .integer(0), .integer(0)]])
        try addIndex(of: layer, to: image)
    }

    /// The spatial index (the extension `gpkg_rtree_index`), filled, with its triggers.
    private func addIndex(of layer: GeoPackageLayer, to image: borrowing SQLiteImage) throws(SQLiteImage.Failure) {
        let index = "rtree_\(layer.name)_geom"
        try image.run("CREATE VIRTUAL TABLE \(index) USING rtree(id, minx, maxx, miny, maxy)")
        try image.insert(into: index, ["id", "minx", "maxx", "miny", "maxy"], layer.boxes)
        try image.run(GeoPackageSchema.indexTriggers(for: layer.name))
        try image.insert(
            into: "gpkg_extensions", ["table_name", "column_name", "extension_name", "definition", "scope"],
            [
                [
                    .text(layer.name), .text("geom"), .text("gpkg_rtree_index"),
                    .text("http://www.geopackage.org/spec120/#extension_rtree"), .text("write-only"),
                ]
            ])
    }

    private func add(_ table: GeoPackageTable, to image: borrowing SQLiteImage) throws(SQLiteImage.Failure) {
        let columns = table.columns.map { ", \($0.name) \($0.type)" }.joined()
        try image.run("CREATE TABLE \(table.name) (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL\(columns))")
        try image.insert(
            into: table.name, ["fid"] + table.columns.map(\.name),
            table.rows.enumerated().map { [.integer($0.offset + 1)] + $0.element })
        try addContents(name: table.name, about: table.about, to: image)
    }

    private func addContents(
        name: String, about: String, to image: borrowing SQLiteImage
    ) throws(SQLiteImage.Failure) {
        try image.insert(
            into: "gpkg_contents", ["table_name", "data_type", "identifier", "description", "last_change"],
            [[.text(name), .text("attributes"), .text(name), .text(about), lastChange]])
    }

    private func addStyles(to image: borrowing SQLiteImage) throws(SQLiteImage.Failure) {
        try image.insert(
            into: "layer_styles",
            [
                "id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time",
            ],
            layers.enumerated().map { number, layer in
                [
                    .integer(number + 1), .text(""), .text(""), .text(layer.name), .text("geom"),
                    .text(layer.name), .text(layer.style), .text(""), .integer(1), .text(layer.about), .text(""),
                    .null, lastChange,
                ]
            })
        try addContents(name: "layer_styles", about: "QGIS styles", to: image)
    }
}
