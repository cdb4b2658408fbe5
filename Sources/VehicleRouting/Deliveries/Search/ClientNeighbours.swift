/// For every client those close by, in the order in which the search looks at them.
final class ClientNeighbours: @unchecked Sendable {
    /// Neighbours per client for insertions and moves, and for strings to take out.
    let count: Int, ringCount: Int
    /// Close in cost and time, nearest first: `count` entries a client.
    let near: UnsafeMutablePointer<Int32>
    /// Close in cost, nearest first, the client itself in front: `ringCount` entries a client.
    let ring: UnsafeMutablePointer<Int32>
    /// Whether some start or end is as near as the neighbours, so that the ends of all tours are looked at.
    let isNearDepot: UnsafeMutablePointer<Bool>

    /// The `limit` nearest neighbours of each client.
    init(_ instance: DepotInstance, limit: Int, ringLimit: Int) {
        let clients = instance.clients
        count = min(limit, max(0, clients - 1))
        ringCount = min(ringLimit, clients)
        near = Flat.room(clients * count, 0)
        ring = Flat.room(clients * ringCount, 0)
        isNearDepot = Flat.room(clients, true)
        let depots = Set((0..<instance.types).flatMap { [Int(instance.start[$0]), Int(instance.end[$0])] }).sorted()
        for client in 0..<clients {
            let close = Self.nearest(count, to: client, of: clients) { Self.nearness(instance, client, $0) }
            for (entry, other) in close.enumerated() { near[client * count + entry] = Int32(other) }
            let around =
                [client]
                + Self.nearest(max(count, ringCount), to: client, of: clients) { Self.cost(instance, client, $0) }
            for (entry, other) in around.prefix(ringCount).enumerated() {
                ring[client * ringCount + entry] = Int32(other)
            }
            if count < clients - 1, count > 0 {
                let reach = Self.cost(instance, client, around[count])
                let own = Int(instance.place[client]) * instance.places
                isNearDepot[client] = depots.contains { Double(instance.cost[own + $0]) <= reach }
            }
        }
    }

    deinit {
        near.deallocate()
        ring.deallocate()
        isNearDepot.deallocate()
    }

    /// The `count` others with the smallest keys, smallest first; equal keys by number.
    private static func nearest(_ count: Int, to client: Int, of clients: Int, by key: (Int) -> Double) -> [Int] {
        var best: [(key: Double, client: Int)] = []
        best.reserveCapacity(count + 1)
        for other in 0..<clients where other != client {
            let own = key(other)
            if best.count == count {
                guard let last = best.last, own < last.key else { continue }
                best.removeLast()
            }
            var (low, high) = (0, best.count)
            while low < high {
                let middle = (low + high) / 2
                if best[middle].key <= own { low = middle + 1 } else { high = middle }
            }
            best.insert((own, other), at: low)
        }
        return best.map(\.client)
    }

    private static func cost(_ instance: DepotInstance, _ a: Int, _ b: Int) -> Double {
        let (from, to) = (Int(instance.place[a]), Int(instance.place[b]))
        return Double(min(instance.cost[from * instance.places + to], instance.cost[to * instance.places + from]))
    }

    /// Cost of going from one to the other with a part of the waiting and all lateness that it means (Vidal et al. 2013).
    private static func nearness(_ instance: DepotInstance, _ a: Int, _ b: Int) -> Double {
        min(oneWay(instance, a, b), oneWay(instance, b, a))
    }

    private static func oneWay(_ instance: DepotInstance, _ a: Int, _ b: Int) -> Double {
        let way = Int(instance.place[a]) * instance.places + Int(instance.place[b])
        let cost = Double(instance.cost[way])
        guard instance.isTimed else { return cost }
        let move = Int(instance.time[way]) + Int(instance.service[a])
        let waiting = max(0, Int(instance.ready[b]) - move - Int(instance.due[a]))
        let lateness = max(0, Int(instance.ready[a]) + move - Int(instance.due[b]))
        return cost + 0.2 * Double(waiting) + Double(lateness)
    }
}
