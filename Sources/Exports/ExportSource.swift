import RoadNetwork
import Tables
import TransportModel

/// Everything that the writers of the formats draw on.
struct ExportSource: Sendable {
    /// The tables, findings of the checks included once they are known.
    var tables: PlanTables
    /// The plan.
    let plan: Plan
    /// The bundle.
    let batch: Batch
    /// The roads for maps and driven lines; `nil` where there are none.
    let network: RoadNetwork?
    /// What the summary says about the run.
    let settings: RunSettings
    /// How many threads may work; the bytes are the same for any number.
    let threads: Int
    /// The walks that decisions measured; `nil` leaves them off the letters.
    let walks: Walks?
    /// The texts of decision letters, the municipality's own where it has some.
    let letters: LetterTemplates
    /// What stops are called in every language.
    let stopNames: StopNames
    /// The part of the plan that strangers may see.
    let publicPlan: PublicPlan
    /// The lines that vehicles drive.
    let lines: DrivenLines
    /// The ways that they truly drive.
    let ways: DrivenWays
    /// Where every block goes, place by place.
    let drives: [BlockDrive]
    /// What families' choices cost.
    private(set) var choicePrices: [ChoicePrice] = []
    /// The plan of the night before; `nil` where there is none.
    let previous: PlanTables?
    /// What is different from that plan.
    let changes: PlanChanges
    /// The walks from homes to stops.
    let walkLines: WalkLines

    /// What `plan` and its tables say about `batch`; without `secondPlans`, prices of choices are estimates.
    init(
        tables: PlanTables, plan: Plan, batch: Batch, network: RoadNetwork?, settings: RunSettings, threads: Int,
        walks: Walks? = nil, previous: PlanTables? = nil, secondPlans: SecondPlanning? = nil
    ) {
        letters = LetterTemplates(batch)
        self.walks = walks
        self.tables = tables
        self.tables.findings = (tables.findings + letters.findings.map(FindingRow.init)).sortedByKey()
        self.plan = plan
        self.batch = batch
        self.network = network
        self.settings = settings
        self.threads = threads
        stopNames = StopNames(tables, plan)
        publicPlan = PublicPlan(tables: tables, batch: batch, version: settings.version, names: stopNames)
        let places = DrivenPlaces(tables, batch)
        let days = BlockDrive.all(of: tables, places)
        ways = DrivenWays(days.flatMap(\.hops), on: network, threads: threads)
        drives = days
        lines = DrivenLines(of: publicPlan, along: ways, threads: threads)
        self.previous = previous
        changes = PlanChanges(from: previous, to: tables)
        walkLines = WalkLines(tables, batch: batch, network: network, threads: threads)
        choicePrices = ChoicePrices(self, secondPlans: secondPlans).rows()
    }

    /// What `summary.json` says.
    var summary: PlanSummary { PlanSummary(tables: tables, batch: batch, settings: settings) }

    /// Every file of the folder but `run.json`.
    func files() throws(FileError) -> [PlanTables.File] {
        let tiles = RoadTiles(network)
        return try tables.files().filter { $0.name != FindingRow.fileName } + filesWithFindings() + feeds()
            + [
                ChangeList(self).file,
                .init(name: ChoicePrice.fileName, bytes: PlanTables.csv(choicePrices), isForStaff: true),
            ] + RoutingFiles(self).files() + portalLists() + FamilyPages(self, tiles).files()
            + DriverSheets(self).files()
            + DecisionLetters(self, tiles).files()
    }

    private func feeds() throws(FileError) -> [PlanTables.File] {
        let geojson = GeoJSONFile(publicPlan, lines: lines).bytes()
        return [
            .init(name: GTFSFeed.fileName, bytes: try gtfs(), isForStaff: false),
            .init(name: GeoJSONFile.fileName, bytes: geojson, isForStaff: false),
            try geoPackage(GeoPackageFile.fileName) { () throws(SQLiteImage.Failure) in
                try GeoPackageFile(publicPlan, lines: lines, settings: settings, inputs: batch.inputHashes).bytes()
            },
            try geoPackage(DriverPackage.fileName) { () throws(SQLiteImage.Failure) in
                try DriverPackage(self).bytes()
            },
        ]
    }

    private func portalLists() throws(FileError) -> [PlanTables.File] {
        do {
            return try PortalLists(self).files()
        } catch {
            throw FileError(path: "portal", message: "Cannot pack the portal's lists: \(error.message)")
        }
    }

    private func workbook() throws(FileError) -> [UInt8] {
        do {
            return try StaffWorkbook(tables, summary: summary).bytes()
        } catch {
            let name = StaffWorkbook.fileName
            throw FileError(path: name, message: "Cannot pack \(name): \(error.message)")
        }
    }

    private func gtfs() throws(FileError) -> [UInt8] {
        do {
            return try GTFSFeed(publicPlan, lines: lines).archive()
        } catch {
            throw FileError(path: GTFSFeed.fileName, message: "Cannot pack \(GTFSFeed.fileName): \(error.message)")
        }
    }

    private func geoPackage(
        _ name: String, _ bytes: () throws(SQLiteImage.Failure) -> [UInt8]
    ) throws(FileError) -> PlanTables.File {
        do {
            return .init(name: name, bytes: try bytes(), isForStaff: false)
        } catch {
            throw FileError(path: name, message: "Cannot make \(name): \(error.message)")
        }
    }

    /// The files that change when findings are added.
    func filesWithFindings() throws(FileError) -> [PlanTables.File] {
        try tables.files().filter { $0.name == FindingRow.fileName } + [
            .init(name: PlanSummary.fileName, bytes: summary.json.prettyBytes, isForStaff: false),
            .init(name: ReportPage.fileName, bytes: ReportPage(self).rendered(), isForStaff: false),
            .init(name: StaffPage.fileName, bytes: StaffPage(self).rendered(), isForStaff: true),
            .init(name: StaffWorkbook.fileName, bytes: workbook(), isForStaff: true),
        ]
    }
}
