import Quantities

/// Finds the nearest road segment: a uniform grid over the segments of chosen edges.
struct SegmentGrid: Sendable {
    /// The nearest segment to a point.
    struct Hit {
        /// The edge of the segment.
        var edge: Int32
        /// The segment's first point, as a position in `OSMExtract.roadNodes`.
        var segment: Int32
        /// The nearest position on it.
        var point: GeoPoint
        /// The straight line to it in metres.
        var distance: Double
    }

    let west: Double
    let south: Double
    /// The size of a cell in degrees.
    let width: Double
    let height: Double
    let columns: Int
    let rows: Int
    /// Per cell its first entry; entries are segments in ascending order.
    let firstEntry: Column<Int32>
    let entryEdges: Column<Int32>
    let entrySegments: Column<Int32>

    /// A grid over the segments of those edges of `table` that `includes` accepts.
    init(_ extract: OSMExtract, _ table: EdgeTable, includes: (Int) -> Bool = { _ in true }) {
        var box = Box()
        var segments = 0
        for edge in 0..<table.count where includes(edge) {
            for position in table.firstPoints[edge]...table.lastPoints[edge] {
                box.include(extract.point(extract.roadNodes[Int(position)]))
                segments += 1
            }
        }
        let cells = box.cells(segments: segments)
        (west, south, width, height) = (box.west, box.south, cells.width, cells.height)
        (columns, rows) = (cells.columns, cells.rows)
        let grid = Layout(
            west: box.west, south: box.south, width: cells.width, height: cells.height, columns: cells.columns,
            rows: cells.rows)
        var counts = [Int32](repeating: 0, count: cells.columns * cells.rows + 1)
        func eachEntry(_ body: (_ cell: Int, _ edge: Int, _ segment: Int32) -> Void) {
            for edge in 0..<table.count where includes(edge) {
                for segment in table.firstPoints[edge]..<table.lastPoints[edge] {
                    let a = extract.point(extract.roadNodes[Int(segment)])
                    let b = extract.point(extract.roadNodes[Int(segment) + 1])
                    grid.cells(from: a, to: b) { body($0, edge, segment) }
                }
            }
        }
        eachEntry { cell, _, _ in counts[cell + 1] += 1 }
        for cell in 1..<counts.count { counts[cell] += counts[cell - 1] }
        var next = counts
        var edges = [Int32](repeating: 0, count: Int(counts.last!))
        var starts = edges
        eachEntry { cell, edge, segment in
            let slot = Int(next[cell])
            next[cell] += 1
            edges[slot] = Int32(edge)
            starts[slot] = segment
        }
        (firstEntry, entryEdges, entrySegments) = (Column(counts), Column(edges), Column(starts))
    }

    /// A grid over the edges of `table` that are no ferries: nobody sets out from the water.
    init(landRoadsOf table: EdgeTable, _ extract: OSMExtract) {
        self.init(extract, table) { !table.isFerry($0, extract) }
    }

    /// A grid over the edges of `table` on which a bus may stop: no motorways, motorroads and tunnels.
    init(busStopsOn table: EdgeTable, _ extract: OSMExtract) {
        self.init(extract, table) { edge in
            let road = extract.roads[Int(table.roads[edge])]
            return road.roadClass > .motorwayLink && road.flags.isDisjoint(with: [.motorroad, .tunnel])
        }
    }

    /// The nearest segment within `limit` metres of `point`; of equally near ones that of the lowest edge.
    func nearest(
        to point: GeoPoint, within limit: Double, _ extract: OSMExtract,
        accepts: (_ edge: Int, _ segment: Int32) -> Bool = { _, _ in true }
    ) -> Hit? {
        guard !entryEdges.isEmpty, point.longitude.isFinite, point.latitude.isFinite, limit >= 0,
            abs(point.longitude) <= 180, abs(point.latitude) <= 90
        else { return nil }
        let plane = LocalPlane(at: point)
        let column = Int(((point.longitude - west) / width).rounded(.down))
        let row = Int(((point.latitude - south) / height).rounded(.down))
        // The next ring of cells is at least this much farther away.
        let step = 0.99 * min(width * plane.metresEast, height * plane.metresNorth)
        let farthest = max(abs(column), abs(column - columns), abs(row), abs(row - rows)) + 1
        var ring = max(0, -column, column - columns + 1, -row, row - rows + 1)
        var best: Nearest?
        while ring <= farthest, Double(ring - 1) * step <= min(limit, best?.distance ?? limit) {
            eachCell(ring: ring, column, row) { cell in
                for entry in Int(firstEntry[cell])..<Int(firstEntry[cell + 1])
                where accepts(Int(entryEdges[entry]), entrySegments[entry]) {
                    let candidate = plane.nearest(extract, edge: entryEdges[entry], segment: entrySegments[entry])
                    if candidate.isBefore(best) { best = candidate }
                }
            }
            ring += 1
        }
        guard let best, best.distance <= limit else { return nil }
        return best.hit(extract, from: point)
    }

