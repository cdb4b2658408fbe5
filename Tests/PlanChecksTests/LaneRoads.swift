import PlanChecks
import PlanFixtures
import Quantities

/// The lane's roads: walks and drives are straight, the bus drives 10 m a second.
struct LaneRoads: RoadMeasure {
    func walks(_ pairs: [WalkPair]) -> [Metres?] {
        pairs.map { pair in
            let metres = Metres(rounding: abs(Lane.metres(pair.home) - Lane.metres(pair.stop)))
            return metres <= pair.within ? metres : nil
        }
    }

    func safeWalks(_ pairs: [SafeWalkPair]) -> [Metres?] {
        walks(pairs.map { WalkPair(home: $0.home, stop: $0.stop, within: Metres(1_000_000)) })
    }

    func kerbs(_ stops: [KerbQuestion]) -> [Kerb?] {
        stops.map { stop in
            Kerb(isMinor: true, hasSideAtDoor: stop.side == nil ? nil : stop.halt.passing == .leaving(90))
        }
    }

    func drives(_ pairs: [DrivePair]) -> [Drive?] {
        pairs.map { pair in
            let metres = abs(Lane.metres(pair.origin.point) - Lane.metres(pair.destination.point)).rounded()
            return Drive(seconds: Seconds(clamping: Int((metres / 10).rounded(.up))), metres: Int(metres))
        }
    }
}
