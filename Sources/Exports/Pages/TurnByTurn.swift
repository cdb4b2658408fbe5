import Foundation
import Quantities
import RoadNetwork
import Tables

/// The way between two places as a driver reads it: turns by the names of roads, and on which side the place is.
struct TurnByTurn: Sendable {
    /// A step: where to turn, onto which road, and how far.
    struct Step: Equatable, Sendable {
        var turn: Turn, road: String, metres: Double, points: [GeoPoint]
    }

    /// What to do at the start of a step.
    enum Turn: String, Sendable {
        case along, straight, left, right, around, roundabout
    }

    /// The steps, in driving order.
    private(set) var steps: [Step] = []
    /// The direction of the last stretch, in degrees from north; `nil` without a way.
    private(set) var lastBearing: Double?

    /// From this angle on a change of direction is a turn, and from the second on a turning back.
    private static let turning = 35.0, turningBack = 155.0

    /// The steps of `way`; names in `language`. The vehicle comes heading `bearing` degrees, where that is known.
    init(_ way: [DrivenStretch], heading bearing: Double? = nil, language: String) {
        var heading = bearing
        var throughRoundabout = false
        for stretch in way where stretch.points.count > 1 {
            let length = TurnByTurn.length(stretch.points)
            let start = TurnByTurn.bearing(stretch.points, atEnd: false)
            defer { heading = TurnByTurn.bearing(stretch.points, atEnd: true) ?? heading }
            if stretch.isRoundabout {
                throughRoundabout = true
                add(stretch.points, length)
                continue
            }
            let turn = throughRoundabout ? Turn.roundabout : TurnByTurn.turn(from: heading, to: start)
            throughRoundabout = false
            let road = stretch.name.text(in: language).harmless
            if let last = steps.last, turn == .straight || turn == .along, last.road == road || length < 15 {
                add(stretch.points, length)
            } else {
                let isFirst = steps.isEmpty && turn == .straight
                steps.append(Step(turn: isFirst ? .along : turn, road: road, metres: length, points: stretch.points))
            }
        }
        lastBearing = heading
    }

    private mutating func add(_ points: [GeoPoint], _ metres: Double) {
        guard !steps.isEmpty else {
            steps.append(Step(turn: .along, road: "", metres: metres, points: points))
            return
        }
        steps[steps.count - 1].metres += metres
        steps[steps.count - 1].points += points.dropFirst()
    }

    /// What a driver reads of the steps, in one line.
    func text(_ messages: Messages) -> String {
        steps.map { $0.text(messages) }.joined(separator: " · ")
    }

    private static func turn(from old: Double?, to new: Double?) -> Turn {
        guard let old, let new else { return .along }
        var angle = (new - old).truncatingRemainder(dividingBy: 360)
        if angle > 180 { angle -= 360 }
        if angle < -180 { angle += 360 }
        if abs(angle) >= turningBack { return .around }
        return abs(angle) < turning ? .straight : angle > 0 ? .right : .left
    }

    static func length(_ points: [GeoPoint]) -> Double {
        zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    }

    /// Degrees from north of the first or last dozen metres of a line; `nil` for a line without length.
    static func bearing(_ points: [GeoPoint], atEnd: Bool) -> Double? {
        let line = atEnd ? Array(points.reversed()) : points
        guard let first = line.first else { return nil }
        let other = line.dropFirst().first { first.distance(to: $0) > 12 } ?? line.last { $0 != first }
        guard let other else { return nil }
        let (from, to) = atEnd ? (other, first) : (first, other)
        let east = (to.longitude - from.longitude) * cos(from.latitude * .pi / 180)
        let north = to.latitude - from.latitude
        return atan2(east, north) * 180 / .pi
    }

    /// On which side of a vehicle that comes along `line` the place is; `nil` on the road itself or without a way.
    static func side(of place: GeoPoint, along line: [GeoPoint]) -> Turn? {
        guard let heading = bearing(line, atEnd: true), let end = line.last, end.distance(to: place) > 2 else {
            return nil
        }
        guard let toPlace = bearing([end, place], atEnd: false) else { return nil }
        var angle = (toPlace - heading).truncatingRemainder(dividingBy: 360)
        if angle < 0 { angle += 360 }
        return (20.0...160).contains(angle) ? .right : (200.0...340).contains(angle) ? .left : nil
    }
}

extension TurnByTurn.Step {
    /// `Right onto Storgatan, 400 m`.
    func text(_ messages: Messages) -> String {
        messages(
            "driver.turn.\(turn.rawValue)",
            [
                "road": road.isEmpty ? messages("driver.road.unnamed") : road,
                "far": TurnByTurn.Step.shown(metres, messages.language),
            ])
    }

    /// `80 m`, `450 m`, `1.2 km`, rounded as a driver needs it.
    static func shown(_ metres: Double, _ language: String) -> String {
        if metres < 95 { return "\(max(10, Int((metres / 10).rounded()) * 10)) m" }
        if metres < 950 { return "\(Int((metres / 50).rounded()) * 50) m" }
        let text = DecimalText.fixed(metres / 1000, decimals: 1) ?? ""
        return (language == "en" ? text : text.replacing(".", with: ",")) + " km"
    }
}
