import Quantities
import Testing
import TransportModel

@Suite struct BellMovesTests {
    /// A school with hours of its own, for a class and for a pupil, and another one.
    private func batch(_ start: ClockTime = ClockTime(8, 0), _ end: ClockTime = ClockTime(13, 0)) -> Batch {
        var batch = Batch(
            municipality: Municipality(name: "Town", crs: "EPSG:3067", network: "n", rules: "r"), rules: RuleSet(),
            asOf: CalendarDate("2026-08-11")!, networkPath: "n")
        let place = Place(grid: GridPoint(x: 0, y: 0), point: GeoPoint(longitude: 23, latitude: 61))
        let mine = batch.schools.append(School(id: "S1", name: "", place: place))
        let other = batch.schools.append(School(id: "S2", name: "", place: place))
        let pupil = batch.pupils.append(Pupil(id: "P-1", school: mine, classID: "1A", grade: 1))
        for subject in [Timetable.Subject.school(mine), .schoolClass(mine, "1A"), .pupil(pupil), .school(other)] {
            batch.timetable.rows[Timetable.Key(subject, week: nil, weekday: .monday)] =
                SchoolDay(start: start, end: end)
        }
        return batch
    }

    @Test func `all rows of a school move alike and no other school's`() {
        let batch = batch()
        let moved = batch.moved(by: [Index(0): .minutes(-10)])
        for (key, day) in moved.timetable.rows {
            let isOther = key.subject == .school(Index(1))
            #expect(day.start == (isOther ? ClockTime(8, 0) : ClockTime(7, 50)))
            #expect(day.end == (isOther ? ClockTime(13, 0) : ClockTime(12, 50)))
        }
        #expect(moved.timetable.rows.count == batch.timetable.rows.count)
        #expect(batch.moved(by: [:]).timetable.rows == batch.timetable.rows)
    }

    @Test func `moves are multiples of the step within the slack, near ones first`() {
        var batch = batch()
        batch.schools[Index(0)].bellSlack = .minutes(12)
        #expect(batch.schoolsWithBellSlack == [Index(0)])
        #expect(
            batch.bellMoves(of: Index(0), step: .minutes(5)).map { $0.rawValue / 60 } == [0, -5, 5, -10, 10])
        #expect(batch.bellMoves(of: Index(1), step: .minutes(5)) == [.zero])
    }

    @Test func `no bell moves into another day`() {
        var batch = batch(ClockTime(0, 5), ClockTime(23, 58))
        batch.schools[Index(0)].bellSlack = .minutes(10)
        #expect(batch.bellMoves(of: Index(0), step: .minutes(5)) == [.zero, .minutes(-5)])
    }
}
