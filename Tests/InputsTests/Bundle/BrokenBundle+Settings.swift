extension BrokenBundle {
    /// `municipality.yaml` and what it names.
    static let settings = required + paths + yaml + values

    private static let required = ["name", "crs", "network", "rules"].map { key in
        BrokenBundle.fatal("no \(key)", "municipality-missing-key", "municipality.yaml", 1, "Add it") { files in
            files.replace("\n\(key):", "\nx_\(key):", in: "municipality.yaml", orAtStart: true)
        }
    }

    private static let paths: [BrokenBundle] = [
        path("a network above the bundle", "network: network.osm", "network: ../network.osm", 3),
        path("a network at an absolute path", "network: network.osm", "network: /etc/passwd", 3),
        path("a network behind a detour", "network: network.osm", "network: maps/../../network.osm", 3),
        path("rules above the bundle", "rules: rules.yaml", "rules: ../../rules.yaml", 4),
        path("rules behind a backslash", "rules: rules.yaml", "rules: ..\\rules.yaml", 4),
        .fatal("a network that is a dot", "path-outside-bundle", "municipality.yaml", 3, "file name") {
            $0.replace("network: network.osm", "network: .", in: "municipality.yaml")
        },
        .fatal("a network that is no map", "network-unknown-format", "rules.yaml", nil, ".osm.pbf") {
            $0.replace("network: network.osm", "network: rules.yaml", in: "municipality.yaml")
        },
        .fatal("a network that is not there", "file-missing", "other.osm", nil, "Add it") {
            $0.replace("network: network.osm", "network: other.osm", in: "municipality.yaml")
        },
        .fatal("a coordinate system that is none", "crs-unknown", "municipality.yaml", 2, "EPSG:3067") {
            $0.replace("EPSG:3067", "TM35FIN", in: "municipality.yaml")
        },
        .fatal("a coordinate system that nobody knows", "crs-unknown", "municipality.yaml", 2, "Check the number") {
            $0.replace("EPSG:3067", "EPSG:99999", in: "municipality.yaml")
        },
        .fatal("a coordinate system of heights", "crs-not-a-map", "municipality.yaml", 2, "EPSG:3067") {
            $0.replace("EPSG:3067", "EPSG:3900", in: "municipality.yaml")
        },
    ]

    private static func path(_ name: String, _ old: String, _ new: String, _ line: Int) -> BrokenBundle {
        .fatal(name, "path-outside-bundle", "municipality.yaml", line, "Copy the file in") {
            $0.replace(old, new, in: "municipality.yaml")
        }
    }

    private static let yaml: [BrokenBundle] = [
        .fatal("empty settings", "municipality-empty", "municipality.yaml", nil, "empty") {
            $0["municipality.yaml"] = []
        },
        .fatal("empty rules", "rules-empty", "rules.yaml", nil, "rules:") { $0["rules.yaml"] = [] },
        .fatal("settings that are a list", "municipality-no-keys", "municipality.yaml", 1, "must hold keys") {
            $0.write("- name: x\n- crs: y\n", to: "municipality.yaml")
        },
        .fatal("settings with a tab", "municipality-not-yaml", "municipality.yaml", nil, "Check indentation") {
            $0.append("service:\n\tdwell: 3", to: "municipality.yaml")
        },
        .fatal("an unclosed bracket", "municipality-not-yaml", "municipality.yaml", nil, "brackets") {
            $0.append("languages: [sv, fi", to: "municipality.yaml")
        },
        .fatal("a key twice", "municipality-not-yaml", "municipality.yaml", nil, "twice") {
            $0.append("name: Annan", to: "municipality.yaml")
        },
        .fatal("an alias", "municipality-alias", "municipality.yaml", nil, "Write the value out") {
            $0.append("service: &a {dwell: 3}\nsolver: *a", to: "municipality.yaml")
        },
        .fatal("an alias bomb", "yaml-alias", "municipality.yaml", 8, "Write the value out") { files in
            files.append("a: &a [x, x, x, x, x, x, x, x, x]", to: "municipality.yaml")
            files.append("b: [z]", to: "municipality.yaml")
            for (letter, next) in zip("abcdefgh", "bcdefghi") {
                let row = Array(repeating: "*\(letter)", count: 9).joined(separator: ", ")
                files.append("x\(next): &\(next) [\(row)]", to: "municipality.yaml")
            }
        },
        .fatal("an alias bomb in the rules", "yaml-alias", "rules.yaml", 4, "Write the value out") { files in
            files.append("a: &a [x, x, x, x, x, x, x, x, x]", to: "rules.yaml")
            for (letter, next) in zip("abcdefgh", "bcdefghi") {
                let row = Array(repeating: "*\(letter)", count: 9).joined(separator: ", ")
                files.append("x\(next): &\(next) [\(row)]", to: "rules.yaml")
            }
        },
        .fatal("ten thousand brackets", "municipality-too-deep", "municipality.yaml", nil, "flatter") {
            $0.append("x: " + String(repeating: "[", count: 10_000), to: "municipality.yaml")
        },
        .fatal("settings of two megabytes", "file-unreadable", "municipality.yaml", nil, "readable file") {
            $0.append("# " + String(repeating: "x", count: 2_000_000), to: "municipality.yaml")
        },
        .fatal("a zero byte in the settings", "municipality-not-yaml", "municipality.yaml", nil, "not YAML") {
            $0.append("languages: \0", to: "municipality.yaml")
        },
        .fatal("rules that are no list of keys", "rules-no-rules", "rules.yaml", nil, "rules:") {
            $0.write("limits: []\n", to: "rules.yaml")
        },
    ]

    private static let values: [BrokenBundle] = [
        .warning("an unknown key", "municipality-unknown-key", "municipality.yaml", 6, "Did you mean `service`?") {
            $0.append("sevice: {dwell: 3}", to: "municipality.yaml")
        },
        value("an unquoted 7:45", "municipality-bad-number", "7:45", "service: {longest_wait_s: 7:45}"),
        value("a cycle of no weeks", "municipality-out-of-range", "1 to 53", "x: 1", cycle: "0"),
        value("a cycle of a hundred weeks", "municipality-out-of-range", "1 to 53", "x: 1", cycle: "100"),
        value("a cycle of a week and a half", "municipality-bad-number", "whole number", "x: 1", cycle: "1.5"),
        value(
            "a walking speed of zero", "municipality-out-of-range", "Check the number",
            "service: {walking_speed_mps: 0}"),
        value("a driving factor in words", "municipality-bad-number", "number", "service: {driving_factor: slow}"),
        value("a dwell that never ends", "municipality-out-of-range", "3600", "service: {dwell: {stop_s: 99999}}"),
        value("a negative margin", "municipality-out-of-range", "0 to", "service: {margins: {before_start_s: -5}}"),
        value("mixed loads perhaps", "municipality-bad-value", "`yes` or `no`", "service: {mixed_loads: maybe}"),
        value(
            "turning at some stops", "municipality-unknown-word", "minor_roads", "service: {turns_at_stops: sometimes}"),
        value("a service that is a list", "municipality-bad-value", "keys with values", "service: [1, 2]"),
        value("a negative seed", "municipality-out-of-range", "0 to", "solver: {seed: -1}"),
        value("no threads", "municipality-out-of-range", "1 to", "solver: {threads: 0}"),
        value(
            "iterations past Int64", "municipality-out-of-range", "0 to", "solver: {iterations: 99999999999999999999}"),
        value("a language that is none", "municipality-bad-language", "sv, fi, en", "languages: [Swedish]"),
        .warning(
            "a language that there are no texts in", "municipality-language-without-texts", "municipality.yaml", 6,
            "Write sv, fi or en"
        ) {
            $0.append("languages: [sv, de]", to: "municipality.yaml")
        },
        value("a time zone that is none", "municipality-bad-time-zone", "Europe/Helsinki", "time_zone: Sipoo"),
        .error(
            "a calendar that ends before it begins", "municipality-bad-calendar", "municipality.yaml", 5, "Check both"
        ) {
            $0.replace("to: 2027-06-05", "to: 2025-06-05", in: "municipality.yaml")
        },
        .warning("nothing but holidays", "municipality-no-school-day", "municipality.yaml", 5, "Check the holidays") {
            $0.replace("2026-12-06", "{from: 2026-08-01, to: 2027-07-01}", in: "municipality.yaml")
        },
        .error("a holiday on no date", "municipality-bad-date", "municipality.yaml", 5, "2026-08-11") {
            $0.replace("2026-12-06", "2026-13-06", in: "municipality.yaml")
        },
        .error(
            "a holiday that ends before it begins", "municipality-bad-calendar", "municipality.yaml", 5, "Check both"
        ) {
            $0.replace("to: 2026-10-16", "to: 2026-10-01", in: "municipality.yaml")
        },
    ]

    private static func value(
        _ name: String, _ code: String, _ remedy: String, _ line: String, cycle: String? = nil
    ) -> BrokenBundle {
        .error(name, code, "municipality.yaml", cycle == nil ? 6 : 5, remedy) { files in
            files.append(line, to: "municipality.yaml")
            if let cycle { files.replace("cycle_weeks: 2", "cycle_weeks: \(cycle)", in: "municipality.yaml") }
        }
    }
}

extension [String: [UInt8]] {
    /// Replaces `old`, or what follows its line feed at the start of the file, by `new`.
    fileprivate mutating func replace(_ old: String, _ new: String, in name: String, orAtStart: Bool) {
        write("\n" + String(decoding: self[name] ?? [], as: UTF8.self), to: name)
        replace(old, new, in: name)
        self[name] = self[name].map { Array($0.dropFirst()) }
    }
}
