import Quantities
import TransportModel

/// Demands of one session that are so alike that one master plan serves them all.
///
/// Days differ by a few pupils who live elsewhere that week or have no school. Planned apart, such days find different
/// plans of equal worth, and everybody's minute moves. So the master carries everyone who travels on any of the days,
/// and each day is taken from it by leaving out who stays at home: what is left keeps its vehicle, its order and its
/// minute.
struct DemandFamily: Hashable, Sendable {
    /// Everyone who travels in any member, within limits that hold on all of them.
    ///
    /// In the order of pupils; somebody who travels from another stop or to another bell in another member is in it more
    /// than once.
    var master: SessionDemand
    /// Positions in the catalogue, ascending.
    var members: [Int]
    /// How many days the members have together.
    var dayCount: Int

    /// `demand`, a member, within the limits that hold on all days: what is left of the master.
    func part(for demand: SessionDemand) -> SessionDemand {
        var wanted = demand.journeys[...]
        var journeys: [Journey] = []
        journeys.reserveCapacity(wanted.count)
        for journey in master.journeys {
            guard let next = wanted.first else { break }
            guard journey.travel == next.travel else { continue }
            wanted.removeFirst()
            var mine = journey
            mine.home = next.home
            mine.walk = next.walk
            mine.ruled = next.ruled
            journeys.append(mine)
        }
        return SessionDemand(session: demand.session, journeys: journeys)
    }

    /// Whether all members are taken from one master, which is nobody's own demand.
    var isShared: Bool { members.count > 1 }
}

/// Finds the families of a catalogue.
struct DemandFamilies: Sendable {
    /// By session, then by the first member.
    let families: [DemandFamily]

    /// Up to this part of a master's pupils may travel to several bells: a day with other hours is another plan.
    private static let mostOtherHours = 0.05
    /// By this part a master may have more journeys than its largest member: somebody absent that week, or two homes.
    private static let mostExtra = 0.4

    /// The families of `catalogue`: from the largest demand to the smallest, each joins the family that it makes grow
    /// least, or begins one.
    init(_ catalogue: DemandCatalogue) {
        let demands = catalogue.demands
        var found: [DemandFamily] = []
        let order = demands.indices.sorted {
            (demands[$1].journeys.count, $0) < (demands[$0].journeys.count, $1)
        }
        for position in order {
            let demand = demands[position]
            let joined = found.indices.filter { found[$0].master.session == demand.session }
                .map { (family: $0, master: Self.union(found[$0].master, demand)) }
                .filter {
                    Self.isSteady($0.master, largest: demands[found[$0.family].members[0]].journeys.count)
                }
                .min {
                    let growth = ($0, $1)
                    return growth.0.master.journeys.count - found[growth.0.family].master.journeys.count
                        < growth.1.master.journeys.count - found[growth.1.family].master.journeys.count
                }
            if let joined {
                found[joined.family].master = joined.master
                found[joined.family].members.append(position)
                found[joined.family].dayCount += catalogue.dayCounts[position]
            } else {
                found.append(
                    DemandFamily(master: demand, members: [position], dayCount: catalogue.dayCounts[position]))
            }
        }
        for family in found.indices { found[family].members.sort() }
        families = found.sorted { $0.members[0] < $1.members[0] }
    }

    /// Whether `master` is near enough to its largest member of so many journeys, and to one bell for each pupil.
    private static func isSteady(_ master: SessionDemand, largest: Int) -> Bool {
        struct Hour: Hashable {
            let pupil: Index<Pupil>
            let bell: ClockTime
        }
        let pupils = Set(master.journeys.map(\.pupil)).count
        let hours = Set(master.journeys.map { Hour(pupil: $0.pupil, bell: $0.bell) }).count
        return Double(hours - pupils) <= Double(pupils) * mostOtherHours
            && Double(master.journeys.count) <= Double(largest) * (1 + mostExtra)
    }

    /// Everyone of both; a journey that both have gets the limits that keep both.
    static func union(_ one: SessionDemand, _ two: SessionDemand) -> SessionDemand {
        var journeys: [Journey] = []
        journeys.reserveCapacity(max(one.journeys.count, two.journeys.count))
        var other = two.journeys[...]
        for journey in one.journeys {
            while let next = other.first, next.sortsBefore(journey) { journeys.append(other.removeFirst()) }
            if let next = other.first, !journey.sortsBefore(next) {
                other.removeFirst()
                journeys.append(journey.limited(as: next))
            } else {
                journeys.append(journey)
            }
        }
        return SessionDemand(session: one.session, journeys: journeys + other)
    }
}

extension Journey {
    /// The order of masters: by pupil, stop, then bell; equal in all three is the same journey on another day.
    fileprivate func sortsBefore(_ other: Journey) -> Bool {
        (pupil.offset, stop.offset, bell) < (other.pupil.offset, other.stop.offset, other.bell)
    }

    /// The journey within the limits of both, as far as they leave anything.
    fileprivate func limited(as other: Journey) -> Journey {
        var journey = self
        let window = (
            max(schoolWindow.lowerBound, other.schoolWindow.lowerBound),
            min(schoolWindow.upperBound, other.schoolWindow.upperBound)
        )
        if window.0 <= window.1 { journey.schoolWindow = window.0...window.1 }
        journey.rideLimit = min(rideLimit, other.rideLimit)
        journey.dayLimit = [dayLimit, other.dayLimit].compactMap(\.self).min()
        return journey
    }
}
