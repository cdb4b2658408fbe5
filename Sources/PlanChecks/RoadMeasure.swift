package import Quantities
package import TransportModel

/// What the checks ask of the road network: walks and drives between places, recomputed afresh.
package protocol RoadMeasure: Sendable {
    /// The walks of `pairs`, in their order; `nil` where there is none within the pair's limit.
    func walks(_ pairs: [WalkPair]) -> [Metres?]
    /// The shortest walks of `pairs` that keep off their hazards, in their order; `nil` where there is none.
    func safeWalks(_ pairs: [SafeWalkPair]) -> [Metres?]
    /// The fastest drives of `pairs`, in their order; `nil` where there is none.
    func drives(_ pairs: [DrivePair]) -> [Drive?]
    /// What the roads at `stops` say of how vehicles pass them, in their order; `nil` where there is no road.
    func kerbs(_ stops: [KerbQuestion]) -> [Kerb?]
}

/// A stop, as vehicles pass it in one session.
package struct KerbQuestion: Hashable, Sendable {
    /// Where it is, and how they pass it.
    package var halt: Halt
    /// The session.
    package var session: Session
    /// The side that should be at their door; `nil`: either.
    package var side: KerbSide?

    /// The stop `halt` in `session`, with `side` at the door.
    package init(_ halt: Halt, in session: Session, side: KerbSide?) {
        self.halt = halt
        self.session = session
        self.side = side
    }
}

/// What the roads at a stop say.
package struct Kerb: Hashable, Sendable {
    /// No road larger than an unclassified one passes.
    package var isMinor: Bool
    /// Vehicles have the wanted side at their door; `nil` where none is wanted, or no direction has it there.
    package var hasSideAtDoor: Bool?

    /// What the roads say.
    package init(isMinor: Bool, hasSideAtDoor: Bool? = nil) {
        self.isMinor = isMinor
        self.hasSideAtDoor = hasSideAtDoor
    }
}

/// A walk to be measured.
package struct WalkPair: Hashable, Sendable {
    /// Where it starts.
    package var home: GeoPoint
    /// Where it ends.
    package var stop: GeoPoint
    /// A walk longer than this need not be found.
    package var within: Metres

    /// The walk from `home` to `stop`.
    package init(home: GeoPoint, stop: GeoPoint, within: Metres) {
        self.home = home
        self.stop = stop
        self.within = within
    }
}

/// A walk to be measured that keeps off hazards.
package struct SafeWalkPair: Hashable, Sendable {
    /// Where it starts.
    package var home: GeoPoint
    /// Where it ends.
    package var stop: GeoPoint
    /// What it keeps off.
    package var hazards: StopHazards

    /// The walk from `home` to `stop` that keeps off `hazards`.
    package init(home: GeoPoint, stop: GeoPoint, hazards: StopHazards) {
        self.home = home
        self.stop = stop
        self.hazards = hazards
    }
}

/// A drive to be measured.
package struct DrivePair: Hashable, Sendable {
    /// Where it starts, and in which direction.
    package var origin: Halt
    /// Where it ends, and in which direction.
    package var destination: Halt

    /// The drive from `origin` to `destination`.
    package init(from origin: Halt, to destination: Halt) {
        self.origin = origin
        self.destination = destination
    }
}

/// What a drive takes, the municipality's driving factor included.
package struct Drive: Hashable, Sendable {
    /// Driving time.
    package var seconds: Seconds
    /// Driven metres of the same path.
    package var metres: Int

    /// A drive of `seconds` and `metres`.
    package init(seconds: Seconds, metres: Int) {
        self.seconds = seconds
        self.metres = metres
    }
}

/// How far a written figure may be from the recomputed one.
package enum Tolerance {
    /// Walks: the stops' positions are written with seven decimals of a degree, about a centimetre.
    package static let walk = Metres(decimetres: 5)
    /// Driving time between two places.
    package static let drive = Seconds(1)
    /// Driven metres between two places.
    package static let driveMetres = 2
    /// The position of a stop, in metres.
    package static let position = 0.5
}
