extension BrokenBundle {
    /// Pupils, homes, choices and overrides.
    static let people = pupils + homes + places + choices

    private static let pupils: [BrokenBundle] = [
        pupil("a blank pupil_id", "csv-blank-cell", "Fill it in", ",S1,1A,1,,,,,,"),
        pupil("an unknown school", "unknown-school", "not in schools.csv", "P-006,S9,1A,1,,,,,,"),
        pupil("a pupil twice", "duplicate-id", "already on line 2", "P-001,S1,1A,1,,,,,,"),
        pupil("a grade in words", "csv-bad-number", "whole number", "P-006,S1,1A,first,,,,,,"),
        pupil("a negative grade", "csv-number-out-of-range", "0 to 13", "P-006,S1,1A,-1,,,,,,"),
        pupil("a grade past Int64", "csv-bad-number", "whole number", "P-006,S1,1A,99999999999999999999,,,,,,"),
        pupil("a blank class", "csv-blank-cell", "Fill it in", "P-006,S1,,1,,,,,,"),
        pupil("a birth date that is none", "csv-bad-date", "2026-08-11", "P-006,S1,1A,1,2018-02-30,,,,,"),
        pupil("an unknown need", "csv-unknown-word", "wheelchair", "P-006,S1,1A,1,,flying,,,,"),
        pupil("protected perhaps", "csv-bad-yes-no", "yes or no", "P-006,S1,1A,1,,,perhaps,,,"),
        pupil("an id that a spreadsheet damaged", "csv-damaged-id", "as text", "\"1,23E+11\",S1,1A,1,,,,,,"),
        pupil("an id with a mark that turns the text", "csv-bad-id", "Type it again", "P-\u{202E}6,S1,1A,1,,,,,,"),
        pupil(
            "an id of a hundred letters", "csv-bad-id", "Shorten", "\(String(repeating: "P", count: 100)),S1,1A,1,,,,,,"
        ),
        .warning("a grade that the school does not teach", "grade-not-taught", "pupils.csv", 7, "Check grade") {
            $0.append("P-006,S2,1A,3,,,,,,", to: "pupils.csv")
            $0.append("P-006,H1,404700,6694100,,,,,", to: "homes.csv")
        },
        .warning("a birth date in the future", "implausible-age", "pupils.csv", 7, "Check the date") {
            $0.append("P-006,S2,1A,1,2030-01-01,,,,,", to: "pupils.csv")
            $0.append("P-006,H1,404700,6694100,,,,,", to: "homes.csv")
        },
        .error("a pupil without a home", "pupil-without-home", "pupils.csv", 7, "Add a home") {
            $0.append("P-006,S2,1A,1,,,,,,", to: "pupils.csv")
        },
    ]

    private static func pupil(_ name: String, _ code: String, _ remedy: String, _ row: String) -> BrokenBundle {
        .error(name, code, "pupils.csv", 7, remedy) { $0.append(row, to: "pupils.csv") }
    }

    private static let homes: [BrokenBundle] = [
        home("a home of an unknown pupil", "unknown-pupil", "not in pupils.csv", "P-999,H1,404600,6694000,,,,,"),
        home("a home twice", "duplicate-id", "already on line 2", "P-001,H1,404600,6694000,,,,,"),
        home("a blank home_id", "csv-blank-cell", "Fill it in", "P-001,,404600,6694000,,,,,"),
        home("a week outside the cycle", "week-outside-cycle", "weeks 1 to 2", "P-001,H2,404600,6694000,,3,,,"),
        home("week 0", "week-outside-cycle", "weeks 1 to 2", "P-001,H2,404600,6694000,,0,,,"),
        home("even weeks in words", "csv-bad-number", "1;3", "P-001,H2,404600,6694000,,even,,,"),
        home("a range of weekdays", "csv-bad-weekday", "no ranges", "P-001,H2,404600,6694000,,,Mon-Fri,,"),
        home("a weekday in Finnish", "csv-bad-weekday", "three letters", "P-001,H2,404600,6694000,,,ma,,"),
        home("an unknown session", "csv-unknown-word", "to_school", "P-001,H2,404600,6694000,,,,morning,"),
        home("an unknown kind of home", "csv-unknown-word", "registered", "P-001,H2,404600,6694000,,,,,summer"),
        .error("homes that overlap", "homes-overlap", "homes.csv", 8, "own weeks, weekdays") {
            $0.append("P-001,H2,404700,6694100,,,Mon,,second", to: "homes.csv")
        },
        .error("a home whose door lies elsewhere", "place-out-of-area", "homes.csv", 2, "Check x and y") {
            $0.replace("sessions,kind", "sessions,kind,door_x,door_y", in: "homes.csv")
            $0.replace(",,,,registered", ",,,,registered,1,1", in: "homes.csv")
        },
    ]

