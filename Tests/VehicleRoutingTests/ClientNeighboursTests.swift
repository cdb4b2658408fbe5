import Testing

@testable import VehicleRouting

struct ClientNeighboursTests {
    @Test(arguments: UInt64(1)...10)
    func `neighbours are the nearest clients, nearest first, without the client itself`(seed: UInt64) {
        let problem = RandomDeliveries(clients: 30, isTimed: false, hasPlaces: false, isOneWay: false).make(seed: seed)
        let neighbours = ClientNeighbours(DepotInstance(problem), limit: 8, ringLimit: 12)
        let cost = problem.profiles[0].cost
        for client in 0..<30 {
            let row = (0..<30).map { Int(cost[(2 + client) * problem.places + 2 + $0]) }
            let others = (0..<30).filter { $0 != client }.sorted { (row[$0], $0) < (row[$1], $1) }
            #expect((0..<8).map { Int(neighbours.near[client * 8 + $0]) } == Array(others.prefix(8)))
            #expect((0..<12).map { Int(neighbours.ring[client * 12 + $0]) } == [client] + others.prefix(11))
        }
    }

    @Test func `windows that cannot follow each other are far apart`() {
        var problem = RandomDeliveries(clients: 3, isTimed: false, hasPlaces: false, isOneWay: false).make(seed: 1)
        let ways: [Int32] = (0..<25).map { $0 / 5 == $0 % 5 ? 0 : 10 }
        problem.profiles = [.init(cost: ways, duration: ways)]
        problem.clients[0].window = 0...10
        problem.clients[1].window = 400...410
        problem.clients[2].window = 20...40
        let neighbours = ClientNeighbours(DepotInstance(problem), limit: 1, ringLimit: 3)
        // All ways are as long; only 0 and 2 can be served without a long wait.
        #expect(neighbours.near[0] == 2 && neighbours.near[2] == 0)
    }
}
