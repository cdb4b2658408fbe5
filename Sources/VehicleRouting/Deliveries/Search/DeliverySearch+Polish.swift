/// Granular moves around the clients that a step put back.
extension DeliverySearch {
    /// Most moves that one step carries out.
    private static let mostMoves = 50

    /// Improves the changed tours, if the step came close enough to be accepted.
    func polish(_ oldCost: Int) {
        let reach = settings.polishReach * state.pointee.temperature
        guard kernel.canExchange, Double(kernel.totals.pointee.cost - oldCost) <= reach else { return }
        kernel.refreshLogged()
        var moves = 0
        var entry = 0
        let count = state.pointee.pendingCount
        var idle = 0
        while idle < count, moves < Self.mostMoves {
            let client = Int(pending[entry])
            entry = entry + 1 == count ? 0 : entry + 1
            idle += 1
            guard kernel.tour[client] >= 0 else { continue }
            let move = bestMove(client)
            guard move.kind != .none else { continue }
            kernel.apply(move)
            moves += 1
            idle = 0
        }
    }

    /// The move that gains most by putting `client` next to one of its neighbours.
    func bestMove(_ client: Int) -> DepotKernel.Move {
        var best = DepotKernel.Move()
        let near = neighbours.near + client * neighbours.count
        for entry in 0..<min(settings.moveNeighbours, neighbours.count) {
            let other = Int(near[entry])
            guard kernel.tour[other] >= 0 else { continue }
            if kernel.tour[other] == kernel.tour[client] {
                tryWithin(client, other, &best)
            } else {
                tryBetween(client, other, &best)
            }
        }
        return best
    }

    /// Moves that put `client` right behind or before `other` of another tour.
    @inline(__always)
    private func tryBetween(_ client: Int, _ other: Int, _ best: inout DepotKernel.Move) {
        let kernel = kernel
        if isShort(other, client) {
            kernel.tryTails(other, client, &best)
            var last = client
            for _ in 0..<settings.longestPart {
                var after = Int(kernel.next[other])
                kernel.tryExchange(client, last, between: other, after, &best)
                for _ in 0..<min(2, settings.longestPart) where kernel.isClient(after) {
                    after = Int(kernel.next[after])
                    kernel.tryExchange(client, last, between: other, after, &best)
                }
                last = Int(kernel.next[last])
                if !kernel.isClient(last) { break }
            }
        }
        if isShort(client, other) {
            kernel.tryTails(client, other, &best)
            var first = client
            for _ in 0..<settings.longestPart {
                var before = Int(kernel.previous[other])
                kernel.tryExchange(first, client, between: before, other, &best)
                for _ in 0..<min(2, settings.longestPart) where kernel.isClient(before) {
                    before = Int(kernel.previous[before])
                    kernel.tryExchange(first, client, between: before, other, &best)
                }
                first = Int(kernel.previous[first])
                if !kernel.isClient(first) { break }
            }
        }
    }

    /// Whether going from one client to the other is shorter than one of the two ways that it replaces; a move all of
    /// whose new ways are longer cannot gain.
    @inline(__always)
    private func isShort(_ from: Int, _ to: Int) -> Bool {
        let base = instance.base[Int(kernel.type[Int(kernel.tour[from])])]
        let way = kernel.way(from, to, base)
        return way < Int(kernel.gap[from]) || way < Int(kernel.gap[Int(kernel.previous[to])])
    }

    /// Moves that put `client` right behind or before `other` of the same tour.
    @inline(__always)
    private func tryWithin(_ client: Int, _ other: Int, _ best: inout DepotKernel.Move) {
        let kernel = kernel
        let (own, its) = (kernel.position[client], kernel.position[other])
        if instance.isSymmetric {
            let (early, late) = own < its ? (client, other) : (other, client)
            if abs(own - its) > 1 {
                kernel.tryReversal(early, late, &best)
                kernel.tryReversal(Int(kernel.previous[early]), Int(kernel.previous[late]), &best)
            }
        }
        var (first, last) = (client, client)
        for length in 0..<settings.longestPart {
            if length > 0 {
                last = Int(kernel.next[last])
                guard kernel.isClient(last), last != other else { break }
            }
            shift(client, last, by: other, &best)
        }
        for _ in 1..<max(1, settings.longestPart) {
            first = Int(kernel.previous[first])
            guard kernel.isClient(first), first != other else { break }
            shift(first, client, by: other, &best)
        }
    }

    /// Tries `first...last` behind and before `other`, both ways round.
    @inline(__always)
    private func shift(_ first: Int, _ last: Int, by other: Int, _ best: inout DepotKernel.Move) {
        let (after, before) = (Int(kernel.next[other]), Int(kernel.previous[other]))
        let turns = first != last && instance.isSymmetric
        if after != first {
            kernel.tryShift(first, last, between: other, after, turns: false, &best)
            if turns { kernel.tryShift(first, last, between: other, after, turns: true, &best) }
        }
        if before != last {
            kernel.tryShift(first, last, between: before, other, turns: false, &best)
            if turns { kernel.tryShift(first, last, between: before, other, turns: true, &best) }
        }
    }
}