    private static func home(_ name: String, _ code: String, _ remedy: String, _ row: String) -> BrokenBundle {
        .error(name, code, "homes.csv", 8, remedy) { $0.append(row, to: "homes.csv") }
    }

    private static let places: [BrokenBundle] = [
        home("a home with x and y exchanged", "xy-swapped", "Exchange them", "P-001,H2,6694000,404600,,,,,"),
        home("a home at zero", "place-out-of-area", "Check x and y", "P-001,H2,0,0,,,,,"),
        home("a home with a digit too many", "place-out-of-area", "Check x and y", "P-001,H2,4046000,66940000,,,,,"),
        home("a home at the other end of the country", "place-far-away", "digit", "P-001,H2,404600,7694000,,,,,"),
        home("a blank x", "csv-blank-cell", "Fill it in", "P-001,H2,,6694000,,,,,"),
        home("an x in letters", "csv-bad-number", "not shown", "P-001,H2,4O4600,6694000,,,,,"),
        home("an x that is no number", "csv-bad-number", "Expected a number", "P-001,H2,NaN,6694000,,,,,"),
        home("an infinite x", "csv-bad-number", "Expected a number", "P-001,H2,inf,6694000,,,,,"),
        home("an x past all numbers", "csv-bad-number", "Expected a number", "P-001,H2,1e400,6694000,,,,,"),
        home("an x past the world", "csv-number-out-of-range", "Expected", "P-001,H2,99999999999,6694000,,,,,"),
        .error("a school with x and y exchanged", "xy-swapped", "schools.csv", 2, "Exchange them") {
            $0.replace("404000,6693500", "6693500,404000", in: "schools.csv")
        },
        .error("a gate with x and y exchanged", "xy-swapped", "gates.csv", 2, "Exchange them") {
            $0.replace("404010,6693510", "6693510,404010", in: "gates.csv")
        },
        .error("a stop with x and y exchanged", "xy-swapped", "stops.csv", 2, "Exchange them") {
            $0.replace("404300,6693800", "6693800,404300", in: "stops.csv")
        },
        .error("a depot at the other end of the country", "place-far-away", "depots.csv", 2, "Check x and y") {
            $0.replace("406000,6695000", "406000,7695000", in: "depots.csv")
        },
        .error("longitude and latitude exchanged", "xy-swapped", "depots.csv", 2, "x is east (longitude)") { files in
            files.replace("EPSG:3067", "EPSG:4326", in: "municipality.yaml")
            for file in ["homes.csv", "schools.csv", "gates.csv", "stops.csv", "depots.csv"] {
                files.projectToDegrees(file)
            }
            files.replace("25.3,60.39", "60.39,25.3", in: "depots.csv")
        },
        .fatal("a coordinate system of another zone", "crs-does-not-fit", "municipality.yaml", 2, "Correct the key") {
            $0.replace("EPSG:3067", "EPSG:3879", in: "municipality.yaml")
        },
        .fatal("x and y exchanged everywhere", "crs-does-not-fit", "municipality.yaml", 2, "order of x and y") {
            files in
            for file in ["homes.csv", "schools.csv", "gates.csv", "stops.csv", "depots.csv"] {
                files.replace("x,y", "y,x", in: file)
            }
        },
    ]

