import Foundation
import Quantities
import TransportModel

@testable import Inputs

/// A small bundle that is made afresh for each test, with files changed or left out.
///
/// Two schools and five pupils near Sipoo in EPSG:3067, one of them with two homes in a cycle of two weeks.
struct TestBundle {
    private(set) var files: [String: [UInt8]]

    static let files: [String: String] = [
        "municipality.yaml": """
        name: Provkommun
        crs: EPSG:3067
        network: network.osm
        rules: rules.yaml
        calendar: {from: 2026-08-11, to: 2027-06-05, cycle_weeks: 2, holidays: [2026-12-06, {from: 2026-10-12, to: 2026-10-16}]}
        """,
        "rules.yaml": """
        rules:
          - {id: far, more_than_m: 3000}
        """,
        "network.osm": """
        <osm version="0.6"><node id="1" lat="60.37" lon="25.27"/><node id="2" lat="60.38" lon="25.27"/>
        <way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>
        """,
        "pupils.csv": """
        pupil_id,school_id,class_id,grade,birth_date,needs,protected,name,language,stream
        P-001,S1,1A,1,2019-03-01,,,Aino Aalto,fi,music
        P-002,S1,1A,2,2018-04-02,wheelchair;escort,yes,Bror Björk,sv,
        P-003,S1,3B,3,2017-05-03,,,Carl Corén,sv,
        P-004,S2,1A,1,,,,Dagny Dahl,sv,
        P-005,S2,9C,9,2011-06-04,,,Eino Eriksson,fi,
        """,
        "homes.csv": """
        pupil_id,home_id,x,y,address,weeks,weekdays,sessions,kind
        P-001,H1,404600,6694000,Hemgränd 1,,,,registered
        P-002,H1,405100,6694500,Hemgränd 2,,,,
        P-003,H1,403000,6693000,Hemgränd 3,1,,,registered
        P-003,H2,407000,6697000,Fjärrvägen 4,2,,,second
        P-004,H1,408000,6698000,Fjärrvägen 5,,Mon;Tue,to_school,
        P-005,H1,409000,6699000,Fjärrvägen 6,,,,
        """,
        "schools.csv": """
        school_id,name,x,y,language,grades
        S1,Kyrkby skola,404000,6693500,sv,0-6
        S2,Norra skolan,408500,6698500,sv,1;2;9
        """,
        "gates.csv": """
        school_id,gate_id,x,y,kind
        S1,G1,404010,6693510,walk
        S1,G2,404020,6693490,bus
        """,
        "timetable.csv": """
        school_id,class_id,pupil_id,period,week,weekday,start,end
        S1,,,,,Mon;Tue;Wed;Thu;Fri,8:00,13:00
        S1,3B,,,2,Mon,9.00,14.00
        S2,,,,,Mon;Tue;Wed;Thu;Fri,08:30:00,14:15
        ,,P-005,,,Fri,10:00,14:15
        """,
        "periods.csv": """
        period,from,to
        autumn,2026-08-11,2026-12-31
        spring,1.1.2027,5.6.2027
        """,
        "stops.csv": """
        stop_id,name,x,y,kind,max_pupils,side
        A,Kvarnen,404300,6693800,bus_stop,20,
        B,Bron,407500,6697500,,,
        """,
        "depots.csv": """
        depot_id,name,x,y,operator
        D1,Hallen,406000,6695000,Bussbolaget
        """,
        "vehicles.csv": """
        vehicle_type_id,depot_id,count,seats,wheelchair_places,cost_per_day,cost_per_km,cost_per_hour,max_hours
        bus,D1,2,40,,260,"1,25",36,11
        taxi,D1,1,4,1,90,0.55,30,
        """,
        "hazards.csv": """
        id,way,line,bands,kind,from,to,season,source
        R1,7,,,cross,,,,Trafikkontoret
        R2,,"LINESTRING (404000 6693500, 404100 6693600)",1-3,along,2026-11-01,2027-03-31,winter,Polisen
        """,
        "choices.csv": """
        pupil_id,home_id,stop_id,submitted_at
        P-001,,A,2026-06-01T10:00:00
        P-003,H2,B,2026-06-02T10:00:00
        """,
        "overrides.csv": """
        pupil_id,home_id,decision,reason,author,expires
        P-004,,granted,Läkarintyg,handläggaren,2027-06-05
        """,
    ]

    /// The bundle with the changes of `change`.
    init(_ change: (inout [String: [UInt8]]) -> Void = { _ in }) {
        files = TestBundle.files.mapValues { Array(($0 + "\n").utf8) }
        change(&files)
    }

    /// What reading it gives.
    func read(asOf: String? = nil) throws(BatchError) -> (batch: Batch, findings: [Finding]) {
        try BundleReader(source: .files(files), asOf: asOf.flatMap { CalendarDate($0) }).read()
    }
}

/// A test bundle on disk, gone when the test is.
final class BundleOnDisk {
    let url: URL

    init(_ bundle: TestBundle = TestBundle()) throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("skjuts-bundle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, bytes) in bundle.files { try Data(bytes).write(to: url.appendingPathComponent(name)) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func read() throws(BatchError) -> (batch: Batch, findings: [Finding]) {
        try BundleReader(bundle: url, asOf: nil).read()
    }
}

extension [String: [UInt8]] {
    /// Replaces `old`, which must be there, by `new` in the file `name`.
    mutating func replace(_ old: String, _ new: String, in name: String) {
        let text = String(decoding: self[name] ?? [], as: UTF8.self)
        precondition(text.contains(old), "\(name) has no \(old)")
        self[name] = Array(text.replacingOccurrences(of: old, with: new).utf8)
    }

    /// Makes `text` the whole of the file `name`.
    mutating func write(_ text: String, to name: String) { self[name] = Array(text.utf8) }

    /// Adds a line to the file `name`.
    mutating func append(_ line: String, to name: String) { self[name, default: []] += Array((line + "\n").utf8) }
}
