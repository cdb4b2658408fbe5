/// The speed limits that hold where no sign is mapped, per country.
struct SpeedRules: Sendable {
    /// Limits in km/h.
    var builtUp: Double
    var outside: Double
    var motorway: Double
    var livingStreet: Double
    /// Whether traffic keeps to the left.
    var drivesOnLeft = false

    private static let byCountry: [String: SpeedRules] = [
        "FI": SpeedRules(builtUp: 50, outside: 80, motorway: 120, livingStreet: 20),
        "SE": SpeedRules(builtUp: 50, outside: 70, motorway: 110, livingStreet: 7),
        "NO": SpeedRules(builtUp: 50, outside: 80, motorway: 110, livingStreet: 15),
        "DK": SpeedRules(builtUp: 50, outside: 80, motorway: 130, livingStreet: 15),
        "EE": SpeedRules(builtUp: 50, outside: 90, motorway: 110, livingStreet: 20),
        "DE": SpeedRules(builtUp: 50, outside: 100, motorway: 130, livingStreet: 7),
        "AT": SpeedRules(builtUp: 50, outside: 100, motorway: 130, livingStreet: 7),
        "CH": SpeedRules(builtUp: 50, outside: 80, motorway: 120, livingStreet: 20),
        "LI": SpeedRules(builtUp: 50, outside: 80, motorway: 120, livingStreet: 20),
        "AD": SpeedRules(builtUp: 50, outside: 90, motorway: 120, livingStreet: 20),
        "PT": SpeedRules(builtUp: 50, outside: 90, motorway: 120, livingStreet: 20),
        "ES": SpeedRules(builtUp: 50, outside: 90, motorway: 120, livingStreet: 20),
        "FR": SpeedRules(builtUp: 50, outside: 80, motorway: 130, livingStreet: 20),
        "GB": SpeedRules(builtUp: 48, outside: 97, motorway: 113, livingStreet: 16),
        "IE": SpeedRules(builtUp: 50, outside: 80, motorway: 120, livingStreet: 16),
        "MT": SpeedRules(builtUp: 50, outside: 80, motorway: 80, livingStreet: 20),
        "CY": SpeedRules(builtUp: 50, outside: 80, motorway: 100, livingStreet: 20),
        "AU": SpeedRules(builtUp: 50, outside: 100, motorway: 110, livingStreet: 10),
        "NZ": SpeedRules(builtUp: 50, outside: 100, motorway: 100, livingStreet: 10),
        "JP": SpeedRules(builtUp: 40, outside: 60, motorway: 100, livingStreet: 20),
        "US": SpeedRules(builtUp: 40, outside: 89, motorway: 105, livingStreet: 16),
    ]

    /// Whether winter's lower limits hold.
    var isWinter = false
    /// Whether the country lowers its higher limits in winter where no sign is mapped.
    private var lowersInWinter = false

    /// The rules of the country with the two-letter code `country`; common European ones for others.
    init(country: String, season: RoadConditions.Season = .summer) {
        self = Self.byCountry[country] ?? SpeedRules(builtUp: 50, outside: 80, motorway: 120, livingStreet: 20)
        drivesOnLeft = LeftHandTraffic.countries.contains(country)
        isWinter = season == .winter
        lowersInWinter = country == "FI"
    }

    private init(builtUp: Double, outside: Double, motorway: Double, livingStreet: Double) {
        self.builtUp = builtUp
        self.outside = outside
        self.motorway = motorway
        self.livingStreet = livingStreet
    }

    /// The limit in km/h on `way`: as signed, else by its zone, else by its class and surroundings.
    func limit(on way: RoadWay, isBackward: Bool, isBuiltUp: Bool) -> Double {
        let limit = summerLimit(on: way, isBackward: isBackward, isBuiltUp: isBuiltUp)
        guard isWinter else { return limit }
        if way.winterLimit > 0 { return min(limit, Double(way.winterLimit)) }
        return lowersInWinter && limit >= 100 ? limit - 20 : limit
    }

    private func summerLimit(on way: RoadWay, isBackward: Bool, isBuiltUp: Bool) -> Double {
        let signed = isBackward ? way.limit.backward : way.limit.forward
        if signed > 0 { return Double(signed) }
        switch way.limit.zone {
        case .urban: return builtUp
        case .rural: return outside
        case .motorway: return motorway
        case .livingStreet: return livingStreet
        case .unknown: break
        }
        switch way.roadClass {
        case .motorway: return motorway
        case .motorwayLink: return min(motorway, 80)
        case .livingStreet: return livingStreet
        case .service: return min(30, builtUp)
        case .track: return 20
        case .pedestrian: return livingStreet
        case .residential: return builtUp
        case .trunkLink, .primaryLink, .secondaryLink, .tertiaryLink: return isBuiltUp ? builtUp : min(outside, 60)
        default:
            let limit = isBuiltUp ? builtUp : outside
            return way.flags.contains(.unpaved) ? min(limit, 60) : limit
        }
    }
}
