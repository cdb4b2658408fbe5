import Coordinates
package import Foundation
import Quantities
import Tables
package import TransportModel

/// Reads a bundle: one reader a file, everything that is wrong named, nothing guessed in silence.
///
/// A bad row is a finding and left out. What leaves no plan is fatal, and all of it is thrown at once.
package struct BundleReader {
    /// The day of a plan whose bundle has neither a calendar nor periods, and that was asked for no day.
    static let dateOfNoCalendar = CalendarDate(daysSinceEpoch: 11_170)  // 2000-08-01

    /// The optional file of local corrections to the road network.
    package static let roadEdits = "road_edits.osm"

    private let source: BundleSource
    private let askedFor: CalendarDate?

    /// A reader of the folder `bundle` for the day `asOf`; `nil`: the first day of its calendar.
    package init(bundle: URL, asOf: CalendarDate?) {
        self.init(source: .folder(bundle), asOf: asOf)
    }

    /// A reader of the bundle at `source` for the day `asOf`; `nil`: the first day of its calendar.
    package init(source: BundleSource, asOf: CalendarDate?) {
        self.source = source
        askedFor = asOf
    }

    /// The batch and what was found while reading it. Throws every fatal problem at once.
    package func read() throws(BatchError) -> (batch: Batch, findings: [Finding]) {
        let log = InputLog()
        let folder = BundleFolder(source, log: log)
        guard log.fatalProblems.isEmpty else { throw BatchError(stage: "inputs", problems: log.fatalProblems) }
        var settingsReader = MunicipalityReader(log: log)
        let settings = settingsReader.read(folder)
        let rules = settings.flatMap { readRules($0, folder, log) }
        let tables = BundleTables(folder, log: log)
        if let settings { checkNetwork(settings, folder, log) }
        let places = PlaceReader(
            settings.flatMap { coordinateSystem($0, line: settingsReader.lines["crs"], log) })
        // With a fatal problem in the settings the files are still read, so that theirs are named too.
        let standIn = Municipality(name: "", crs: "", network: "", rules: "")
        let batch = read(
            settings ?? standIn, rules ?? RuleSet(), tables, folder: folder, places: places, log: log)
        if places.read >= 5, places.misplaced == places.read, let settings {
            log.fatal(
                "crs-does-not-fit", file: MunicipalityReader.file, line: settingsReader.lines["crs"],
                "None of the \(places.read) places of the bundle fits `crs: \(settings.crs)`. Correct the key, or the "
                    + "order of x and y.")
        }
        guard log.fatalProblems.isEmpty else { throw BatchError(stage: "inputs", problems: log.fatalProblems) }
        return (batch, log.findings)
    }

    /// The road network that the settings name and where it is, whatever else is wrong with the bundle; `nil` where it
    /// cannot be found, which `read` reports.
    package func network() -> (name: String, path: String)? {
        let log = InputLog()
        let folder = BundleFolder(source, log: log)
        let settings = MunicipalityReader(log: log)
        guard let name = settings.networkName(folder), folder.entry(name) == .file else { return nil }
        return (name, folder.path(of: name))
    }

    // MARK: What the settings name

    private func readRules(_ settings: Municipality, _ folder: BundleFolder, _ log: InputLog) -> RuleSet? {
        guard let text = folder.text(of: settings.rules) else { return nil }
        do {
            let read = try RulesReader.read(text: text, file: settings.rules)
            read.findings.forEach { log.add($0) }
            return read.rules
        } catch {
            log.fatal(error)
            return nil
        }
    }

    private func checkNetwork(_ settings: Municipality, _ folder: BundleFolder, _ log: InputLog) {
        let name = settings.network
        guard let size = folder.digest(name) else { return }
        guard [".osm.pbf", ".pbf", ".osm", ".xml"].contains(where: { name.lowercased().hasSuffix($0) }) else {
            log.fatal(
                "network-unknown-format", file: name,
                "The network must be OpenStreetMap data. Name a file that ends in .osm.pbf or .osm.")
            return
        }
        if size == 0 { log.fatal("network-empty", file: name, "The network file is empty. Copy it again.") }
    }

    private func coordinateSystem(_ settings: Municipality, line: Int?, _ log: InputLog) -> CoordinateSystem? {
        do {
            return try CoordinateSystem.shared(settings.crs)
        } catch {
            log.fatal(
                error.code.rawValue, file: MunicipalityReader.file, line: line,
                "`crs` reads \(settings.crs.shown). \(error.message)")
            return nil
        }
    }

    // MARK: The tables

    private func read(
        _ settings: Municipality, _ rules: RuleSet, _ tables: BundleTables, folder: BundleFolder, places: PlaceReader,
        log: InputLog
    ) -> Batch {
        let periods = PeriodsReader.read(tables.periods, log)
        let asOf = askedFor ?? settings.calendar.from ?? periods.first?.from ?? BundleReader.dateOfNoCalendar
        let period = PeriodsReader.period(of: asOf, periods, log)
        checkDate(asOf, settings.calendar, log)
        let context = BundleContext(folder: folder, log: log, municipality: settings, asOf: asOf, places: places)
        places.findMiddle(of: tables.withPlaces)

        var batch = Batch(
            municipality: settings, rules: rules, asOf: asOf, networkPath: folder.path(of: settings.network))
        batch.period = period?.name ?? ""
        batch.periods = periods.map { SchoolPeriod(name: $0.name, from: $0.from, to: $0.to) }
        batch.schools = SchoolsReader.read(tables.schools, gates: tables.gates, context)
        batch.pupils = PupilsReader.read(tables.pupils, schools: batch.schools, context)
        batch.homes = HomesReader.read(tables.homes, pupils: &batch.pupils, context)
        batch.timetable = TimetableReader(
            context: context, schools: batch.schools, pupils: batch.pupils, periods: periods, period: batch.period
        ).read(tables.timetable)
        batch.stops = StopsReader.read(tables.stops, pupils: batch.pupils, context)
        batch.stopsWereGiven = tables.stops != nil
        batch.depots = FleetReader.depots(tables.depots, context)
        batch.vehicleTypes = FleetReader.vehicles(tables.vehicles, depots: batch.depots, context)
        batch.hazards = HazardsReader.read(tables.hazards, context)
        batch.hazards += HazardsGeoJSONReader(context, taken: Set(batch.hazards.map(\.id))).read()
        batch.choices = choices(tables, batch, context)
        batch.overrides = OverridesReader.read(tables.overrides, pupils: batch.pupils, homes: batch.homes, context)
        batch.previousPlanPath = previousPlan(folder, log)
        if folder.entry(Self.roadEdits) == .file, folder.digest(Self.roadEdits) != nil {
            batch.roadEditsPath = folder.path(of: Self.roadEdits)
        }
        batch.letterTemplates = LetterTemplatesReader.read(folder, log)
        HomeChecks(log: log).run(&batch)
        TimetableChecks(log: log).run(batch)
        batch.inputHashes = folder.hashes
        return batch
    }

    private func choices(_ tables: BundleTables, _ batch: Batch, _ context: BundleContext) -> [StopChoice] {
        ChoicesReader(
            context: context, pupils: batch.pupils, homes: batch.homes,
            stopIDs: batch.stopsWereGiven ? Set(batch.stops.elements.map(\.id)) : nil,
            until: batch.municipality.choicesUntil
        ).read(tables.choices)
    }

    private func checkDate(_ date: CalendarDate, _ calendar: ServiceCalendar, _ log: InputLog) {
        let isEarly = calendar.from.map { date < $0 } ?? false
        let isLate = calendar.to.map { date > $0 } ?? false
        guard isEarly || isLate else { return }
        log.add(
            "date-outside-calendar", .warning, file: MunicipalityReader.file,
            "The plan is for \(date), which is outside the calendar. Give a school day with --as-of, or correct calendar."
        )
    }

    private func previousPlan(_ folder: BundleFolder, _ log: InputLog) -> String? {
        let name = "previous"
        switch folder.entry(name) {
        case .nothing: return nil
        case .folder: return folder.path(of: name)
        case .file:
            log.add(
                "previous-not-a-folder", .error, file: name,
                "previous must be the folder of an earlier plan, not a file. It was not used.")
            return nil
        }
    }
}

