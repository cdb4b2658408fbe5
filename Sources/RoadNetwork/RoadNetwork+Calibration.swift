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
    /// What every observed drive takes beyond driving, such as the stop at its end where a timetable counts it in.
    public let stopLoss: Seconds
    /// The mean of |factor x computed + stop loss - observed| / observed over the drives used.
    public let meanError: Double
    /// The same with factor 1 and no loss.
    public let meanErrorBefore: Double
    /// The drives that were used.
    public let used: Int
    /// The drives that were not: no way, less than 50 m, or more than 120 km/h.
    public let rejected: Int
}

extension RoadNetwork {
    /// Fits the factor that brings computed driving times nearest to observed ones: for each loss a stop may cost, in
    /// steps of 2 s, the weighted median of (observed - loss) / computed, which has the least sum of relative errors; and
    /// of all losses the best. `nil` without a drive that can be used.
    /// - Parameter longestStop: the greatest loss that is tried; zero where observed times hold none.
    public func calibrate(
        with drives: [ObservedDrive], longestStop: Seconds = .zero, threads: Int = 1
    ) -> DrivingCalibration? {
        let computed = Parallel.map(count: drives.count, threads: threads) { index -> Double? in
            let (drive, seconds) = (drives[index], Double(drives[index].time.rawValue))
            guard let cost = driveCost(from: drive.origin, to: drive.destination), seconds > 0 else { return nil }
            let metres = Double(cost.centimetres) / 100
            guard metres >= 50, metres / seconds <= 120 / 3.6 else { return nil }
            return Double(cost.milliseconds) / 1000
        }
        let samples = zip(drives, computed).compactMap { drive, computed in
            computed.map { DriveSample(observed: Double(drive.time.rawValue), computed: $0) }
        }
        guard !samples.isEmpty else { return nil }
        var best: (factor: Double, loss: Int32, error: Double)?
        for loss in stride(from: 0, through: max(0, longestStop.rawValue), by: 2) {
            let factor = DriveSample.factor(of: samples, loss: Double(loss))
            let error = DriveSample.meanError(of: samples, factor: factor, loss: Double(loss))
            if error < best?.error ?? .infinity { best = (factor, loss, error) }
        }
        return best.map {
            DrivingCalibration(
                factor: $0.factor, stopLoss: Seconds($0.loss), meanError: $0.error,
                meanErrorBefore: DriveSample.meanError(of: samples, factor: 1, loss: 0), used: samples.count,
                rejected: drives.count - samples.count)
        }
    }

    /// The cost of the fastest drive; `nil` where there is no way.
    private func driveCost(from origin: SnappedPoint, to destination: SnappedPoint) -> DriveCost? {
        let metric = busHierarchy.metric(self, threads: 1)
        let direct = directDrive(from: origin, to: destination)?.cost
        let found = busHierarchy.searches.with(HierarchySearch(metric)) {
            $0.distance(from: starts(from: origin), to: arrivals(at: destination))
        }
        return [direct, found].compactMap { $0 }.min().map(DriveCost.init)
    }
}

/// An observed time and the computed one, in seconds.
private struct DriveSample {
    let observed: Double
    let computed: Double

    /// The factor with the least sum of |f c + loss - o| / o: a median of (o - loss) / c weighted by c / o, not negative.
    static func factor(of samples: [DriveSample], loss: Double) -> Double {
        let ratios = samples.map { (ratio: ($0.observed - loss) / $0.computed, weight: $0.computed / $0.observed) }
            .sorted { $0.ratio < $1.ratio }
        let half = ratios.reduce(0) { $0 + $1.weight } / 2
        var sum = 0.0
        for sample in ratios {
            sum += sample.weight
            if sum >= half { return max(0, sample.ratio) }
        }
        return max(0, ratios.last?.ratio ?? 1)
    }

    static func meanError(of samples: [DriveSample], factor: Double, loss: Double) -> Double {
        samples.reduce(0) { $0 + abs(factor * $1.computed + loss - $1.observed) / $1.observed } / Double(samples.count)
    }
}
