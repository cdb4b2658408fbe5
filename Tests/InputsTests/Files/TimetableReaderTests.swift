import Quantities
import Testing
import TransportModel

@testable import Inputs

struct TimetableReaderTests {
    private func start(_ batch: Batch, _ pupil: Int, _ weekday: Weekday, week: Int = 1) -> ClockTime? {
        batch.timetable.schoolDay(
            of: Index(pupil), batch.pupils.elements[pupil], on: CycleDay(week: week, weekday: weekday))?.start
    }

    @Test func `a plan is for the period that holds its date`() throws {
        let bundle = TestBundle {
            $0.append("S1,,,autumn,,Sat,9:00,12:00\nS1,,,spring,,Sat,10:00,12:00", to: "timetable.csv")
        }
        let autumn = try bundle.read(asOf: "2026-12-31")
        #expect(autumn.findings == [] && autumn.batch.period == "autumn")
        #expect(start(autumn.batch, 0, .saturday) == ClockTime(9, 0))
        let spring = try bundle.read(asOf: "2027-01-01")
        #expect(spring.findings == [] && spring.batch.period == "spring")
        #expect(start(spring.batch, 0, .saturday) == ClockTime(10, 0))
    }

    @Test func `a row that names the period wins over one that does not`() throws {
        let bundle = TestBundle { $0.append("S1,,,spring,,Mon,10:00,12:00", to: "timetable.csv") }
        #expect(try start(bundle.read(asOf: "2026-09-01").batch, 0, .monday) == ClockTime(8, 0))
        let spring = try bundle.read(asOf: "2027-02-01")
        #expect(spring.findings == [])
        #expect(start(spring.batch, 0, .monday) == ClockTime(10, 0))
    }

    @Test func `without periods.csv one named period is the only one`() throws {
        let bundle = TestBundle {
            $0["periods.csv"] = nil
            $0.append("S1,,,autumn,,Sat,9:00,12:00", to: "timetable.csv")
        }
        let (batch, findings) = try bundle.read()
        #expect(findings == [] && batch.period == "")
        #expect(start(batch, 0, .saturday) == ClockTime(9, 0))
    }

    @Test func `a class without a school is that of the one school that has it`() throws {
        let bundle = TestBundle { $0.append(",9C,,,,Sat,9:00,12:00", to: "timetable.csv") }
        let (batch, findings) = try bundle.read()
        #expect(findings == [])
        #expect(start(batch, 4, .saturday) == ClockTime(9, 0) && start(batch, 3, .saturday) == nil)
    }

    @Test func `the date of the plan is the calendar's first day unless another is asked for`() throws {
        #expect(try TestBundle().read().batch.asOf == CalendarDate("2026-08-11"))
        #expect(try TestBundle().read(asOf: "2026-09-01").batch.asOf == CalendarDate("2026-09-01"))
        let without = TestBundle { $0.replace("from: 2026-08-11, ", "", in: "municipality.yaml") }
        #expect(try without.read().batch.asOf == CalendarDate("2026-08-11"))
        let bare = TestBundle {
            $0.replace("from: 2026-08-11, ", "", in: "municipality.yaml")
            $0["periods.csv"] = nil
        }
        #expect(try bare.read().batch.asOf == BundleReader.dateOfNoCalendar)
    }
}