    private static let choices: [BrokenBundle] = [
        choice("a choice for an unknown pupil", "unknown-pupil", "not in pupils.csv", "P-999,,A,2026-06-01"),
        choice("a choice for an unknown home", "unknown-home", "Correct the id", "P-001,H9,A,2026-06-01"),
        choice("a choice of an unknown stop", "unknown-stop", "not in stops.csv", "P-001,,Z,2026-06-01"),
        choice("a choice at no time", "csv-bad-time", "2026-08-01T19:43:00", "P-001,,A,yesterday"),
        choice("a blank stop_id", "csv-blank-cell", "Fill it in", "P-001,,,2026-06-01"),
        .warning("two guardians who differ", "choices-differ", "choices.csv", 4, "Ask the guardians") {
            $0.append("P-001,,B,2026-06-01T10:00:00", to: "choices.csv")
        },
        .info("a choice that a later one replaces", "choice-replaced", "choices.csv", 2, "the later choice of B counts")
        {
            $0.replace("P-001,,A,2026-06-01T10:00:00", "P-001,,B,2026-06-03\nP-001,,A,2026-06-02", in: "choices.csv")
        },
        override("an override of an unknown pupil", "unknown-pupil", "P-999,,granted,r,a,2027-06-05"),
        override("an override of an unknown home", "unknown-home", "P-001,H9,granted,r,a,2027-06-05"),
        override("an override that decides nothing", "csv-unknown-word", "P-001,,perhaps,r,a,2027-06-05"),
        override("an override without a decision", "csv-blank-cell", "P-001,,,r,a,2027-06-05"),
        override("an override without a reason", "csv-blank-cell", "P-001,,granted,,a,2027-06-05"),
        override("an override without an author", "csv-blank-cell", "P-001,,granted,r,,2027-06-05"),
        override("an override that never ends", "csv-blank-cell", "P-001,,granted,r,a,"),
        override("an override that ends on no date", "csv-bad-date", "P-001,,granted,r,a,5.13.2027"),
        .info("an override that has expired", "override-expired", "overrides.csv", 3, "Renew it") {
            $0.append("P-001,,granted,r,a,2026-06-05", to: "overrides.csv")
        },
        .warning("two overrides of one decision", "override-twice", "overrides.csv", 3, "Remove one") {
            $0.append("P-004,,refused,r,a,2027-06-05", to: "overrides.csv")
        },
    ]

    private static func choice(_ name: String, _ code: String, _ remedy: String, _ row: String) -> BrokenBundle {
        .error(name, code, "choices.csv", 4, remedy) { $0.append(row, to: "choices.csv") }
    }

    private static func override(_ name: String, _ code: String, _ row: String) -> BrokenBundle {
        .error(name, code, "overrides.csv", 3, "The row was left out") { $0.append(row, to: "overrides.csv") }
    }
}

extension [String: [UInt8]] {
    /// Turns grid metres of the test bundle into degrees, roughly: what matters is that they are degrees near Sipoo.
    fileprivate mutating func projectToDegrees(_ file: String) {
        let lines = String(decoding: self[file] ?? [], as: UTF8.self).split(separator: "\n")
        let projected = lines.map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
                guard let metres = Double(cell), metres > 400_000 else { return String(cell) }
                let degrees =
                    metres > 6_000_000 ? 60.37 + (metres - 6_693_000) / 100_000 : 25.25 + (metres - 403_500) / 50_000
                return String((degrees * 10_000).rounded() / 10_000)
            }.joined(separator: ",")
        }
        write(projected.joined(separator: "\n") + "\n", to: file)
    }
}
