/// Under which conditions roads are used: the season, who is on the way, which roads count.
///
/// The network as read is that of summer for a pupil on foot and an ordinary bus over all legal roads.
public struct RoadConditions: Hashable, Sendable {
    /// The season whose closures and limits hold.
    public var season = Season.summer
    /// Who takes the place of the pupil on foot.
    public var traveller = Traveller.pedestrian
    /// Whether paths and tracks count; if not, only streets, footways and cycleways.
    public var usesPaths = true
    /// Whether private roads count: those whose `ownership` is private, driveways, and those that may be used or driven
    /// by some alone (`private`, `permissive`, `destination`, `customers`).
    public var usesPrivateRoads = true
    /// Whether only ways count that the map knows to be lit.
    public var onlyLit = false
    /// Whether ways that nobody clears in winter are left out (`winter_service=no`, tracks and paths without
    /// `winter_service=yes`).
    public var onlyWinterMaintained = false
    /// The vehicle that takes the place of the ordinary bus.
    public var vehicle = VehicleClass.bus

    /// Times of the year with closures of their own.
    public enum Season: Hashable, Sendable {
        /// June to August.
        case summer
        /// December to February.
        case winter
    }

    /// Who may take the place of a pedestrian.
    public enum Traveller: Hashable, Sendable {
        case pedestrian, bicycle, car
    }

    /// The conditions of the network as read.
    public init() {}

    /// In which directions the traveller may use `road` in some season.
    func legalDirections(_ road: RoadWay) -> Directions {
        switch traveller {
        case .pedestrian: road.foot
        case .bicycle: road.bicycle
        case .car: road.car
        }
    }

    /// In which directions the traveller may use `road`.
    func directions(_ road: RoadWay) -> Directions {
        let months = season == .winter ? Months.winter : .summer
        guard (traveller == .pedestrian ? road.footMonths : road.vehicleMonths).isSuperset(of: months) else {
            return []
        }
        if !usesPrivateRoads, road.flags.contains(.privateRoad) { return [] }
        if onlyLit, !road.flags.contains(.lit) { return [] }
        let isPath = road.roadClass == .path || road.roadClass == .track || road.roadClass == .bridleway
        if isPath, !usesPaths { return [] }
        if onlyWinterMaintained {
            if road.flags.contains(.notCleared) || isPath && !road.flags.contains(.cleared) { return [] }
        }
        return legalDirections(road)
    }

    /// In which directions the vehicle may use `road`.
    func busDirections(_ road: RoadWay) -> Directions {
        let months = season == .winter ? Months.winter : .summer
        return road.vehicleMonths.isSuperset(of: months) && road.sizes.admits(vehicle) ? road.bus : []
    }

    /// What stops the traveller at a node.
    var barrier: NodeFeatures {
        switch traveller {
        case .pedestrian: .blocksFoot
        case .bicycle: .blocksBicycle
        case .car: .blocksCar
        }
    }
}

extension RoadNetwork {
    /// This network under other conditions. Points must be snapped anew: what is legal and what is the main component
    /// may differ.
    ///
    /// Seasons, filters and vehicles are other weights on the same graphs, grids and orders of contraction, which takes
    /// milliseconds; another traveller has a graph of its own. `nil` where nothing is left that one may walk or drive.
    public func under(_ other: RoadConditions) -> RoadNetwork? {
        let isSameTraveller = other.traveller == conditions.traveller
        let foot = isSameTraveller ? FootGraph(self.foot, extract, other) : FootGraph(extract, other)
        let bus = BusGraph(self.bus, extract, other)
        guard foot.isMain.contains(true) || bus.isMain.contains(true) else { return nil }
        return RoadNetwork(
            extract: extract, other, foot: foot, bus: bus,
            footGrid: isSameTraveller ? footGrid : SegmentGrid(landRoadsOf: foot.edges, extract), busGrid: busGrid,
            bounds: bounds,
            footOrder: isSameTraveller ? footHierarchy.order : ContractionOrder(), busOrder: busHierarchy.order)
    }
}
