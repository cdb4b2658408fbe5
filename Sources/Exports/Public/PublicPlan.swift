import Quantities
import TransportModel

/// A plan as strangers may see it: stops, schools, trips and vehicles, and not one pupil.
///
/// Feeds and maps are written from this type alone, so that no pupil can get into them. A stop that fewer than
/// `leastPupils` use keeps its times, but loses its id, its name and its exact place: it may be a child's door.
struct PublicPlan: Sendable {
    /// With fewer pupils than this a stop is masked.
    static let leastPupils = 3

    /// The municipality's settings.
    let municipality: Municipality
    /// The first day that the plan is for.
    let asOf: CalendarDate
    /// The version of the program.
    let version: String
    /// The schools that are served, by id.
    private(set) var schools: [PublicPlace] = []
    /// The depots in use, by id.
    private(set) var depots: [PublicPlace] = []
    /// The stops in use; masked ones after the others.
    private(set) var stops: [PublicStop] = []
    /// The trips, by id.
    private(set) var trips: [PublicTrip] = []
    /// The vehicles' days, by id.
    private(set) var blocks: [BlockRow] = []

    /// The public part of a plan's tables.
    init(tables: PlanTables, batch: Batch, version: String, names: StopNames? = nil) {
        municipality = batch.municipality
        asOf = batch.asOf
        self.version = version
        blocks = tables.blocks
        let usedDepots = Set(blocks.map(\.depotID))
        depots = batch.depots.elements.filter { usedDepots.contains($0.id) }
            .map { PublicPlace(id: $0.id, name: $0.name.isEmpty ? $0.id : $0.name, place: $0.place) }
            .sorted { $0.id < $1.id }
        stops = PublicPlan.stops(tables.stops, names, language: municipality.languages.first ?? "en")
        addTrips(tables, batch)
    }

    private static func stops(_ rows: [StopRow], _ names: StopNames?, language: String) -> [PublicStop] {
        let taken = Set(rows.map(\.stopID))
        var masked = 0
        let stops = rows.map { row -> PublicStop in
            guard row.pupils < leastPupils else { return PublicStop(row, names?.names(of: row.stopID) ?? [:]) }
            repeat { masked += 1 } while taken.contains(PublicStop.maskedID(masked))
            return PublicStop(masking: row, number: masked, language: language)
        }
        return stops.filter { !$0.isMasked } + stops.filter(\.isMasked)
    }

    private mutating func addTrips(_ tables: PlanTables, _ batch: Batch) {
        let stopNumbers = Dictionary(uniqueKeysWithValues: stops.enumerated().map { ($0.element.trueID, $0.offset) })
        let served = Set(tables.stopTimes.filter { $0.place == .school }.map(\.placeID))
        schools = batch.schools.elements.filter { served.contains($0.id) }
            .map { PublicPlace(id: $0.id, name: $0.name, place: $0.busGate, names: $0.names) }.sorted { $0.id < $1.id }
        let schoolNumbers = Dictionary(
            schools.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let times = Dictionary(grouping: tables.stopTimes, by: \.tripID)
        trips = tables.trips.map { row in
            let visits = (times[row.tripID] ?? []).compactMap { time -> PublicVisit? in
                let place: PublicVisit.Place? =
                    switch time.place {
                    case .stop: stopNumbers[time.placeID].map { .stop($0) }
                    case .school: schoolNumbers[time.placeID].map { .school($0) }
                    }
                return place.map { PublicVisit(place: $0, time: time) }
            }
            return PublicTrip(row: row, visits: visits)
        }
        for _ in 0..<3 { slowDown() }
    }

    /// Moves masked stops that coarse places put out of a vehicle's reach: to where a neighbour on their trips is shown.
    ///
    /// A feed in which buses fly is refused by its readers, and a place further off tells even less.
    private mutating func slowDown() {
        var neighbours: [Int: [(place: PublicVisit.Place, seconds: Double)]] = [:]
        for trip in trips {
            for (from, to) in zip(trip.visits, trip.visits.dropFirst()) {
                let seconds = Double(max(1, (to.arrival - from.departure).rawValue))
                if case .stop(let number) = from.place { neighbours[number, default: []].append((to.place, seconds)) }
                if case .stop(let number) = to.place { neighbours[number, default: []].append((from.place, seconds)) }
            }
        }
        for number in stops.indices where stops[number].isMasked {
            let near = neighbours[number] ?? []
            func speed(at point: GeoPoint) -> Double {
                near.map { point.distance(to: shown($0.place).point) / $0.seconds }.max() ?? 0
            }
            let here = speed(at: stops[number].point)
            guard here > PublicPlan.fastest else { continue }
            let better = near.map { shown($0.place).point }.map { (point: $0, speed: speed(at: $0)) }
                .min {
                    ($0.speed, $0.point.longitude, $0.point.latitude) < (
                        $1.speed, $1.point.longitude, $1.point.latitude
                    )
                }
            if let better, better.speed < here { stops[number].point = better.point }
        }
    }

    /// Metres per second, 108 km/h, beyond which a vehicle is not believed.
    private static let fastest = 30.0
}

/// A school or depot.
struct PublicPlace: NamedByLanguage, Sendable {
    /// Its id in the bundle.
    let id: String
    /// Its name.
    let name: String
    /// Where vehicles serve it.
    let place: Place
    /// The name by language, where it is called otherwise.
    var names: [String: String] = [:]
}

/// A stop, masked where few use it.
struct PublicStop: NamedByLanguage, Sendable {
    /// The stop_id, or a made-up one.
    let id: String
    /// The name; a number where it is masked.
    let name: String
    /// The same by language, where it is called otherwise than by `name`; none where it is masked.
    let names: [String: String]
    /// Where it is, or the middle of its coarse cell.
    fileprivate(set) var point: GeoPoint
    /// How many pupils use it; `nil` where it is masked.
    let pupils: Int?
    /// The number that stands for the name; `nil` unless it is masked.
    let maskedNumber: Int?
    /// Where vehicles drive, and what the stop is called in the tables. Not for the public.
    fileprivate let row: StopRow
    fileprivate var trueID: String { row.stopID }

