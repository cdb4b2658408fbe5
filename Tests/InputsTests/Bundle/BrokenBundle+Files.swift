extension BrokenBundle {
    /// Files and their shape.
    static let files =
        missing + emptied + columns + [
            .error("an unclosed quote", "csv-unclosed-quote", "pupils.csv", 7, "close the quote") {
                $0.append("P-006,S1,1A,1,,,,\"Frida,sv,", to: "pupils.csv")
            },
            .error("quotes inside a quoted cell", "csv-unclosed-quote", "schools.csv", 4, "double quotes inside") {
                $0.append("S3,\"the \"old\" school\",404000,6693500,sv,", to: "schools.csv")
            },
            .error("a zero byte", "csv-nul-byte", "stops.csv", 4, "export the file again") {
                $0.append("C,Kv\0arn,404300,6693800,,,", to: "stops.csv")
            },
            .error("a cell of ten megabytes", "csv-cell-too-long", "stops.csv", 4, "shorten the cell") {
                $0.append("C,\(String(repeating: "x", count: 10_000_000)),404300,6693800,,,", to: "stops.csv")
            },
            .error("a row that is too long", "csv-long-row", "homes.csv", 8, "in quotes") {
                $0.append("P-005,H2,409000,6699000,Vägen 1, 2 tr,1,,,second", to: "homes.csv")
            },
            .warning("a row that is too short", "csv-short-row", "depots.csv", 3, "Check the row") {
                $0.append("D2,Garage,406000,6695000", to: "depots.csv")
            },
            .error("a column that stands twice", "csv-duplicate-column", "pupils.csv", 1, "Remove or rename") {
                $0.replace("name,language", "name,name", in: "pupils.csv")
            },
            .warning("Windows-1252", "text-windows-1252", "schools.csv", 3, "save the file as UTF-8") {
                $0["schools.csv"] = $0["schools.csv"].map { bytes in
                    var bytes = bytes
                    let position = bytes.lastIndex(of: UInt8(ascii: "N")) ?? 0
                    bytes[position] = 0xC5
                    return bytes
                }
            },
            .fatal("UTF-16 without a byte order mark", "text-utf16-without-bom", "pupils.csv", 1, "Save it as UTF-8") {
                $0["pupils.csv"] = $0["pupils.csv"].map { $0.flatMap { [$0, 0] } }
            },
            .error("UTF-16 cut in half", "text-damaged-utf16", "depots.csv", nil, "Save it again") {
                $0["depots.csv"] = $0["depots.csv"].map { [0xFF, 0xFE] + $0.flatMap { [$0, 0] }.dropLast() }
            },
            .fatal("a picture for a table", "csv-missing-column", "pupils.csv", 1, "Add the missing columns") {
                $0["pupils.csv"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52]
            },
            .fatal("a header that is one unclosed quote", "csv-bad-header", "homes.csv", 1, "close the quote") {
                $0.write("\"pupil_id,home_id,x,y\nP-001,H1,1,2\n", to: "homes.csv")
            },
            .fatal("a header of ten thousand columns", "csv-bad-header", "homes.csv", 1, "Is it a table?") {
                $0.write(String(repeating: "x,", count: 10_000) + "\n", to: "homes.csv")
            },
            .warning("a table without rows", "file-no-rows", "vehicles.csv", nil, "Is it the right one?") {
                $0.write("vehicle_type_id,depot_id,count,seats\n", to: "vehicles.csv")
            },
            .warning("a misspelt column", "csv-unknown-column", "pupils.csv", 1, "Did you mean needs?") {
                $0.replace(",needs,", ",need,", in: "pupils.csv")
            },
            .info("an unknown column", "csv-unknown-column", "depots.csv", 1, "was not read") {
                $0.replace("name,x,y", "telephone,x,y", in: "depots.csv")
            },
            .error("a file in the place of previous/", "previous-not-a-folder", "previous", nil, "folder") {
                $0.write("x", to: "previous")
            },
            .warning(
                "a letter that is too long", "letter-template-unreadable", "letters/letter.fi.mustache", nil, "UTF-8"
            ) {
                $0["letters/letter.fi.mustache"] = [UInt8](repeating: 0x61, count: 65_537)
            },
            .fatal("a file of the right name in the wrong case", "file-missing", "pupils.csv", nil, "rename it") {
                $0["Pupils.csv"] = $0["pupils.csv"]
                $0["pupils.csv"] = nil
            },
            .fatal("an empty network", "network-empty", "network.osm", nil, "Copy it again") { $0["network.osm"] = [] },
        ]

    private static let missing = [
        "municipality.yaml", "rules.yaml", "network.osm", "pupils.csv", "homes.csv", "schools.csv", "timetable.csv",
        "depots.csv", "vehicles.csv",
    ].map { file in
        BrokenBundle.fatal("no \(file)", "file-missing", file, nil, "Add it") { $0[file] = nil }
    }

    private static let emptied = [
        "pupils.csv", "homes.csv", "schools.csv", "timetable.csv", "depots.csv", "vehicles.csv", "stops.csv",
        "gates.csv",
        "periods.csv", "choices.csv", "overrides.csv", "hazards.csv",
    ].map { file in
        BrokenBundle.fatal("an empty \(file)", "csv-empty-file", file, nil, "needs a header") { $0[file] = [] }
    }

    private static let columns = [
        ("pupils.csv", "grade"), ("homes.csv", "home_id"), ("schools.csv", "name"), ("gates.csv", "gate_id"),
        ("timetable.csv", "weekday"), ("periods.csv", "from"), ("stops.csv", "stop_id"), ("depots.csv", "depot_id"),
        ("vehicles.csv", "seats"), ("hazards.csv", "id"), ("choices.csv", "stop_id"), ("overrides.csv", "expires"),
    ].map { file, column in
        BrokenBundle.fatal("\(file) without \(column)", "csv-missing-column", file, 1, "lacks \(column)") { files in
            let text = String(decoding: files[file] ?? [], as: UTF8.self)
            let lines = text.split(separator: "\n", maxSplits: 1)
            let header = lines[0].split(separator: ",").map { $0 == column ? "other" : $0 }.joined(separator: ",")
            files.write(header + "\n" + lines[1], to: file)
        }
    }
}
