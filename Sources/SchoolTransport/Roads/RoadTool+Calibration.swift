internal import Quantities
internal import RoadNetwork
internal import TimetableFeeds

/// How computed driving times compare with those of a published timetable.
public struct CalibrationReport: Sendable {
    /// Pairs of neighbouring stops with a time of a minute or more.
    public let legs: Int
    /// Those with both stops at a road that the bus may use, by which the factor was fitted.
    public let used: Int
    /// Those with no way, less than 50 m, or more than 120 km/h.
    public let rejected: Int
    /// Rows of the feed that could not be understood.
    public let rowsLeftOut: Int
    /// The mean of |computed - observed| / observed without the factor.
    public let errorBefore: Double
    /// The same with the factor.
    public let errorAfter: Double
    /// What observed times are of computed ones, to three decimals: `service.driving_factor` of `municipality.yaml`.
    public let factor: Double
}

extension RoadTool {
    /// Fits driving times to the stop times of the GTFS feed at `path`, a ZIP archive or a folder.
    ///
    /// Stops are taken at the bus's own kerb, within 30 m of the road.
    /// - Throws: `Problem` when the feed cannot be read or no leg of it can be driven on this network.
    public func calibrate(feed path: String) throws(Problem) -> CalibrationReport {
        let feed: TimetableFeed
        do { feed = try TimetableFeed(path: path) } catch {
            throw Problem(file: error.file.isEmpty ? path : error.file, line: error.line, message: error.message)
        }
        let legs = feed.legs()
        let drives = legs.compactMap { leg -> ObservedDrive? in
            guard let origin = network.snap(leg.from, for: .bus, within: 30, kerb: .ownSide),
                let destination = network.snap(leg.to, for: .bus, within: 30, kerb: .ownSide)
            else { return nil }
            return ObservedDrive(origin: origin, destination: destination, time: leg.time)
        }
        guard let fit = network.calibrate(with: drives, threads: options.threads) else {
            throw Problem(
                file: path,
                message: "None of its \(legs.count) legs lies on this road network. Is it the feed of the same place?")
        }
        return CalibrationReport(
            legs: legs.count, used: fit.used, rejected: fit.rejected, rowsLeftOut: feed.rowsLeftOut,
            errorBefore: fit.meanErrorBefore, errorAfter: fit.meanError,
            factor: (fit.factor * 1000).rounded() / 1000)
    }
}
