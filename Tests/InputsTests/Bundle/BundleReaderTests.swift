import Foundation
import Quantities
import Testing
import TransportModel

@testable import Inputs

private let data = ProcessInfo.processInfo.environment["SKJUTS_DATA"] ?? "../shared"
private let example = URL(fileURLWithPath: data + "/example/bundle")
private let sample = URL(fileURLWithPath: "Data/sample")

struct BundleReaderTests {
    @Test func `a sound bundle reads without a finding`() throws {
        let (batch, findings) = try TestBundle().read()
        #expect(findings == [])
        #expect(batch.pupils.elements.map(\.id) == ["P-001", "P-002", "P-003", "P-004", "P-005"])
        #expect(batch.homes.count == 6)
        #expect(batch.schools.elements.map(\.gates.count) == [2, 0])
        #expect(batch.stopsWereGiven)
        #expect(batch.asOf == CalendarDate("2026-08-11"))
        #expect(batch.period == "autumn")
        #expect(batch.rules.rules.map(\.id) == ["far"])
        #expect(batch.previousPlanPath == nil)
    }

    @Test func `ids have become indices and columns values`() throws {
        let batch = try TestBundle().read().batch
        let bror = batch.pupils.elements[1]
        #expect(bror.needs == [.wheelchair, .escort])
        #expect(bror.isProtected)
        #expect(bror.load == Load(seats: 1, wheelchairPlaces: 1))
        #expect(bror.birthDate == CalendarDate("2018-04-02"))
        #expect(batch.pupils.elements[0].extras == ["stream": "music"])
        let carl = batch.pupils.elements[2]
        #expect(carl.homes.map { batch.homes[$0].id } == ["H1", "H2"])
        #expect(carl.homes.map { batch.homes[$0].weeks } == [[1], [2]])
        #expect(batch.homes.elements[3].kind == .second)
        #expect(batch.homes.elements[4].weekdays == [.monday, .tuesday])
        #expect(batch.homes.elements[4].sessions == [.toSchool])
        #expect(batch.schools.elements[0].grades == Set(0...6))
        #expect(batch.schools.elements[0].busGate == batch.schools.elements[0].gates[1].place)
        let bus = batch.vehicleTypes.elements[0]
        #expect(bus.capacity == Load(seats: 40, wheelchairPlaces: 0))
        #expect(bus.costPerKilometre == Cost(cents: 125))
        #expect(bus.longestDay == Seconds(11 * 3600))
        #expect(batch.vehicleTypes.elements[1].longestDay == nil)
        #expect(batch.stops.elements.map(\.kind) == ["bus_stop", "given"])
        #expect(batch.stops.elements.map(\.maxPupils) == [20, nil])
        #expect(batch.choices.map(\.stopID) == ["A", "B"])
        #expect(batch.overrides.map(\.outcome) == [.granted])
        #expect(batch.hazards.map(\.id) == ["R1", "R2"])
        #expect(batch.hazards[1].kind == .along && batch.hazards[1].season == "winter")
    }

    @Test func `places are in both systems`() throws {
        let place = try #require(TestBundle().read().batch.schools.elements.first).place
        #expect(place.grid == GridPoint(x: 404_000, y: 6_693_500))
        #expect(abs(place.point.longitude - 25.26) < 0.02 && abs(place.point.latitude - 60.37) < 0.02)
    }

    @Test func `the most specific school day wins`() throws {
        let batch = try TestBundle().read().batch
        func day(_ pupil: Int, _ week: Int, _ weekday: Weekday) -> SchoolDay? {
            batch.timetable.schoolDay(
                of: Index(pupil), batch.pupils.elements[pupil], on: CycleDay(week: week, weekday: weekday))
        }
        #expect(day(0, 2, .monday) == SchoolDay(start: ClockTime(8, 0), end: ClockTime(13, 0)))
        #expect(day(2, 1, .monday) == SchoolDay(start: ClockTime(8, 0), end: ClockTime(13, 0)))
        #expect(day(2, 2, .monday) == SchoolDay(start: ClockTime(9, 0), end: ClockTime(14, 0)))
        #expect(day(4, 1, .friday) == SchoolDay(start: ClockTime(10, 0), end: ClockTime(14, 15)))
        #expect(day(4, 1, .thursday) == SchoolDay(start: ClockTime(8, 30), end: ClockTime(14, 15)))
        #expect(day(0, 1, .saturday) == nil)
    }

    @Test func `every file read is named with its digest, the network too`() throws {
        let hashes = try TestBundle().read().batch.inputHashes
        #expect(Set(hashes.keys) == Set(TestBundle.files.keys))
        #expect(hashes.values.allSatisfy { $0.count == 64 })
    }

    @Test func `a bundle on disk reads as the same files in memory do`() throws {
        let bundle = TestBundle { $0.append("P-9,S9,1A,x", to: "pupils.csv") }
        let (disk, memory) = (try BundleOnDisk(bundle).read(), try bundle.read())
        #expect(disk.findings == memory.findings && disk.findings.count == 3)
        #expect(disk.batch.inputHashes == memory.batch.inputHashes)
        #expect(disk.batch.networkPath.hasSuffix("/network.osm"))
    }

    @Test func `the network is found whatever else is wrong`() throws {
        let bundle = TestBundle {
            $0["pupils.csv"] = nil
            $0.replace("name: Provkommun", "x: y", in: "municipality.yaml")
        }
        #expect(BundleReader(source: .files(bundle.files), asOf: nil).network()?.name == "network.osm")
        for broken in ["network: ../network.osm", "network: other.osm", "network: [1]"] {
            let bundle = TestBundle { $0.replace("network: network.osm", broken, in: "municipality.yaml") }
            #expect(BundleReader(source: .files(bundle.files), asOf: nil).network() == nil)
        }
    }

    @Test func `an earlier plan is noted by its folder`() throws {
        let bundle = try BundleOnDisk()
        try FileManager.default.createDirectory(
            at: bundle.url.appendingPathComponent("previous"), withIntermediateDirectories: true)
        #expect(try bundle.read().batch.previousPlanPath?.hasSuffix("/previous") == true)
    }

    @Test func `two readings of one bundle are equal`() throws {
        let bundle = TestBundle { $0.append("P-9,S9,1A,x", to: "pupils.csv") }
        let (one, other) = (try bundle.read(), try bundle.read())
        #expect(one.findings == other.findings)
        #expect(one.batch.inputHashes == other.batch.inputHashes)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: example.path), "the shared example is absent"))
    func `the smallest example reads without an error`() throws {
        let (batch, findings) = try BundleReader(bundle: example, asOf: nil).read()
        #expect(findings.filter { $0.severity == .error } == [])
        #expect(batch.pupils.count == 3 && batch.homes.count == 3 && batch.stops.count == 2)
        #expect(batch.timetable.rows.count == 1)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: sample.path), "the sample municipality is absent"))
    func `the sample municipality reads without a finding`() throws {
        let (batch, findings) = try BundleReader(bundle: sample, asOf: nil).read()
        #expect(findings.filter { $0.severity < .info } == [])
        #expect(batch.pupils.count > 2000)
    }
}

struct LetterTemplatesReaderTests {
    @Test func `a municipality's letters are read with their digest`() throws {
        let bundle = TestBundle { $0.write("Hej {{title}}", to: "letters/letter.sv.mustache") }
        let (batch, findings) = try bundle.read()
        #expect(findings == [])
        #expect(batch.letterTemplates == ["sv": "Hej {{title}}"])
        #expect(batch.inputHashes["letters/letter.sv.mustache"]?.count == 64)
    }
}