    /// Whether fewer pupils use it than may be told.
    var isMasked: Bool { maskedNumber != nil }

    fileprivate init(_ row: StopRow, _ names: [String: String]) {
        self.row = row
        id = row.stopID
        name = row.name
        self.names = names
        point = row.point
        pupils = row.pupils
        maskedNumber = nil
    }

    fileprivate init(masking row: StopRow, number: Int, language: String) {
        self.row = row
        id = PublicStop.maskedID(number)
        name = Phrases.maskedStop(number, language: language)
        names = [:]
        point = CoarseGrid.middle(of: row.point)
        pupils = nil
        maskedNumber = number
    }

    fileprivate static func maskedID(_ number: Int) -> String { "area-\(number)" }
}

/// Cells of about 280 metres at 60° north, in which a place cannot be told from its neighbours.
enum CoarseGrid {
    private static let longitudeStep = 0.005, latitudeStep = 0.0025
    /// Lines are cut this many metres from a masked stop, more than a cell's half diagonal.
    static let hiddenMetres = 320.0

    /// The middle of the cell that `point` is in.
    static func middle(of point: GeoPoint) -> GeoPoint {
        GeoPoint(
            longitude: ((point.longitude / longitudeStep).rounded(.down) + 0.5) * longitudeStep,
            latitude: ((point.latitude / latitudeStep).rounded(.down) + 0.5) * latitudeStep)
    }
}

/// A trip with its places.
struct PublicTrip: Sendable {
    /// The row of `trips.csv`.
    let row: TripRow
    /// The places in order.
    let visits: [PublicVisit]
}

/// A trip at a place.
struct PublicVisit: Sendable {
    /// Where: a position in the plan's stops or schools.
    let place: Place
    /// When.
    let arrival: ClockTime, departure: ClockTime
    /// Metres since the trip's first place.
    let distance: Int

    /// A stop or a school, by its position in the plan.
    enum Place: Hashable, Sendable {
        case stop(Int)
        case school(Int)
    }

    init(place: Place, time: StopTimeRow) {
        self.place = place
        arrival = time.arrival
        departure = time.departure
        distance = time.distance
    }
}

extension PublicPlan {
    /// The id, name and point that the public sees of a place.
    func shown(_ place: PublicVisit.Place) -> (id: String, name: String, point: GeoPoint) {
        switch place {
        case .stop(let number): (stops[number].id, stops[number].name, stops[number].point)
        case .school(let number): (schools[number].id, schools[number].name, schools[number].place.point)
        }
    }

    /// What the tables of the plan call `stop`. Not for the public.
    func tableID(of stop: PublicStop) -> String { stop.trueID }

    /// Where vehicles of `session` truly drive to. Not for the public.
    func driven(_ place: PublicVisit.Place, in session: Session) -> Halt {
        switch place {
        case .stop(let number): stops[number].row.halt(in: session)
        case .school(let number): Halt(schools[number].place.point)
        }
    }
}
