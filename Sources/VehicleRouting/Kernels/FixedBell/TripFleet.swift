/// Trips and the links that chain them into vehicle-days, in flat memory.
///
/// The number of vehicles is the number of trips less the links. A stop's insertion never breaks the link to the trip
/// that follows, because a trip leaves its school at the bell whatever it did before; taking stops or trips out never
/// breaks anything (triangle inequality).
final class TripFleet {
    let instance: FixedBellInstance
    /// Room for this many trips.
    let slots: Int
    /// Most stops of a trip.
    let stride: Int
    /// The school of each trip, or -1 for a free slot.
    let school: UnsafeMutablePointer<Int32>
    let count: UnsafeMutablePointer<Int32>
    let load: UnsafeMutablePointer<Int32>
    /// Service of all stops and all legs, the last one to the school.
    let duration: UnsafeMutablePointer<Float>
    let previous: UnsafeMutablePointer<Int32>
    let next: UnsafeMutablePointer<Int32>
    /// Driving from the previous trip's school to the first stop; 0 for a day's first trip.
    let deadhead: UnsafeMutablePointer<Float>
    /// Stops of each trip, relative to their school's first stop.
    let stops: UnsafeMutablePointer<Int32>
    /// The trip of each stop, or -1.
    let tripOf: UnsafeMutablePointer<Int32>
    /// Trips of each school; room for one per stop, from the school's first stop on.
    let list: UnsafeMutablePointer<Int32>
    let listCount: UnsafeMutablePointer<Int32>
    /// Free slots, the last one is taken next.
    var spare: [Int32]
    /// Every slot in use lies below.
    private(set) var highest = 0
    /// Days: trips less links.
    var days = 0

    init(_ instance: FixedBellInstance, slots: Int) {
        self.instance = instance
        self.slots = slots
        stride = min(instance.stops, max(1, Int(instance.capacity))) + 1
        // Copies for undo stand behind the working trips.
        school = Flat.room(2 * slots, -1)
        count = Flat.room(2 * slots, 0)
        load = Flat.room(2 * slots, 0)
        duration = Flat.room(2 * slots, 0)
        previous = Flat.room(2 * slots, -1)
        next = Flat.room(2 * slots, -1)
        deadhead = Flat.room(2 * slots, 0)
        stops = Flat.room(2 * slots * stride, 0)
        tripOf = Flat.room(instance.stops, -1)
        list = Flat.room(instance.stops, 0)
        listCount = Flat.room(instance.schools, 0)
        spare = (0..<Int32(slots)).reversed()
    }

    deinit {
        for pointer in [school, count, load, previous, next, stops, tripOf, list, listCount] { pointer.deallocate() }
        duration.deallocate()
        deadhead.deallocate()
    }

    /// The matrix of a school's stops, and its width.
    @inline(__always)
    func square(_ mine: Int) -> (matrix: UnsafeMutablePointer<Float>, width: Int) {
        (instance.squares[mine], Int(instance.firstStop[mine + 1] - instance.firstStop[mine]) + 1)
    }

    /// Computes a trip's load, duration and deadhead from its stops and its predecessor.
    func measure(_ trip: Int) {
        let mine = Int(school[trip])
        let (matrix, width) = square(mine)
        let base = Int(instance.firstStop[mine])
        let row = stops + trip * stride
        var sum: Float = 0
        var pupils: Int32 = 0
        let length = Int(count[trip])
        for index in 0..<length {
            let stop = Int(row[index])
            sum += instance.service[base + stop]
            pupils += instance.pupils[base + stop]
            sum += matrix[stop * width + (index + 1 < length ? Int(row[index + 1]) : width - 1)]
        }
        duration[trip] = sum
        load[trip] = pupils
        measureDeadhead(trip)
    }

    /// Computes the way from the previous trip's school.
    @inline(__always)
    func measureDeadhead(_ trip: Int) {
        let before = Int(previous[trip])
        deadhead[trip] = before < 0 ? 0 : way(from: Int(school[before]), to: trip)
    }

    /// Driving from a school to the first stop of a trip.
    @inline(__always)
    func way(from origin: Int, to trip: Int) -> Float {
        let base = Int(instance.firstStop[Int(school[trip])])
        return instance.fromSchool[(base + Int(stops[trip * stride])) * instance.schools + origin]
    }

    /// Whether a vehicle that leaves school `origin` can run `trip` next.
    @inline(__always)
    func canFollow(_ origin: Int, _ trip: Int) -> Bool {
        way(from: origin, to: trip) + duration[trip] <= instance.before[Int(school[trip]) * instance.schools + origin]
    }

    /// Chains `after` behind `before`; either may be -1.
    @inline(__always)
    func link(_ before: Int, _ after: Int) {
        if before >= 0 { next[before] = Int32(after) }
        if after >= 0 {
            previous[after] = Int32(before)
            measureDeadhead(after)
        }
    }

    /// Takes a free slot for an empty trip of a school; -1 when all are taken.
    func open(_ mine: Int) -> Int {
        guard let slot = spare.popLast() else { return -1 }
        let trip = Int(slot)
        highest = max(highest, trip + 1)
        school[trip] = Int32(mine)
        count[trip] = 0
        (previous[trip], next[trip]) = (-1, -1)
        let start = Int(instance.firstStop[mine])
        list[start + Int(listCount[mine])] = slot
        listCount[mine] += 1
        return trip
    }

    /// Frees the slot of a trip that no link holds.
    func close(_ trip: Int) {
        let mine = Int(school[trip])
        let start = Int(instance.firstStop[mine])
        let trips = Int(listCount[mine])
        var index = 0
        while index < trips, Int(list[start + index]) != trip { index += 1 }
        for later in index..<trips - 1 { list[start + later] = list[start + later + 1] }
        listCount[mine] -= 1
        school[trip] = -1
        spare.append(Int32(trip))
    }

    /// Makes this fleet equal to another one of the same measures.
    func copy(_ other: TripFleet) {
        let trips = max(highest, other.highest)
        func move<Value>(_ array: UnsafeMutablePointer<Value>, _ its: UnsafeMutablePointer<Value>, _ count: Int) {
            array.update(from: its, count: count)
        }
        for (mine, its) in [
            (school, other.school), (count, other.count), (load, other.load), (previous, other.previous),
            (next, other.next),
        ] { move(mine, its, trips) }
        move(duration, other.duration, trips)
        move(deadhead, other.deadhead, trips)
        move(stops, other.stops, trips * stride)
        move(tripOf, other.tripOf, instance.stops)
        move(list, other.list, instance.stops)
        move(listCount, other.listCount, instance.schools)
        (spare, highest, days) = (other.spare, other.highest, other.days)
    }

    /// Copies a trip's record, its stops included.
    func copy(_ from: Int, to: Int) {
        school[to] = school[from]
        count[to] = count[from]
        load[to] = load[from]
        duration[to] = duration[from]
        previous[to] = previous[from]
        next[to] = next[from]
        deadhead[to] = deadhead[from]
        if school[from] >= 0 {
            (stops + to * stride).update(from: stops + from * stride, count: Int(count[from]))
        }
    }
}
