import Foundation
import FuzzDriver
import Quantities
import RoadNetwork

/// Any bytes are a road network, XML or PBF, or an error; what is read can be walked, driven and drawn.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRoads(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    guard write(descriptor, start, count) == count else { return 0 }
    guard let network = try? RoadNetwork.read(contentsOf: path) else { return 0 }
    let (southWest, northEast) = network.bounds
    for profile in [TravelProfile.foot, .bus] {
        guard let one = network.snap(southWest, for: profile), let other = network.snap(northEast, for: profile) else {
            continue
        }
        switch profile {
        case .foot:
            let walk = network.walks(from: [one], to: other, threads: 1)[0]
            let path = network.walkPath(from: one, to: other)
            precondition((walk == nil) == path.isEmpty, "a walk has a line")
        case .bus:
            let matrix = network.drivingMatrix(between: [one, other], factor: 1, threads: 1)
            precondition(matrix.seconds.allSatisfy { $0 >= 0 })
            _ = network.drivingPath(from: one, to: other)
        }
    }
    _ = network.lines()
    _ = network.busStops().count + network.corners().count + network.schools().count
    return 0
}

/// In memory where the system has such a folder.
private let path: String = {
    let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    return "\(folder)/skjuts-fuzz-\(getpid()).osm"
}()

/// The entry that the package manager gives an executable; libFuzzer does the rest.
@_cdecl("FuzzRoads_main")
public func fuzzerMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments, fuzzRoads)
}
