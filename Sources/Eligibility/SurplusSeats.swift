package import TransportModel

/// Who gets the seats that are free on a vehicle that runs anyhow.
package enum SurplusSeats {
    /// A pupil and home that may have a free seat but have no right to one.
    package struct Request: Hashable, Sendable {
        /// Whom it is for.
        package var pupilID: String, homeID: String
        /// When it was asked for.
        package var askedOn: CalendarDate

        /// A request.
        package init(pupilID: String, homeID: String, askedOn: CalendarDate) {
            self.pupilID = pupilID
            self.homeID = homeID
            self.askedOn = askedOn
        }
    }

    /// Gives `free` seats to those who asked first (ties by pupil_id, home_id); the others wait in the same order.
    ///
    /// When a pupil with a right of their own comes, `free` shrinks and whoever asked last among the seated waits.
    package static func allot(free: Int, to requests: [Request]) -> (seated: [Request], waiting: [Request]) {
        let queue = requests.sorted {
            ($0.askedOn, $0.pupilID, $0.homeID) < ($1.askedOn, $1.pupilID, $1.homeID)
        }
        return (Array(queue.prefix(max(0, free))), Array(queue.dropFirst(max(0, free))))
    }
}
