import Quantities
import TransportModel

/// The invented timetable: starts that differ from school to school, ends that differ by weekday and grade.
struct SchoolWeek {
    /// A row of `timetable.csv`; exactly one of the three subjects is given.
    struct Row: Hashable {
        var schoolID = "", classID = "", pupilID = ""
        var period: String
        var week: Int?
        var weekday: Weekday
        var day: SchoolDay
    }

    /// The periods of the year.
    enum Period: String, CaseIterable {
        case autumn, spring
    }

    /// The rows, schools first.
    private(set) var rows: [Row] = []

    private let territory: Territory
    private let pupils: [InventedPupil]

    /// Which grades share their hours.
    private enum Band: Int {
        case preprimary, first, middle, upper

        init(grade: Int) {
            switch grade {
            case ...0: self = .preprimary
            case ...2: self = .first
            case ...6: self = .middle
            default: self = .upper
            }
        }
    }

    /// Writes the hours of every school, of the classes that differ from it and of a few pupils.
    init(of territory: Territory, pupils: [InventedPupil], seed: UInt64) {
        self.territory = territory
        self.pupils = pupils
        for period in Period.allCases {
            for school in territory.schools.indices { addSchool(school, period) }
            addClasses(period)
            addPupils(period, seed: seed)
        }
    }

    /// When the school begins: half-hour steps, so that one bus can bring pupils to two schools.
    private func start(of school: Int) -> ClockTime {
        let isUpper = territory.schools[school].grades.lowerBound >= 7
        let minutes: Int32 = isUpper ? [15, 45][school % 2] : [0, 30, 60][school % 3]
        return ClockTime(8, 0) + .minutes(minutes)
    }

    /// The band whose hours are the school's own; classes of other bands have rows of their own.
    private func ownBand(of school: Int) -> Band {
        territory.schools[school].grades.lowerBound >= 7 ? .upper : .middle
    }

    /// Minutes from start to end. Monday is like Wednesday and Tuesday like Thursday.
    private func minutes(_ band: Band, _ weekday: Weekday, _ period: Period) -> Int32 {
        let isShort = weekday == .monday || weekday == .wednesday
        switch band {
        case .preprimary: return 255
        case .first: return weekday == .friday ? 255 : isShort == (period == .autumn) ? 255 : 315
        case .middle: return weekday == .friday ? 315 : 360
        case .upper: return weekday == .friday ? 360 : 405
        }
    }

    private func day(school: Int, band: Band, weekday: Weekday, period: Period) -> SchoolDay {
        let start = start(of: school)
        return SchoolDay(start: start, end: start + .minutes(minutes(band, weekday, period)))
    }

    private static let weekdays = Weekday.allCases.filter { $0 <= .friday }

    private mutating func addSchool(_ school: Int, _ period: Period) {
        for weekday in Self.weekdays {
            let day = day(school: school, band: ownBand(of: school), weekday: weekday, period: period)
            rows.append(
                Row(schoolID: territory.schools[school].id, period: period.rawValue, weekday: weekday, day: day))
        }
    }

    /// Rows of the classes whose band is not their school's. The third class of every four middle ones ends earlier
    /// on Thursdays of week 2.
    private mutating func addClasses(_ period: Period) {
        var classes: [String: (school: Int, grade: Int)] = [:]
        for pupil in pupils { classes[pupil.classID] = (pupil.school, pupil.grade) }
        for (position, entry) in classes.sorted(by: { $0.key < $1.key }).enumerated() {
            let (school, grade) = entry.value
            let band = Band(grade: grade)
            if band != ownBand(of: school) {
                for weekday in Self.weekdays {
                    let day = day(school: school, band: band, weekday: weekday, period: period)
                    rows.append(Row(classID: entry.key, period: period.rawValue, weekday: weekday, day: day))
                }
            } else if band == .middle && position % 16 == 3 {
                let start = start(of: school)
                rows.append(
                    Row(
                        classID: entry.key, period: period.rawValue, week: 2, weekday: .thursday,
                        day: SchoolDay(start: start, end: start + .minutes(315))))
            }
        }
    }

    /// A few pupils have shorter days than their class, all week.
    private mutating func addPupils(_ period: Period, seed: UInt64) {
        var dice = Dice(seed: seed, subject: "own timetables")
        for pupil in pupils where dice.happens(0.003) {
            let start = start(of: pupil.school)
            for weekday in Self.weekdays {
                rows.append(
                    Row(
                        pupilID: pupil.id, period: period.rawValue, weekday: weekday,
                        day: SchoolDay(start: start, end: start + .minutes(255))))
            }
        }
    }
}
