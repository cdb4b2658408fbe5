extension BrokenBundle {
    /// Schools, timetables, stops, the fleet and hazards.
    static let schedules = schools + timetable + periods + fleet + hazards

    private static let schools: [BrokenBundle] = [
        row("a school twice", "duplicate-id", "already on line 2", "schools.csv", 4, "S1,Kopia,404000,6693500,,"),
        row("a school without a name", "csv-blank-cell", "Fill it in", "schools.csv", 4, "S3,,404000,6693500,,"),
        row("grades in words", "csv-bad-grade", "1-6", "schools.csv", 4, "S3,Ny,404000,6693500,,low"),
        row("grades that run backwards", "csv-bad-grade", "1-6", "schools.csv", 4, "S3,Ny,404000,6693500,,6-1"),
        row(
            "a gate of an unknown school", "unknown-school", "not in schools.csv", "gates.csv", 4,
            "S9,G1,404000,6693500,"),
        row("a gate twice", "duplicate-id", "already on line 2", "gates.csv", 4, "S1,G1,404000,6693500,"),
        row("a gate for aeroplanes", "csv-unknown-word", "walk, bus", "gates.csv", 4, "S1,G3,404000,6693500,air"),
        row("a stop on no side", "csv-unknown-word", "north, east", "stops.csv", 4, "C,Kvarnen,404300,6693800,,,upper"),
        row("a stop twice", "duplicate-id", "already on line 2", "stops.csv", 4, "A,Kvarnen,404300,6693800,,,"),
        row("a stop without a name", "csv-blank-cell", "Fill it in", "stops.csv", 4, "C,,404300,6693800,,,"),
        row("a stop with a pupil's id", "stop-id-of-pupil", "another id", "stops.csv", 4, "P-001,C,404300,6693800,,,"),
        row("a stop for nobody", "csv-number-out-of-range", "1 to", "stops.csv", 4, "C,C,404300,6693800,,0,"),
        row("a stop for minus three", "csv-number-out-of-range", "1 to", "stops.csv", 4, "C,C,404300,6693800,,-3,"),
        .error("a school without a timetable", "school-without-timetable", "timetable.csv", nil, "Add its rows") {
            $0.replace("\nS2,,,", "\nS1,3B,,", in: "timetable.csv")
            $0.replace(",,P-005,,,Fri,10:00,14:15", "", in: "timetable.csv")
        },
        .warning("a school that nobody goes to", "school-without-timetable", "timetable.csv", nil, "0 pupils") {
            $0.append("S3,Nya skolan,404000,6693500,,", to: "schools.csv")
        },
        .error("a class without a timetable", "class-without-timetable", "timetable.csv", nil, "Add rows for the class")
        {
            $0.replace("S1,,,,,Mon", "S1,3B,,,,Mon", in: "timetable.csv")
        },
        .error("a pupil without a timetable", "pupil-without-timetable", "timetable.csv", nil, "Add rows for the pupil")
        {
            $0.replace("S2,,,,,Mon", "S2,9C,,,,Mon", in: "timetable.csv")
        },
    ]

    private static let timetable: [BrokenBundle] = [
        bell("a timetable of an unknown school", "unknown-school", "not in schools.csv", "S9,,,,,Mon,8:00,13:00"),
        bell("a timetable of an unknown pupil", "unknown-pupil", "not in pupils.csv", ",,P-999,,,Mon,8:00,13:00"),
        bell("a timetable for nobody", "timetable-for-nobody", "Fill in one of them", ",,,,,Mon,8:00,13:00"),
        bell("a class of several schools", "ambiguous-class", "Add the school_id", ",1A,,,,Mon,8:00,13:00"),
        bell("a blank weekday", "csv-blank-cell", "Fill it in", "S1,,,,,,8:00,13:00"),
        bell("a weekday that is none", "csv-bad-weekday", "three letters", "S1,,,,,Holiday,8:00,13:00"),
        bell("a bell that is a number", "csv-bad-time", "8:05", "S1,,,,1,Sat,465,13:00"),
        bell("a bell past midday", "csv-bad-time", "8:05", "S1,,,,1,Sat,8:00,1:00 pm"),
        bell("a bell at 25:00", "end-before-start", "on the same day", "S1,,,,1,Sat,8:00,25:00"),
        bell("an end before its start", "end-before-start", "Check both times", "S1,,,,1,Sat,13:00,8:00"),
        bell("an end at its start", "end-before-start", "Check both times", "S1,,,,1,Sat,8:00,8:00"),
        bell("a timetable of week 5", "week-outside-cycle", "weeks 1 to 2", "S1,,,,5,Mon,8:00,13:00"),
        bell("a timetable of an unknown period", "unknown-period", "not in periods.csv", "S1,,,winter,,Mon,8:00,13:00"),
        bell("a day twice", "duplicate-id", "already on line 2", "S1,,,,,Mon,8:00,13:00"),
        .warning("a timetable of an unknown class", "unknown-class", "timetable.csv", 6, "Check the row") {
            $0.append("S1,7X,,,,Mon,8:00,13:00", to: "timetable.csv")
        },
        .fatal("a timetable of nobody at all", "csv-missing-column", "timetable.csv", 1, "at least one of them") {
            $0.write("weekday,start,end\nMon,8:00,13:00\n", to: "timetable.csv")
        },
        .error("periods without periods.csv", "unknown-period", "timetable.csv", 6, "no periods.csv") {
            $0["periods.csv"] = nil
            $0.append("S1,,,autumn,,Sat,8:00,13:00\nS1,,,spring,,Sat,9:00,13:00", to: "timetable.csv")
        },
    ]

    private static let periods: [BrokenBundle] = [
        row(
            "a period that ends before it begins", "end-before-start", "Check both dates", "periods.csv", 4,
            "x,2027-09-01,2027-08-01"),
        row("a period twice", "duplicate-id", "already on line 2", "periods.csv", 4, "autumn,2027-08-01,2027-09-01"),
        row("a period without an end", "csv-blank-cell", "Fill it in", "periods.csv", 4, "summer,2027-08-01,"),
        row("a period on no date", "csv-bad-date", "2026-08-11", "periods.csv", 4, "summer,2027-08-01,31.9.2027"),
        row(
            "periods that overlap", "periods-overlap", "Check the dates", "periods.csv", 4, "late,2027-06-01,2027-06-30"
        ),
        .warning("a day in no period", "date-outside-periods", "periods.csv", 2, "--as-of", asOf: "2026-07-01") { _ in
        },
        .warning(
            "a day outside the calendar", "date-outside-calendar", "municipality.yaml", nil, "--as-of",
            asOf: "2029-01-01"
        ) { _ in },
    ]

    private static let fleet: [BrokenBundle] = [
        row("a depot twice", "duplicate-id", "already on line 2", "depots.csv", 3, "D1,Kopia,406000,6695000,"),
        vehicle("vehicles at an unknown depot", "unknown-depot", "not in depots.csv", "van,D9,1,8,,,,,"),
        vehicle("vehicles twice", "duplicate-id", "already on line 2", "bus,D1,1,8,,,,,"),
        vehicle("negative seats", "csv-number-out-of-range", "0 to 1000", "van,D1,1,-8,,,,,"),
        vehicle("half a seat", "csv-bad-number", "whole number", "van,D1,1,8.5,,,,,"),
        vehicle("a thousand seats or one", "csv-bad-number", "whole number", "van,D1,1,1.000,,,,,"),
        vehicle("seats past Int64", "csv-bad-number", "whole number", "van,D1,1,9223372036854775808,,,,,"),
        vehicle("a negative count", "csv-number-out-of-range", "0 to", "van,D1,-1,8,,,,,"),
        vehicle("a blank count", "csv-blank-cell", "Fill it in", "van,D1,,8,,,,,"),
        vehicle("negative wheelchair places", "csv-number-out-of-range", "0 to", "van,D1,1,8,-1,,,,"),
        vehicle("no places at all", "vehicle-without-places", "Correct seats", "van,D1,1,0,0,,,,"),
        vehicle("a negative cost", "csv-number-out-of-range", "0.0 to", "van,D1,1,8,,-1,,,"),
        vehicle("a cost in words", "csv-bad-number", "12.5", "van,D1,1,8,,,much,,"),
        vehicle("a day of no hours", "csv-number-out-of-range", "0.1 to 48", "van,D1,1,8,,,,,0"),
        vehicle("a day of a hundred hours", "csv-number-out-of-range", "0.1 to 48", "van,D1,1,8,,,,,100"),
    ]

    private static let hazards: [BrokenBundle] = [
        row("a hazard nowhere", "hazard-without-place", "Fill in way", "hazards.csv", 4, "R3,,,,,,,,"),
        row(
            "a hazard of one point", "hazard-bad-line", "two points", "hazards.csv", 4,
            "R3,,LINESTRING (404000 6693500),,,,,,"),
        row(
            "a hazard that is an area", "hazard-bad-line", "LINESTRING", "hazards.csv", 4,
            "R3,,\"POLYGON ((1 2, 3 4, 1 2))\",,,,,,"),
        row("a hazard on way zero", "hazard-bad-line", "number of a way", "hazards.csv", 4, "R3,0,,,,,,,"),
        row(
            "a hazard elsewhere", "place-out-of-area", "Check its x and y", "hazards.csv", 4,
            "R3,,\"LINESTRING (1 2, 3 4)\",,,,,,"),
        row("a hazard to swim", "csv-unknown-word", "along, cross", "hazards.csv", 4, "R3,7,,,swim,,,,"),
        row(
            "a hazard that ends before it begins", "end-before-start", "Check both dates", "hazards.csv", 4,
            "R3,7,,,,2027-01-01,2026-01-01,,"),
        row("a hazard twice", "duplicate-id", "already on line 2", "hazards.csv", 4, "R1,7,,,,,,,"),
        .fatal("GeoJSON cut short", "json-broken", "hazards.geojson", 2, "Check quotes") {
            $0.write("{\"type\": \"FeatureCollection\",\n\"features\": [{\"type\"", to: "hazards.geojson")
        },
        .fatal("GeoJSON without features", "geojson-no-features", "hazards.geojson", 1, "Export it as GeoJSON") {
            $0.write("{\"type\": \"Point\"}", to: "hazards.geojson")
        },
        .fatal("GeoJSON nested ten thousand deep", "json-broken", "hazards.geojson", 1, "nested") {
            $0.write(String(repeating: "[", count: 10_000), to: "hazards.geojson")
        },
        .fatal("GeoJSON in an unknown system", "crs-unknown", "hazards.geojson", 1, "EPSG:3067") {
            $0.write(
                "{\"crs\": {\"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::99999\"}}, \"features\": []}",
                to: "hazards.geojson")
        },
        feature(
            "a feature without an id", "csv-bad-id", "Add one", "{\"kind\": \"along\"}",
            "[[25.2, 60.37], [25.3, 60.37]]"),
        feature(
            "a feature with the id of a row", "duplicate-id", "its own id", "{\"id\": \"R1\"}",
            "[[25.2, 60.37], [25.3, 60.37]]"),
        feature(
            "a feature elsewhere", "place-out-of-area", "longitude, latitude", "{\"id\": \"G\"}",
            "[[60.37, 25.2], [60.37, 25.3]]"),
        feature(
            "a feature of one point", "place-out-of-area", "longitude, latitude", "{\"id\": \"G\"}", "[[25.2, 60.37]]"),
        feature(
            "a feature on no date", "csv-bad-date", "2026-08-11", "{\"id\": \"G\", \"from\": \"soon\"}",
            "[[25.2, 60.37], [25.3, 60.37]]"),
        feature(
            "a feature to swim", "csv-unknown-word", "along, cross", "{\"id\": \"G\", \"kind\": \"swim\"}",
            "[[25.2, 60.37], [25.3, 60.37]]"),
    ]

    private static func row(
        _ name: String, _ code: String, _ remedy: String, _ file: String, _ line: Int, _ text: String
    ) -> BrokenBundle {
        .error(name, code, file, line, remedy) { $0.append(text, to: file) }
    }

    private static func bell(_ name: String, _ code: String, _ remedy: String, _ text: String) -> BrokenBundle {
        row(name, code, remedy, "timetable.csv", 6, text)
    }

    private static func vehicle(_ name: String, _ code: String, _ remedy: String, _ text: String) -> BrokenBundle {
        row(name, code, remedy, "vehicles.csv", 4, text)
    }

    private static func feature(
        _ name: String, _ code: String, _ remedy: String, _ properties: String, _ coordinates: String
    ) -> BrokenBundle {
        .error(name, code, "hazards.geojson", 2, remedy) {
            $0.write(
                """
                {"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": \(properties),
                 "geometry": {"type": "LineString", "coordinates": \(coordinates)}}]}
                """, to: "hazards.geojson")
        }
    }
}
