import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct WeekPlannerTests {
    /// A small town, every sixth of whose sixty pupils lives in two homes, week about.
    private func town(_ seed: Int) -> Town {
        var random = RandomSource(seed: UInt64(seed))
        var town = Town()
        town.depot(3, 3)
        town.vehicles(12, seats: 16)
        for at in [(1, 1), (5, 4)] {
            town.hours(.school(town.school(at.0, at.1)), ClockTime(8, Int32(at.0) * 15), ClockTime(13, 0))
        }
        for _ in 0..<14 { town.stop(random.below(7), random.below(7)) }
        town.batch.municipality.calendar.cycleWeeks = 2
        for number in 0..<60 {
            let isShared = number % 6 == 0
            let pupil = town.pupil(to: Index(random.below(2)), from: Index(random.below(14))) { home in
                if isShared { home.weeks = [1] }
            }
            if isShared { town.home(of: pupil, at: Index(random.below(14))) { $0.weeks = [2] } }
        }
        return town
    }

    @Test func `who has the same stop and bell in both weeks has mostly the same minute`() {
        var (same, near, all) = (0, 0, 0)
        for seed in 0..<4 {
            let town = town(seed)
            let plan = town.plan()
            #expect(PlanAudit(town, plan).broken == [])
            struct Travel: Hashable {
                let pupil: Index<Pupil>
                let weekday: Weekday
                let session: Session
                let stop: Index<CandidateStop>
            }
            var first: [Travel: ClockTime] = [:]
            for ride in plan.rides {
                let travel = Travel(
                    pupil: ride.pupil, weekday: ride.day.weekday, session: ride.session, stop: ride.stop)
                let minute = ride.session == .toSchool ? ride.board : ride.alight
                guard let known = first[travel] else {
                    first[travel] = minute
                    continue
                }
                all += 1
                same += known == minute ? 1 : 0
                near += abs((known - minute).rawValue) <= 300 ? 1 : 0
            }
        }
        #expect(all > 1000)
        #expect(same * 100 >= all * 80, "\(same) of \(all) minutes are the same")
        #expect(near * 100 >= all * 90, "\(near) of \(all) are within five minutes")
    }
}
