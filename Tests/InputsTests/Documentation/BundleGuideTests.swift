import Foundation
import Testing
import TransportModel

@testable import Inputs

/// The pages about the bundle are made from the schemas and codes that the readers go by.
///
/// After a change write them anew with `SKJUTS_WRITE_GUIDES=1 swift test --filter BundleGuide`.
struct BundleGuideTests {
    private static let folder = "Sources/Inputs/Inputs.docc/"
    private static let writes = ProcessInfo.processInfo.environment["SKJUTS_WRITE_GUIDES"] == "1"

    private func expect(_ page: String, is text: String) throws {
        let path = BundleGuideTests.folder + page
        if BundleGuideTests.writes { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(written == text, "\(page) does not say what the readers do")
    }

    @Test func `every file is documented column by column`() throws {
        var page = """
            # The bundle, column by column

            What a municipality puts into its folder. Made from the schemas that the readers go by.

            Tables are CSV: UTF-8 with or without byte order mark, UTF-16 with one, or Windows-1252; separated by `,` `;` or
            tab; decimal point or comma. Columns come in any order and case. **Bold** columns are required. A bad row is left
            out and named in `findings.csv`; see <doc:Findings>. The settings are described by
            `Data/schemas/municipality.schema.json`.


            """
        for schema in BundleTables.schemas {
            page += "## \(schema.file)\n\n"
            page += "\(schema.isRequired ? "Required." : "Optional.") \(schema.meaning)"
            page += " Key: \(schema.key.joined(separator: ", ")).\n\n| column | meaning |\n| --- | --- |\n"
            for column in schema.columns {
                let name = column.isRequired ? "**\(column.name)**" : column.name
                page += "| \(name) | \(column.meaning)\(column.isPersonal ? " Never shown in a finding." : "") |\n"
            }
            page += "\n"
        }
        page += """
            ## hazards.geojson

            Optional. A FeatureCollection of LineString or MultiLineString features with the columns of `hazards.csv` as
            properties; positions are longitude and latitude, unless a member `crs` names an EPSG code.

            ## road_edits.osm

            Optional. Local corrections to the road network: stretches and ferries that are closed, opened, slowed or added.

            ## previous/

            Optional. The folder of an earlier plan to start from.

            ## letters/

            Optional. The municipality's own templates of decision letters, `letter.sv.mustache`, `letter.fi.mustache` and
            `letter.en.mustache`, at most 64 KiB each.

            """
        try expect("Bundle.md", is: page)
    }

    @Test func `every code is documented`() throws {
        var page = """
            # Findings of the readers

            What reading a bundle may answer. A `fatal` problem leaves no plan (exit 2; all are named at once), an `error`
            leaves something out (exit 1), `warning` and `info` leave nothing out (exit 0). Codes never change their meaning.

            | code | weight | what was found | what to do |
            | --- | --- | --- | --- |

            """
        for entry in FindingCode.all {
            let weights = entry.weights.map(\.rawValue).joined(separator: ", ")
            page += "| `\(entry.code)` | \(weights) | \(entry.meaning) | \(entry.remedy) |\n"
        }
        page +=
            "\nCodes that begin with `rules-` are about the rule file; see <doc:RuleFile>.\n"
        try expect("Findings.md", is: page)
    }

    @Test func `no code is there twice`() {
        let codes = FindingCode.all.map(\.code)
        #expect(Set(codes).count == codes.count)
    }

    @Test func `every broken bundle is answered with a documented code of its weight`() {
        let weights = Dictionary(uniqueKeysWithValues: FindingCode.all.map { ($0.code, $0.weights.map(\.rawValue)) })
        for broken in BrokenBundleTests.all {
            switch broken.answer {
            case .finding(let code, let severity, _, _, _):
                #expect(weights[code]?.contains(severity.rawValue) == true, "\(code)")
            case .fatal(let code, _, _, _):
                #expect(weights[code]?.contains("fatal") == true || code.hasPrefix("rules-"), "\(code)")
            }
        }
    }

    @Test func `every documented code is met by a broken bundle`() {
        // Too large to make, a machine without PROJ's data, or in tests of their own.
        let others: Set = [
            "csv-too-large", "csv-many-problems", "crs-no-database", "bundle-missing", "bundle-not-a-folder",
            "choice-late", "choice-protected",
        ]
        let met = BrokenBundleTests.all.map { broken in
            switch broken.answer {
            case .finding(let code, _, _, _, _), .fatal(let code, _, _, _): code
            }
        }
        #expect(Set(FindingCode.all.map(\.code)).subtracting(met) == others)
    }

    @Test func `no column is documented twice and every key is a column`() {
        for schema in BundleTables.schemas {
            #expect(Set(schema.names).count == schema.names.count)
            #expect(Set(schema.key).isSubset(of: schema.names))
        }
    }
}
