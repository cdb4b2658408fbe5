import ParallelWork
public import Quantities

/// A drive whose time was observed, such as between two stops of a timetable.
public struct ObservedDrive: Sendable {
    /// Where it started, snapped for a bus.
    public let origin: SnappedPoint
    /// Where it ended.
    public let destination: SnappedPoint
    /// How long it took, without the stop at either end.
    public let time: Seconds

    /// A drive from `origin` to `destination` that took `time`.
    public init(origin: SnappedPoint, destination: SnappedPoint, time: Seconds) {
        self.origin = origin
        self.destination = destination
        self.time = time
    }
}

/// How computed driving times compare with observed ones.
public struct DrivingCalibration: Sendable {
    /// What to multiply computed times with.
    public let factor: Double
    /// The mean of |factor x computed - observed| / observed over the drives used.
    public let meanError: Double
    /// The same with factor 1.
    public let meanErrorBefore: Double
    /// The drives that were used.
    public let used: Int
    /// The drives that were not: no way, less than 50 m, or more than 120 km/h.
    public let rejected: Int
}

extension RoadNetwork {
    /// Fits the factor that brings computed driving times nearest to observed ones: the weighted median of observed /
    /// computed, with the least sum of relative errors. `nil` without a drive that can be used.
    public func calibrate(with drives: [ObservedDrive], threads: Int = 1) -> DrivingCalibration? {
        let computed = Parallel.map(count: drives.count, threads: threads) { index -> Double? in
            let (drive, seconds) = (drives[index], Double(drives[index].time.rawValue))
            guard let cost = driveCost(from: drive.origin, to: drive.destination), seconds > 0 else { return nil }
            let metres = Double(cost.centimetres) / 100
            guard metres >= 50, metres / seconds <= 120 / 3.6 else { return nil }
            return Double(cost.milliseconds) / 1000
        }
        // |f c - o| / o is least at a median of o / c weighted by c / o.
        let samples = zip(drives, computed).compactMap { drive, computed in
            computed.map { (ratio: Double(drive.time.rawValue) / $0, weight: $0 / Double(drive.time.rawValue)) }
        }.sorted { $0.ratio < $1.ratio }
        guard let last = samples.last else { return nil }
        let half = samples.reduce(0) { $0 + $1.weight } / 2
        var sum = 0.0
        let factor =
            samples.first { sample in
                sum += sample.weight
                return sum >= half
            }?.ratio ?? last.ratio
        func error(_ factor: Double) -> Double {
            samples.reduce(0) { $0 + abs(factor / $1.ratio - 1) } / Double(samples.count)
        }
        return DrivingCalibration(
            factor: factor, meanError: error(factor), meanErrorBefore: error(1), used: samples.count,
            rejected: drives.count - samples.count)
    }

    /// The cost of the fastest drive; `nil` where there is no way.
    private func driveCost(from origin: SnappedPoint, to destination: SnappedPoint) -> DriveCost? {
        let metric = busHierarchy.metric(self, threads: 1)
        let direct = directDrive(from: origin, to: destination)?.cost
        let found = busHierarchy.searches.withSearch(metric) {
            $0.distance(from: starts(from: origin), to: arrivals(at: destination))
        }
        return [direct, found].compactMap { $0 }.min().map(DriveCost.init)
    }
}
