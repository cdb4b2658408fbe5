import Quantities
import Testing
import TransportModel

@testable import Inputs

struct MunicipalityReaderTests {
    private func settings(_ more: String) throws -> Municipality {
        let bundle = TestBundle {
            $0.write(
                "name: A\ncrs: EPSG:3067\nnetwork: network.osm\nrules: rules.yaml\n\(more)\n", to: "municipality.yaml")
            $0.replace(",1,,,registered", ",,Mon,,registered", in: "homes.csv")
            $0.replace(",2,,,second", ",,Tue,,second", in: "homes.csv")
            $0.replace("3B,,,2,Mon", "3B,,,,Mon", in: "timetable.csv")
        }
        let (batch, findings) = try bundle.read()
        #expect(findings.filter { $0.file == "municipality.yaml" } == [])
        return batch.municipality
    }

    @Test func `every key but four has its documented default`() throws {
        let read = try settings("")
        #expect(read.calendar.cycleWeeks == 1 && read.calendar.from == nil && read.calendar.holidays == [])
        #expect(read.languages == ["sv", "fi", "en"] && read.timeZone == "Europe/Helsinki")
        #expect(read.service.dwellAtStop == Seconds(20) && read.service.dwellPerPupil == Seconds(4))
        #expect(read.service.dwellPerWheelchair == Seconds(120) && read.service.dwellAtSchool == Seconds(60))
        #expect(read.service.marginBeforeStart == Seconds(300) && read.service.marginAfterEnd == Seconds(300))
        #expect(read.service.longestWait == Seconds(1800) && read.service.walkingSpeed == 1.25)
        #expect(read.service.drivingFactor == 1 && read.service.mixedLoads)
        #expect(read.service.turnsAtStops == .onMinorRoads && read.service.turning == Seconds(30))
        #expect(read.solver.iterations == nil && read.solver.seconds == nil && read.solver.threads == nil)
        #expect(read.solver.seed == 1)
    }

    @Test func `every key is read`() throws {
        let read = try settings(
            """
            calendar: {from: 11.8.2026, to: 2027-06-05, cycle_weeks: 3}
            languages: [fi, sv]
            time_zone: Europe/Stockholm
            service:
              dwell: {stop_s: 1, per_pupil_s: 2, per_wheelchair_s: 3, school_s: 4}
              margins: {before_start_s: 5, after_end_s: 6}
              longest_wait_s: 7
              walking_speed_mps: 1,1
              driving_factor: 1.2
              mixed_loads: no
              turns_at_stops: never
              turning_s: 45
              co2_g_per_km: 850
            contact: 09 1234 567
            choices_until: 2026-05-25
            baseline: {name: Spring, decided_automatically: 0.5, vehicles: 12, km: 1, cost: 2, co2_kg: 3, ride_min: 4, walk_m: 5}
            solver: {iterations: 8, seconds: 9.5, seed: 10, threads: 11}
            """)
        #expect(read.calendar.from == CalendarDate("2026-08-11") && read.calendar.cycleWeeks == 3)
        #expect(read.languages == ["fi", "sv"] && read.timeZone == "Europe/Stockholm")
        #expect(read.service.dwellAtStop == Seconds(1) && read.service.dwellPerPupil == Seconds(2))
        #expect(read.service.dwellPerWheelchair == Seconds(3) && read.service.dwellAtSchool == Seconds(4))
        #expect(read.service.marginBeforeStart == Seconds(5) && read.service.marginAfterEnd == Seconds(6))
        #expect(read.service.longestWait == Seconds(7) && read.service.walkingSpeed == 1.1)
        #expect(read.service.drivingFactor == 1.2 && !read.service.mixedLoads)
        #expect(read.service.turnsAtStops == .never && read.service.turning == Seconds(45))
        #expect(read.service.gramsPerKilometre == 850 && read.baseline.name == "Spring")
        #expect(read.contact == "09 1234 567" && read.choicesUntil == CalendarDate("2026-05-25"))
        #expect(read.baseline.decidedAutomatically == 0.5 && read.baseline.vehicles == 12)
        #expect(read.baseline.kilometres == 1 && read.baseline.cost == 2 && read.baseline.carbonDioxide == 3)
        #expect(read.baseline.ride == 4 && read.baseline.walk == 5)
        #expect(read.solver.iterations == 8 && read.solver.seconds == 9.5)
        #expect(read.solver.seed == 10 && read.solver.threads == 11)
    }

    @Test func `plain forms are read too`() throws {
        let read = try settings("service: {dwell: 30, margins: 600, longest_wait: 900, walking_speed: 1.4}")
        #expect(read.service.dwellAtStop == Seconds(30) && read.service.dwellPerPupil == Seconds(4))
        #expect(read.service.marginBeforeStart == Seconds(600) && read.service.marginAfterEnd == Seconds(600))
        #expect(read.service.longestWait == Seconds(900) && read.service.walkingSpeed == 1.4)
    }

    @Test func `holidays are days and ranges in three forms, sorted`() throws {
        let read = try settings(
            "calendar: {holidays: [2026-12-06, {from: 2026-10-12, to: 2026-10-16}, 2027-02-22/2027-02-26, "
                + "{date: 2026-09-01, name: Planning day}]}")
        let days = read.calendar.holidays.map { "\($0.lowerBound) \($0.upperBound)" }
        #expect(
            days == [
                "2026-09-01 2026-09-01", "2026-10-12 2026-10-16", "2026-12-06 2026-12-06", "2027-02-22 2027-02-26",
            ])
    }

    @Test func `words of YAML stay text`() throws {
        let bundle = TestBundle { $0.replace("name: Provkommun", "name: no", in: "municipality.yaml") }
        #expect(try bundle.read().batch.municipality.name == "no")
    }
}
