/// A code that reading a bundle may answer with, and what it means: the source of the documented table.
package struct FindingCode: Sendable {
    /// What it leads to.
    package enum Weight: String, Sendable {
        /// There is no plan: exit 2.
        case fatal
        /// A row, value or feature is left out: exit 1.
        case error
        /// Somebody should look: exit 0.
        case warning
        /// Good to know: exit 0.
        case info
    }

    /// The code, which never changes its meaning.
    package var code: String
    /// What it leads to; where it says both, the worse comes first.
    package var weights: [Weight]
    /// What was found.
    package var meaning: String
    /// What to do about it.
    package var remedy: String

    init(_ code: String, _ weights: Weight..., meaning: String, remedy: String) {
        self.code = code
        self.weights = weights
        self.meaning = meaning
        self.remedy = remedy
    }

    /// Every code of the readers, by subject. Codes that begin with `rules-` are those of the rule file.
    package static let all = ofFiles + ofTables + ofCells + ofPlaces + ofRows + ofSettings

    private static let ofFiles = [
        FindingCode("bundle-missing", .fatal, meaning: "There is no such folder.", remedy: "Check the path."),
        FindingCode(
            "bundle-not-a-folder", .fatal, meaning: "The bundle is a file.",
            remedy: "Name the folder that holds the files."),
        FindingCode("file-missing", .fatal, meaning: "A required file is absent.", remedy: "Add it."),
        FindingCode(
            "file-unreadable", .fatal,
            meaning: "A file is a folder or device, may not be read, or is far too large.",
            remedy: "Put a readable file there."),
        FindingCode(
            "file-no-rows", .warning, meaning: "A required table has a header and nothing below.",
            remedy: "Check that it is the right file."),
        FindingCode(
            "path-outside-bundle", .fatal, meaning: "`network` or `rules` leads out of the bundle, or names no file.",
            remedy: "Copy the file in and write its name."),
        FindingCode("network-empty", .fatal, meaning: "The network file has no bytes.", remedy: "Copy it again."),
        FindingCode(
            "network-unknown-format", .fatal,
            meaning: "The network's name does not end in `.osm.pbf`, `.pbf`, `.osm` or `.xml`.",
            remedy: "Name an OpenStreetMap file."),
        FindingCode(
            "previous-not-a-folder", .error, meaning: "`previous` is a file.",
            remedy: "Put the folder of an earlier plan there."),
        FindingCode(
            "letter-template-unreadable", .warning,
            meaning: "A template in `letters/` is no UTF-8 text of at most 64 KiB; the built-in one is used.",
            remedy: "Save it as UTF-8, or shorten it."),
    ]

    private static let ofTables = [
        FindingCode(
            "text-utf16-without-bom", .fatal, meaning: "The file looks like UTF-16 without a byte order mark.",
            remedy: "Save it as UTF-8."),
        FindingCode(
            "text-damaged-utf16", .error, meaning: "A character of UTF-16 is cut in half.",
            remedy: "Save it again as UTF-8."),
        FindingCode(
            "text-windows-1252", .warning, meaning: "Bytes are not UTF-8 and were read as Windows-1252.",
            remedy: "Check names with å, ä, ö, or save as UTF-8."),
        FindingCode(
            "csv-empty-file", .fatal, meaning: "A table has not even a header.", remedy: "Add the header line."),
        FindingCode(
            "csv-bad-header", .fatal, meaning: "The header is broken or has more than 4096 columns.",
            remedy: "Mend line 1."),
        FindingCode("csv-too-large", .fatal, meaning: "A table has more than a gibibyte.", remedy: "Split it."),
        FindingCode(
            "csv-missing-column", .fatal, meaning: "Required columns are absent; all are named.", remedy: "Add them."),
        FindingCode(
            "csv-duplicate-column", .error, meaning: "A column stands twice; the first was read.",
            remedy: "Remove or rename one."),
        FindingCode(
            "csv-unknown-column", .warning, .info,
            meaning: "A column is not known; a warning where it looks like a misspelt one.",
            remedy: "Correct its header."),
        FindingCode(
            "csv-unclosed-quote", .error, meaning: "A quote is not closed before its cell ends; the row was left out.",
            remedy: "Close it, and double quotes inside a cell."),
        FindingCode(
            "csv-nul-byte", .error, meaning: "A cell holds a zero byte; the row was left out.",
            remedy: "Export the file again."),
        FindingCode(
            "csv-cell-too-long", .error, meaning: "A cell has more than 64 KiB; the row was left out.",
            remedy: "Shorten it."),
        FindingCode(
            "csv-long-row", .error, meaning: "A row has more cells than the header; it was left out.",
            remedy: "Quote cells that hold the separator."),
        FindingCode(
            "csv-short-row", .warning, meaning: "A row has fewer cells than the header; they were read as blank.",
            remedy: "Check the row."),
        FindingCode(
            "csv-many-problems", .error, meaning: "More than 1000 rows of a file are broken in shape.",
            remedy: "Export the file again."),
        FindingCode("json-broken", .fatal, meaning: "`hazards.geojson` is no JSON.", remedy: "Mend the line."),
        FindingCode(
            "geojson-no-features", .fatal, meaning: "`hazards.geojson` is no FeatureCollection.",
            remedy: "Export it as GeoJSON with features."),
    ]

    private static let ofCells = [
        FindingCode("csv-blank-cell", .error, meaning: "A required cell is blank.", remedy: "Fill it in."),
        FindingCode(
            "csv-bad-number", .error, meaning: "A cell is no number, or no whole one.", remedy: "Write a number."),
        FindingCode("csv-number-out-of-range", .error, meaning: "A number cannot be meant.", remedy: "Check it."),
        FindingCode(
            "csv-bad-date", .error, meaning: "A cell or property is no date.",
            remedy: "Write `2026-08-11` or `11.8.2026`."),
        FindingCode(
            "csv-bad-time", .error, meaning: "A cell is no time.",
            remedy: "Write `8:05`, `08:05`, `8.05` or `08:05:00`."),
        FindingCode("csv-bad-yes-no", .error, meaning: "A cell is neither yes nor no.", remedy: "Write `yes` or `no`."),
        FindingCode(
            "csv-bad-weekday", .error, meaning: "A cell is no list of weekdays.", remedy: "Write `Mon;Tue`, no ranges."),
        FindingCode(
            "csv-bad-grade", .error, meaning: "A cell is no list of grades.", remedy: "Write `1;2;3` or `1-6`."),
        FindingCode(
            "csv-unknown-word", .error, meaning: "A word is not one of those that the column knows.",
            remedy: "Write one of those named."),
        FindingCode(
            "csv-bad-id", .error, meaning: "An id is over 64 characters, holds invisible ones, or a feature has none.",
            remedy: "Type it again."),
        FindingCode(
            "csv-damaged-id", .error, meaning: "A spreadsheet turned an id into a number such as `1,23E+11`.",
            remedy: "Format the column as text and export again."),
    ]

    private static let ofPlaces = [
        FindingCode(
            "xy-swapped", .error, meaning: "A place fits only with x and y exchanged.",
            remedy: "Exchange them; x is east."),
        FindingCode(
            "place-out-of-area", .error,
            meaning: "A place or line is outside the area of use of the coordinate system.",
            remedy: "Check x, y and `crs`."),
        FindingCode(
            "place-far-away", .error, meaning: "A place is over 300 km from the middle of all others.",
            remedy: "Check its digits."),
        FindingCode(
            "crs-does-not-fit", .fatal, meaning: "No place at all fits the coordinate system, or the road network.",
            remedy: "Correct `crs`, or the order of x and y."),
        FindingCode(
            "crs-unknown", .fatal, meaning: "The coordinate system is not known.", remedy: "Write `EPSG:3067`."),
        FindingCode(
            "crs-not-a-map", .fatal, meaning: "The coordinate system is of heights or three axes.",
            remedy: "Use a map grid."),
        FindingCode(
            "crs-no-database", .fatal, meaning: "The database of coordinate systems is not installed.",
            remedy: "Install `proj-data`."),
    ]

    private static let ofRows = [
        FindingCode(
            "duplicate-id", .error, meaning: "A key stands twice; the first counts.", remedy: "Remove or rename one."),
        FindingCode("unknown-school", .error, meaning: "A school_id is not in `schools.csv`.", remedy: "Correct it."),
        FindingCode("unknown-pupil", .error, meaning: "A pupil_id is not in `pupils.csv`.", remedy: "Correct it."),
        FindingCode("unknown-home", .error, meaning: "A pupil has no such home.", remedy: "Correct the home_id."),
        FindingCode("unknown-depot", .error, meaning: "A depot_id is not in `depots.csv`.", remedy: "Correct it."),
        FindingCode("unknown-stop", .error, meaning: "A chosen stop is not in `stops.csv`.", remedy: "Ask again."),
        FindingCode("unknown-period", .error, meaning: "A period is not in `periods.csv`.", remedy: "Correct it."),
        FindingCode(
            "unknown-class", .warning, meaning: "A timetable is for a class without pupils.", remedy: "Check it."),
        FindingCode(
            "ambiguous-class", .error, meaning: "Several schools have the class.", remedy: "Add the school_id."),
        FindingCode(
            "timetable-for-nobody", .error, meaning: "A row names no school, class or pupil.", remedy: "Fill one in."),
        FindingCode(
            "end-before-start", .error, meaning: "A school day, period or validity ends before it begins.",
            remedy: "Check both ends."),
        FindingCode(
            "week-outside-cycle", .error, meaning: "A week is not one of the cycle.",
            remedy: "Correct it or `cycle_weeks`."),
        FindingCode(
            "periods-overlap", .error, meaning: "Two periods hold the same days; the earlier counts.",
            remedy: "Check the dates."),
        FindingCode(
            "date-outside-periods", .warning, meaning: "No period holds the date; the next one was taken.",
            remedy: "Give `--as-of`."),
        FindingCode(
            "date-outside-calendar", .warning, meaning: "The date is outside the calendar.", remedy: "Give `--as-of`."),
        FindingCode("pupil-without-home", .error, meaning: "A pupil has no home.", remedy: "Add one."),
        FindingCode(
            "homes-overlap", .error, meaning: "Two homes of a pupil cover one ride; the first in the file counts.",
            remedy: "Give each its own weeks, weekdays or sessions."),
        FindingCode(
            "school-without-timetable", .error, .warning,
            meaning: "No pupil of a school has a school day; a warning where it has no pupils.", remedy: "Add its rows."
        ),
        FindingCode(
            "class-without-timetable", .error, meaning: "No pupil of a class has a school day.", remedy: "Add its rows."
        ),
        FindingCode("pupil-without-timetable", .error, meaning: "A pupil has no school day.", remedy: "Add rows."),
        FindingCode(
            "grade-not-taught", .warning, meaning: "A school does not teach a pupil's grade.", remedy: "Check both."),
        FindingCode(
            "implausible-age", .warning, meaning: "A pupil is not 2 to 25 years old.", remedy: "Check birth_date."),
        FindingCode("stop-id-of-pupil", .error, meaning: "A stop has the id of a pupil.", remedy: "Rename the stop."),
        FindingCode(
            "vehicle-without-places", .error, meaning: "A vehicle has neither seats nor wheelchair places.",
            remedy: "Correct seats."),
        FindingCode(
            "hazard-without-place", .error, meaning: "A hazard has neither way nor line.", remedy: "Fill one in."),
        FindingCode(
            "hazard-bad-line", .error, meaning: "A hazard's place is neither a way nor a line.", remedy: "Draw a line."),
        FindingCode(
            "choices-differ", .warning, meaning: "Two choices of one moment differ; the later row counts.",
            remedy: "Ask the guardians."),
        FindingCode(
            "choice-late", .warning, meaning: "A choice came after `choices_until`; it was not used.",
            remedy: "Keep it for the next round."),
        FindingCode(
            "choice-protected", .info, meaning: "A choice of a protected family came in a list; it counts.",
            remedy: "Make sure that it came safely."),
        FindingCode("choice-replaced", .info, meaning: "A later choice replaced an earlier one.", remedy: "Nothing."),
        FindingCode("override-expired", .info, meaning: "An override has expired.", remedy: "Renew or remove it."),
        FindingCode(
            "override-twice", .warning, meaning: "Two overrides are of one decision; the later row counts.",
            remedy: "Remove one."),
    ]

    private static let ofSettings = [
        FindingCode(
            "yaml-alias", .fatal, meaning: "A YAML file holds more than 30 aliases.", remedy: "Write the values out."),
        FindingCode(
            "municipality-not-yaml", .fatal, meaning: "The file is no YAML, or a key stands twice.",
            remedy: "Mend the line."),
        FindingCode(
            "municipality-empty", .fatal, meaning: "The file is empty.", remedy: "Write at least the four keys."),
        FindingCode("municipality-no-keys", .fatal, meaning: "The file is a list or a word.", remedy: "Write keys."),
        FindingCode(
            "municipality-missing-key", .fatal, meaning: "`name`, `crs`, `network` or `rules` is absent.",
            remedy: "Add it."),
        FindingCode(
            "municipality-alias", .fatal, meaning: "The file holds an anchor or alias.", remedy: "Write the value out."),
        FindingCode(
            "municipality-too-deep", .fatal, meaning: "More than 64 levels are nested.", remedy: "Write it flatter."),
        FindingCode(
            "municipality-unknown-key", .warning, meaning: "A key is not known and was not used.",
            remedy: "Correct or remove it."),
        FindingCode(
            "municipality-bad-number", .error, meaning: "A value is no number; the default holds.",
            remedy: "Write a number."),
        FindingCode(
            "municipality-out-of-range", .error, meaning: "A number cannot be meant; the default holds.",
            remedy: "Check it and its unit."),
        FindingCode(
            "municipality-unknown-word", .error,
            meaning: "A value is none of the words that its key knows; the default holds.",
            remedy: "Write one of the words that the message names."),
        FindingCode(
            "municipality-bad-value", .error, meaning: "A value is of another kind; the default holds.",
            remedy: "Write what is asked for."),
        FindingCode("municipality-bad-date", .error, meaning: "A value is no date.", remedy: "Write `2026-08-11`."),
        FindingCode(
            "municipality-bad-calendar", .error, meaning: "The calendar or a holiday ends before it begins.",
            remedy: "Check both dates."),
        FindingCode(
            "municipality-no-school-day", .warning, meaning: "Holidays cover the whole calendar.",
            remedy: "Check the holidays."),
        FindingCode("municipality-bad-language", .error, meaning: "A language is no code.", remedy: "Write `sv`."),
        FindingCode(
            "municipality-language-without-texts", .warning,
            meaning: "There are no texts in a language; English stands in its place.",
            remedy: "Write `sv`, `fi` or `en`."),
        FindingCode(
            "municipality-bad-time-zone", .error, meaning: "The time zone is not known.",
            remedy: "Write `Europe/Helsinki`."),
    ]
}