/// The tables of a bundle, opened; `nil` where one is absent or cannot be read.
struct BundleTables {
    let schools, gates, pupils, homes, timetable, periods, stops, depots, vehicles, hazards, choices,
        overrides: BundleTable?

    /// Opens them all, so that every file that cannot be read is named.
    init(_ folder: BundleFolder, log: InputLog) {
        let open = { (schema: FileSchema) in folder.open(schema, log: log) }
        pupils = open(PupilsReader.schema)
        homes = open(HomesReader.schema)
        schools = open(SchoolsReader.schema)
        gates = open(SchoolsReader.gatesSchema)
        timetable = open(TimetableReader.schema)
        periods = open(PeriodsReader.schema)
        stops = open(StopsReader.schema)
        depots = open(FleetReader.depotsSchema)
        vehicles = open(FleetReader.vehiclesSchema)
        hazards = open(HazardsReader.schema)
        choices = open(ChoicesReader.schema)
        overrides = open(OverridesReader.schema)
    }

    /// The tables whose rows are places.
    var withPlaces: [CSVTable] { [schools, homes, stops, depots].compactMap { $0?.table } }

    /// The schema of every table of a bundle, in the order of the documentation.
    static let schemas = [
        PupilsReader.schema, HomesReader.schema, SchoolsReader.schema, SchoolsReader.gatesSchema,
        TimetableReader.schema,
        PeriodsReader.schema, StopsReader.schema, FleetReader.depotsSchema, FleetReader.vehiclesSchema,
        HazardsReader.schema, ChoicesReader.schema, OverridesReader.schema,
    ]
}
