import TransportModel

/// A pupil who does not exist.
struct InventedPupil {
    var id: String
    var school: Int
    var grade: Int
    var classID = ""
    var birthDate: CalendarDate
    var needs: [Need] = []
    var isProtected = false
    var name: String
    var language: String
    var homes: [InventedHome]
}

/// A home of an invented pupil and when it counts; empty lists mean always.
struct InventedHome {
    var id: String
    var dwelling: Int
    var weeks: [Int] = []
    var weekdays: [Weekday] = []
    var sessions: [Session] = []
    var kind: Home.Kind = .registered
}
