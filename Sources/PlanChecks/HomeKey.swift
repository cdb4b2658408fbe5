/// A pupil's home, by the ids of the tables.
package struct HomeKey: Hashable, Comparable, Sendable {
    /// The pupil.
    package let pupilID: String
    /// The home, unique within the pupil; blank where the pupil has none.
    package let homeID: String

    /// The home `homeID` of the pupil `pupilID`.
    package init(_ pupilID: String, _ homeID: String) {
        self.pupilID = pupilID
        self.homeID = homeID
    }

    /// By pupil, then home.
    package static func < (lhs: HomeKey, rhs: HomeKey) -> Bool {
        (lhs.pupilID, lhs.homeID) < (rhs.pupilID, rhs.homeID)
    }
}
