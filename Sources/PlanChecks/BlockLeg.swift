package import Quantities
import TransportModel

/// One drive of a vehicle's day: out of the depot, from place to place, from trip to trip, into the depot.
package struct BlockLeg: Hashable, Sendable {
    /// The drive to be measured.
    package var drive: DrivePair
    /// The vehicle leaves and must have arrived.
    package var leaves: ClockTime, arrives: ClockTime
    /// Nobody is aboard.
    package var isEmpty: Bool
    /// The trip whose place it arrives at; blank for the way into the depot.
    package var tripID: String
    /// The position in `stop_times.csv` of the place that it arrives at; `nil` for the way into the depot.
    package var stopTime: Int?
    /// The metres that `stop_times.csv` gives it; `nil` for legs between trips and depots.
    package var writtenMetres: Int?
}

extension CheckContext {
    /// The legs of the block at `position` of `blocks.csv` in order; `nil` where a place or depot is unknown.
    package func legs(ofBlockAt position: Int) -> [BlockLeg]? {
        let block = tables.blocks[position]
        guard let depot = depots[block.depotID].map({ Halt(batch.depots[$0].place.point) }) else { return nil }
        var legs: [BlockLeg] = []
        var (here, left, aboard, metres) = (depot, block.start, 0, 0)
        for trip in tripsByBlock[block.blockID] ?? [] {
            let (tripID, session) = (tables.trips[trip].tripID, tables.trips[trip].session)
            for (place, row) in (stopTimesByTrip[tripID] ?? []).enumerated() {
                let time = tables.stopTimes[row]
                guard let halt = halt(of: time, in: session) else { return nil }
                legs.append(
                    BlockLeg(
                        drive: DrivePair(from: here, to: halt), leaves: left, arrives: time.arrival,
                        isEmpty: place == 0 || aboard == 0, tripID: tripID, stopTime: row,
                        writtenMetres: place == 0 ? nil : time.distance - metres))
                (here, left, aboard, metres) = (halt, time.departure, time.onboard, time.distance)
            }
        }
        legs.append(
            BlockLeg(
                drive: DrivePair(from: here, to: depot), leaves: left, arrives: block.end, isEmpty: true, tripID: "",
                stopTime: nil, writtenMetres: nil))
        return legs
    }
}
