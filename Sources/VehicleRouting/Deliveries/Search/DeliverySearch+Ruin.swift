import Quantities

/// Taking out strings of neighbouring clients.
extension DeliverySearch {
    /// Takes strings out of the tours around a client.
    func ruin() {
        let (kernel, random) = (kernel, random)
        let open = kernel.totals.pointee.openCount
        guard open > 0 else { return }
        let served = instance.clients - kernel.totals.pointee.bankCount
        let longest = min(Double(settings.longestString), max(1, Double(served) / Double(open)))
        let strings = Int(random.pointee.unit() * (4 * settings.ruinSize / (1 + longest) - 1) + 1)
        let seed: Int
        if kernel.totals.pointee.bankCount > 0, random.pointee.below(2) == 0 {
            seed = Int(kernel.bank[random.pointee.below(kernel.totals.pointee.bankCount)])
        } else {
            seed = random.pointee.below(instance.clients)
        }
        let ring = neighbours.ring + seed * neighbours.ringCount
        var taken = 0
        if random.pointee.unit() < settings.wholeTours {
            let slot = Int(kernel.open[random.pointee.below(open)])
            kernel.log(slot)
            let first = Int(kernel.next[kernel.start(slot)])
            takeString(first, slot, Int(kernel.size[slot]), length: Int(kernel.size[slot]))
        }
        for entry in 0..<neighbours.ringCount {
            let client = Int(ring[entry])
            let slot = Int(kernel.tour[client])
            guard slot >= 0, !kernel.undo.isLogged[slot] else { continue }
            kernel.log(slot)
            let size = Int(kernel.size[slot])
            let most = min(Double(size), longest)
            takeString(client, slot, size, length: min(size, Int(random.pointee.unit() * most + 1)))
            taken += 1
            if taken == strings { return }
        }
    }

    /// Takes out `length` clients around `client`; half of the time the string keeps some in its middle.
    private func takeString(_ client: Int, _ slot: Int, _ size: Int, length: Int) {
        let random = random
        var kept = 0
        if length > 1, length < size, random.pointee.below(2) == 0 {
            kept = 1
            while length + kept < size, random.pointee.below(100) != 0 { kept += 1 }
        }
        let span = length + kept
        let position = Int(kernel.position[client])
        let lowest = max(0, position - span + 1)
        let first = lowest + random.pointee.below(min(position, size - span) - lowest + 1)
        let keptFrom = kept > 0 ? 1 + random.pointee.below(length - 1) : span
        let oldCost = kernel.cost(slot)
        var node = client
        var at = position
        while at > first {
            node = Int(kernel.previous[node])
            if node < kernel.clients { at -= 1 }
        }
        for step in 0..<span {
            while node >= kernel.clients { node = Int(kernel.next[node]) }
            let after = Int(kernel.next[node])
            if step < keptFrom || step >= keptFrom + kept { kernel.remove(node) }
            node = after
        }
        if instance.hasShipments { takeOtherEnds(slot) }
        kernel.settle(slot, oldCost: oldCost)
    }
}
