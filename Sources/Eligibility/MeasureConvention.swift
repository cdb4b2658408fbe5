import Quantities
import TransportModel

extension Measure {
    /// How ways are measured, as words of a ``MessageCatalogue`` in braces, such as `{onFoot} {fromGate} {toMainGate}`.
    func convention(_ catalogue: MessageCatalogue) -> String {
        var parts = [profile.word, from.word, to.word].map { "{\($0.rawValue)}" }
        if school == .assigned { parts.append("{\(MessageKey.toAssigned.rawValue)}") }
        var further: [String] = roads.words.map { "{\($0.rawValue)}" }
        if avoidsHazards { further.append("{\(MessageKey.keepsOffHazards.rawValue)}") }
        if addition > .zero { further.append(catalogue.text(Message(.added, ["metres": addition.description]))) }
        if let rounding {
            let key: MessageKey =
                switch rounding.direction {
                case .nearest: .roundedNearest
                case .up: .roundedUp
                case .down: .roundedDown
                }
            further.append(catalogue.text(Message(key, ["metres": rounding.step.description])))
        }
        return ([parts.joined(separator: " ")] + further).joined(separator: ", ")
    }
}

extension Measure.Profile {
    fileprivate var word: MessageKey {
        switch self {
        case .walk: .onFoot
        case .cycle: .byBicycle
        case .car: .byCar
        }
    }
}

extension Measure.HomeEnd {
    fileprivate var word: MessageKey {
        switch self {
        case .point: .fromPoint
        case .door: .fromDoor
        case .yard: .fromYard
        case .gate: .fromGate
        case .plotLine: .fromPlotLine
        case .rightOfWay: .fromRightOfWay
        }
    }
}

extension Measure.SchoolEnd {
    fileprivate var word: MessageKey {
        switch self {
        case .nearestGate: .toNearestGate
        case .mainGate: .toMainGate
        case .farthestGate: .toFarthestGate
        case .nearestDoor: .toNearestDoor
        case .farthestDoor: .toFarthestDoor
        case .point: .toPoint
        }
    }
}

extension RoadFilter {
    /// What is left out, in a fixed order.
    fileprivate var words: [MessageKey] {
        var words: [MessageKey] = []
        if !usesPaths { words.append(.noPaths) }
        switch privateRoads {
        case .all: break
        case .stateAided: words.append(.stateAidedRoads)
        case .none: words.append(.noPrivateRoads)
        }
        if onlyWinterMaintained { words.append(.winterMaintained) }
        if onlyAllYear { words.append(.allYear) }
        if onlyLit { words.append(.lit) }
        return words
    }
}