    private func eachCell(ring: Int, _ column: Int, _ row: Int, _ body: (Int) -> Void) {
        for y in max(0, row - ring)..<max(max(0, row - ring), min(rows, row + ring + 1)) {
            let isEnd = abs(y - row) == ring
            for x in stride(from: column - ring, through: column + ring, by: isEnd || ring == 0 ? 1 : 2 * ring)
            where x >= 0 && x < columns {
                body(y * columns + x)
            }
        }
    }
}

/// The plane that touches the ellipsoid at a point, in metres.
struct LocalPlane {
    let origin: GeoPoint
    /// Metres per degree.
    let metresEast: Double
    let metresNorth: Double

    init(at origin: GeoPoint) {
        self.origin = origin
        let north = GeoPoint(longitude: origin.longitude, latitude: origin.latitude + 0.001)
        let east = GeoPoint(longitude: origin.longitude + 0.001, latitude: origin.latitude)
        metresNorth = origin.distance(to: north) * 1000
        metresEast = max(1, origin.distance(to: east) * 1000)
    }

    fileprivate func nearest(_ extract: OSMExtract, edge: Int32, segment: Int32) -> Nearest {
        let a = extract.point(extract.roadNodes[Int(segment)])
        let b = extract.point(extract.roadNodes[Int(segment) + 1])
        let (ax, ay) = ((a.longitude - origin.longitude) * metresEast, (a.latitude - origin.latitude) * metresNorth)
        let (bx, by) = ((b.longitude - origin.longitude) * metresEast, (b.latitude - origin.latitude) * metresNorth)
        let (dx, dy) = (bx - ax, by - ay)
        let square = dx * dx + dy * dy
        let along = square > 0 ? max(0, min(1, -(ax * dx + ay * dy) / square)) : 0
        let (x, y) = along >= 1 ? (bx, by) : (ax + along * dx, ay + along * dy)
        return Nearest(edge: edge, segment: segment, along: along, distance: (x * x + y * y).squareRoot())
    }
}

private struct Nearest {
    var edge: Int32
    var segment: Int32
    var along: Double
    var distance: Double

    func isBefore(_ other: Nearest?) -> Bool {
        guard let other else { return true }
        if distance != other.distance { return distance < other.distance }
        return (edge, segment) < (other.edge, other.segment)
    }

    func hit(_ extract: OSMExtract, from origin: GeoPoint) -> SegmentGrid.Hit {
        let a = extract.point(extract.roadNodes[Int(segment)])
        let b = extract.point(extract.roadNodes[Int(segment) + 1])
        let point =
            along >= 1
            ? b
            : GeoPoint(
                longitude: a.longitude + along * (b.longitude - a.longitude),
                latitude: a.latitude + along * (b.latitude - a.latitude))
        return SegmentGrid.Hit(edge: edge, segment: segment, point: point, distance: origin.distance(to: point))
    }
}

/// A growing box in degrees.
struct Box: Sendable {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    mutating func include(_ point: GeoPoint) {
        west = min(west, point.longitude)
        east = max(east, point.longitude)
        south = min(south, point.latitude)
        north = max(north, point.latitude)
    }

    /// Cells of about 100 m, larger where the box would need many more cells than it holds segments.
    fileprivate func cells(segments: Int) -> (width: Double, height: Double, columns: Int, rows: Int) {
        guard segments > 0 else { return (1, 1, 1, 1) }
        var height = 0.0009
        let flattest = max(0.01, cosine(ofDegrees: max(abs(south), abs(north))))
        while true {
            let width = height / flattest
            let columns = Int((east - west) / width) + 1
            let rows = Int((north - south) / height) + 1
            if columns * rows <= 4 * segments + 1024 { return (width, height, columns, rows) }
            height *= 1.5
        }
    }

    private func cosine(ofDegrees degrees: Double) -> Double {
        // The first terms of the series are ample for the size of a cell.
        let x = degrees * .pi / 180
        return 1 - x * x / 2 + x * x * x * x / 24 - x * x * x * x * x * x / 720
    }
}

private struct Layout {
    let west: Double
    let south: Double
    let width: Double
    let height: Double
    let columns: Int
    let rows: Int

    /// Calls `body` for every cell that the segment from `a` to `b` may touch, at least.
    func cells(from a: GeoPoint, to b: GeoPoint, _ body: (Int) -> Void) {
        let (low, high) = a.latitude <= b.latitude ? (a, b) : (b, a)
        let (firstRow, lastRow) = (row(low.latitude), row(high.latitude))
        for row in firstRow...lastRow {
            // The part of the segment within this row of cells, widened by nothing: its ends decide the columns.
            let from = row == firstRow ? low.longitude : longitude(low, high, south + Double(row) * height)
            let to = row == lastRow ? high.longitude : longitude(low, high, south + Double(row + 1) * height)
            for column in column(min(from, to))...column(max(from, to)) { body(row * columns + column) }
        }
    }

    private func longitude(_ low: GeoPoint, _ high: GeoPoint, _ latitude: Double) -> Double {
        let share = (latitude - low.latitude) / (high.latitude - low.latitude)
        return low.longitude + max(0, min(1, share)) * (high.longitude - low.longitude)
    }

    private func row(_ latitude: Double) -> Int { max(0, min(rows - 1, Int((latitude - south) / height))) }
    private func column(_ longitude: Double) -> Int { max(0, min(columns - 1, Int((longitude - west) / width))) }
}
