import Quantities
import TransportModel

/// A guess at who will ride, to size the fleet and to choose whose families have wishes.
struct Demand {
    /// Pupils by position who probably ride from at least one of their homes.
    private(set) var riders: [Int] = []
    /// Pupils by position who probably walk.
    private(set) var walkers: [Int] = []

    /// Guesses with the limits of the invented rules: 3 km to grade 3, 5 km above, and everybody with special needs.
    init(pupils: [InventedPupil], territory: Territory) {
        for (position, pupil) in pupils.enumerated() {
            let limit = Self.limit(grade: pupil.grade)
            let isFar = pupil.homes.contains { territory.walks[pupil.school][$0.dwelling] > limit }
            if isFar || !pupil.needs.isEmpty || pupil.isProtected {
                riders.append(position)
            } else {
                walkers.append(position)
            }
        }
    }

    /// Metres beyond which a pupil of `grade` rides.
    static func limit(grade: Int) -> Double { grade <= 3 ? 3000 : 5000 }
}
