import Quantities
import TransportModel

/// The vehicles' day as a diagram: one row a vehicle, its trips as bars on a time axis. Equal days share one.
struct DayDiagram: Sendable {
    /// The days it is about, such as `Monday, Tuesday of week 1`, with the number of vehicles, and in a sentence.
    var days: String, head: String, about: String
    /// How many vehicles are out.
    var vehicles: Int
    /// The drawing's size in its own units.
    var width: String, height: String
    /// The hours of the axis.
    var hours: [Hour]
    /// One per vehicle.
    var rows: [Row]

    /// A line of the axis.
    struct Hour: Sendable {
        var x: String, label: String
    }

    /// One vehicle.
    struct Row: Sendable {
        var label: String, labelY: String, y: String, x: String, width: String, title: String
        var bars: [Bar]
        /// For the table.
        var vehicle: String, depot: String, out: String, back: String, trips: Int, kilometres: String, empty: String
    }

    /// One trip.
    struct Bar: Sendable {
        var x: String, y: String, width: String, style: String, title: String
    }

    private static let left = 130.0, rowHeight = 18.0, top = 24.0, total = 1000.0

    /// The diagrams of all days of `plan`, the first days first.
    static func all(of plan: PublicPlan, _ messages: Messages) -> [DayDiagram] {
        let trips = Dictionary(grouping: plan.trips.map(\.row), by: \.blockID)
            .mapValues { $0.sorted { ($0.depart, $0.tripID) < ($1.depart, $1.tripID) } }
        let days = Dictionary(grouping: plan.blocks, by: \.day)
        var shapes: [(shape: [[Int32]], days: [CycleDay], blocks: [BlockRow])] = []
        for day in days.keys.sorted() {
            let blocks = (days[day] ?? []).sorted { ($0.start, $0.blockID) < ($1.start, $1.blockID) }
            let shape = blocks.map { block in
                [block.start, block.end].map(\.secondsSinceMidnight)
                    + (trips[block.blockID] ?? []).flatMap { [$0.depart, $0.arrive].map(\.secondsSinceMidnight) }
            }
            if let same = shapes.firstIndex(where: { $0.shape == shape }) {
                shapes[same].days.append(day)
            } else {
                shapes.append((shape, [day], blocks))
            }
        }
        return shapes.map { DayDiagram(days: $0.days, blocks: $0.blocks, trips: trips, messages) }
    }

    private init(days: [CycleDay], blocks: [BlockRow], trips: [String: [TripRow]], _ messages: Messages) {
        let title = DayDiagram.title(of: days, messages)
        self.days = title
        head = messages("report.days.vehicles", ["days": title, "count": "\(blocks.count)"])
        about = messages("report.days.about", ["days": title])
        vehicles = blocks.count
        let first = (blocks.map(\.start).min() ?? ClockTime(6, 0)).secondsSinceMidnight / 3600
        let last = ((blocks.map(\.end).max() ?? ClockTime(18, 0)).secondsSinceMidnight + 3599) / 3600
        let span = Double(max(1, last - first)) * 3600
        func x(_ time: ClockTime) -> Double {
            let passed = Double(time.secondsSinceMidnight - first * 3600)
            return DayDiagram.left + passed / span * (DayDiagram.total - DayDiagram.left - 22)
        }
        width = DayDiagram.total.drawn
        height = (DayDiagram.top + Double(blocks.count) * DayDiagram.rowHeight + 6).drawn
        hours = (first...max(first, last)).map { Hour(x: x(ClockTime($0, 0)).drawn, label: "\($0):00") }
        rows = blocks.enumerated().map { number, block in
            let y = DayDiagram.top + Double(number) * DayDiagram.rowHeight
            return Row(block, trips: trips[block.blockID] ?? [], y: y, messages, x: x)
        }
    }

    private static func title(of days: [CycleDay], _ messages: Messages) -> String {
        let weeks = Dictionary(grouping: days, by: \.week)
        return weeks.keys.sorted().map { week in
            let names = (weeks[week] ?? []).map { messages("day.\($0.weekday.code)") }.joined(separator: ", ")
            return messages("report.days.of", ["days": names, "week": "\(week)"])
        }.joined(separator: "; ")
    }
}

extension DayDiagram.Row {
    fileprivate init(
        _ block: BlockRow, trips rows: [TripRow], y top: Double, _ messages: Messages, x: (ClockTime) -> Double
    ) {
        label = block.blockID.harmless
        labelY = (top + 13).drawn
        y = (top + 6).drawn
        self.x = x(block.start).drawn
        width = (x(block.end) - x(block.start)).drawn
        title = messages(
            "report.days.out",
            ["block": block.blockID.harmless, "start": block.start.minutes, "end": block.end.minutes])
        bars = rows.map { trip in
            DayDiagram.Bar(
                x: x(trip.depart).drawn, y: (top + 2).drawn, width: max(1.5, x(trip.arrive) - x(trip.depart)).drawn,
                style: trip.session.rawValue,
                title: messages(
                    "report.days.bar",
                    [
                        "trip": trip.tripID.harmless, "depart": trip.depart.minutes, "arrive": trip.arrive.minutes,
                        "session": messages("report.session.\(trip.session.rawValue)"), "load": "\(trip.maxLoad)",
                    ]))
        }
        vehicle = block.vehicleTypeID.harmless
        depot = block.depotID.harmless
        out = block.start.minutes
        back = block.end.minutes
        trips = rows.count
        kilometres = Figure.kilometres(block.distance, messages)
        empty = Figure.kilometres(block.deadhead, messages)
    }
}

extension ClockTime {
    /// `7:32`: whole minutes, cut.
    var minutes: String { String(description.dropLast(3)) }
}
