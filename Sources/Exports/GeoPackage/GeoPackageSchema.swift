/// The tables that every GeoPackage has, and that of QGIS's styles.
enum GeoPackageSchema {
    /// The statements that make them.
    static let tables = """
        CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
            description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
            min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
            CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
            CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_extensions (
            table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
            scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
        CREATE TABLE layer_styles (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
            f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
            useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
            update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
        """

    /// The triggers that keep the spatial index of `table` right when somebody edits it (OGC 12-128r18, annex F.3).
    ///
    /// The functions that they call are the editor's; here none of them runs.
    static func indexTriggers(for table: String) -> String {
        let index = "rtree_\(table)_geom"
        let box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
        let isShape = "(NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))"
        let isNoShape = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
        return """
            CREATE TRIGGER \(index)_insert AFTER INSERT ON \(table) WHEN \(isShape)
            BEGIN INSERT OR REPLACE INTO \(index) VALUES (NEW.fid, \(box)); END;
            CREATE TRIGGER \(index)_update1 AFTER UPDATE OF geom ON \(table) WHEN OLD.fid = NEW.fid AND \(isShape)
            BEGIN INSERT OR REPLACE INTO \(index) VALUES (NEW.fid, \(box)); END;
            CREATE TRIGGER \(index)_update2 AFTER UPDATE OF geom ON \(table) WHEN OLD.fid = NEW.fid AND \(isNoShape)
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid; END;
            CREATE TRIGGER \(index)_update3 AFTER UPDATE ON \(table) WHEN OLD.fid != NEW.fid AND \(isShape)
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid;
            INSERT OR REPLACE INTO \(index) VALUES (NEW.fid, \(box)); END;
            CREATE TRIGGER \(index)_update4 AFTER UPDATE ON \(table) WHEN OLD.fid != NEW.fid AND \(isNoShape)
            BEGIN DELETE FROM \(index) WHERE id IN (OLD.fid, NEW.fid); END;
            CREATE TRIGGER \(index)_delete AFTER DELETE ON \(table) WHEN OLD.geom NOT NULL
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid; END;
            """
    }

    /// WGS 84 and the two that the standard wants: undefined plane and undefined geographic.
    static let coordinateSystems: [[SQLiteImage.Value]] = [
        [
            .text("Undefined Cartesian SRS"), .integer(-1), .text("NONE"), .integer(-1), .text("undefined"),
            .text("undefined Cartesian coordinate reference system"),
        ],
        [
            .text("Undefined geographic SRS"), .integer(0), .text("NONE"), .integer(0), .text("undefined"),
            .text("undefined geographic coordinate reference system"),
        ],
        [
            .text("WGS 84 geodetic"), .integer(4326), .text("EPSG"), .integer(4326), .text(worldGeodeticSystem),
            .text("longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid"),
        ],
    ]

    private static let worldGeodeticSystem =
        "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],"
        + "AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
        + "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],"
        + "AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]"
}
