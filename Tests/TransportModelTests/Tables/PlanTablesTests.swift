import PlanFixtures
import Quantities
import Tables
import Testing
import TransportModel

@Suite struct PlanTablesTests {
    private func lane() -> PlanTables { PlanTables(plan: Lane.plan(for: Lane.batch()), batch: Lane.batch()) }

    private func text<Row: PlanTableRow>(_ rows: [Row]) -> [String] {
        String(decoding: PlanTables.csv(rows), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `every table has the documented columns, key first`() {
        func header<Row: PlanTableRow>(_ row: Row.Type) -> String { Row.columns.map(\.name).joined(separator: ",") }
        #expect(
            header(DecisionRow.self)
                == "pupil_id,home_id,decision,rule_id,law,measured_m,threshold_m,margin_m,certainty,reason,"
                + "gives,reason_code,allowance_per_day,what_would_flip")
        #expect(
            header(StopOptionRow.self) == "pupil_id,home_id,rank,stop_id,stop_name,walk_m,assigned,extra_cost")
        #expect(
            header(AssignmentRow.self)
                == "pupil_id,home_id,week,weekday,session,stop_id,walk_m,trip_id,board_time,alight_time,ride_s,wait_s,"
                + "day_total_s,walk_safe_m")
        #expect(
            header(TripRow.self)
                == "trip_id,block_id,week,weekday,session,vehicle_type_id,depart,arrive,distance_m,duration_s,max_load")
        #expect(
            header(StopTimeRow.self)
                == "trip_id,sequence,place,place_id,arrival,departure,boarding,alighting,onboard,distance_m")
        #expect(
            header(BlockRow.self)
                == "block_id,week,weekday,vehicle_type_id,depot_id,start,end,trips,distance_m,deadhead_m,cost")
        #expect(
            header(StopRow.self)
                == "stop_id,name,x,y,lon,lat,pupils,heading_to_school,heading_from_school,turning_s")
        #expect(header(ReviewRow.self) == "pupil_id,home_id,why,what_would_decide")
        #expect(header(FindingRow.self) == "code,severity,file,line,subject,message")
    }

    @Test func `rows are written as the interface says`() {
        let tables = lane()
        #expect(
            text(tables.decisions)[1]
                == "P-1,H1,granted,far,32 §,10000,3000,7000,clear,The walk to school is 10000 m.,transport,,,")
        #expect(text(tables.assignments)[1] == "P-1,H1,1,Mon,to_school,A,100,T-0-1,07:32:30,07:50:00,1050,600,3160,")
        #expect(text(tables.trips)[1] == "T-0-1,K-0,1,Mon,to_school,bus,07:32:30,07:50:00,9900,1050,3")
        #expect(text(tables.stopTimes)[1] == "T-0-1,1,stop,A,07:32:00,07:32:30,1,0,1,0")
        #expect(text(tables.stopTimes)[3] == "T-0-1,3,school,S1,07:50:00,07:51:00,0,3,0,9900")
        #expect(text(tables.blocks)[1] == "K-0,1,Mon,bus,D1,07:30:10,13:24:50,2,22000,2200,122")
        #expect(text(tables.stops)[1] == "A,Alder,300100,6800000,23.002,61,2,,,")
        #expect(text(tables.stopOptions)[1] == "P-1,H1,1,A,Alder,100,yes,0")
        #expect(text(tables.review)[2] == "P-4,H1,The walk to school is 3000 m.,A look at the road.")
        #expect(text(tables.findings)[1] == "stop-far,info,,,P-1,The stop is at the far end.")
    }

    @Test func `columns that are not part of the exchanged format may be absent`() {
        let header = "pupil_id,home_id,decision,rule_id,law,measured_m,threshold_m,margin_m,certainty,reason"
        let read = ReadTable<DecisionRow>(Array("\(header)\nP-1,H1,granted,far,,10,3,7,clear,Far.\n".utf8))
        #expect(read.findings.isEmpty && read.rows.map(\.pupilID) == ["P-1"])
        let short = ReadTable<DecisionRow>(Array("pupil_id,home_id\nP-1,H1\n".utf8))
        #expect(short.findings.map(\.code) == ["plan-missing-column"])
    }

    @Test func `what is written is read back`() {
        let tables = lane()
        func returns<Row: PlanTableRow>(_ rows: [Row]) -> Bool {
            let read = ReadTable<Row>(PlanTables.csv(rows))
            return read.rows == rows && read.findings.isEmpty && read.lines == Array(2..<rows.count + 2)
        }
        #expect(returns(tables.decisions) && returns(tables.stopOptions) && returns(tables.assignments))
        #expect(returns(tables.trips) && returns(tables.stopTimes) && returns(tables.blocks))
        #expect(returns(tables.stops) && returns(tables.review) && returns(tables.findings))
    }

    @Test func `rows stand in the order of their keys: ids by characters, days and sessions by the calendar`() {
        func row(_ pupil: String, _ weekday: Weekday, _ session: Session) -> AssignmentRow {
            var row = AssignmentRow()
            (row.pupilID, row.weekday, row.session) = (pupil, weekday, session)
            return row
        }
        let sorted = [
            row("P-10", .monday, .toSchool), row("P-2", .friday, .fromSchool), row("P-2", .monday, .fromSchool),
            row("P-2", .monday, .toSchool), row("P-2", .tuesday, .toSchool),
        ].sortedByKey()
        #expect(sorted.map(\.pupilID) == ["P-10", "P-2", "P-2", "P-2", "P-2"])
        #expect(sorted.map(\.weekday) == [.monday, .monday, .monday, .tuesday, .friday])
        #expect(sorted[1].session == .toSchool)
    }

    @Test(arguments: ["=1+1", "+x", "-x", "@x", "a,b", "say \"hi\"", "two\nlines", "Ålands skola", "'quoted"])
    func `hostile and unusual text returns as it was, and no spreadsheet runs it`(_ text: String) {
        var row = FindingRow()
        row.code = "x"
        row.message = text
        let bytes = PlanTables.csv([row])
        #expect(ReadTable<FindingRow>(bytes).rows == [row])
        let cell = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[1].dropFirst("x,info,,,,".count)
        #expect(!"=+-@".contains(cell.first!))
    }
}

@Suite struct TableValueTests {
    @Test(arguments: ["7:32:00", "07:32", "07:60:00", "0732:00", "07:32:00 ", "-1:00:00", ""])
    func `a time is HH MM SS and nothing else`(_ cell: String) { #expect(ClockTime(cell: cell) == nil) }

    @Test func `times may pass midnight`() { #expect(ClockTime(cell: "25:10:00") == ClockTime(25, 10)) }

    @Test func `lengths and money keep their smallest unit`() {
        #expect(Metres(cell: "400.3") == Metres(decimetres: 4003))
        #expect(Metres(cell: "-2900") == Metres(-2900))
        #expect(Cost(cell: "120.05") == Cost(cents: 12_005))
        #expect(Metres(cell: "1e300") == nil)
        #expect(Cost(cell: "nan") == nil)
    }

    @Test func `coordinates have at most seven decimals`() {
        #expect(23.27498691.cell == "23.2749869")
        #expect(300_400.0.cell == "300400")
        #expect((-0.00000001).cell == "0")
    }

    @Test func `blank is nothing where a value may be missing`() {
        #expect(Metres?(cell: "") == .some(nil))
        #expect(Metres?(cell: "x") == nil)
        #expect(Optional<Metres>.none.cell == "")
    }
}
