import Quantities

extension FleetSearch {
    /// Lets two days exchange all they do after a moment at which both vehicles are empty (2-opt*, Potvin & Rousseau 1995),
    /// if annealing accepts the way between; true when it does.
    ///
    /// A random cut of a random day is tried with the cuts of all others, from a random day on, until one will do.
    @discardableResult
    func exchangeTails(temperature: Double) -> Bool {
        guard used.count > 1 else { return false }
        let first = used[random.below(used.count)]
        guard let cut = drawCut(first) else { return false }
        let most = -temperature * Double.logarithm(1 - random.unit())
        let from = random.below(used.count)
        for index in from..<from + used.count {
            let second = used[index % used.count]
            guard second != first, let other = firstCut(of: second, suiting: cut, of: first, below: Float(most)) else {
                continue
            }
            return exchangeTails(first, cut, second, other, below: most)
        }
        return false
    }

    /// A random school visit of the day after which nobody is aboard, or the day's start.
    private func drawCut(_ slot: Int) -> Int? {
        let drawn = random.below(Int(kernel.visitCount[slot]) + 1)
        guard drawn > 0 else { return kernel.firstGap }
        let node = Int(kernel.visitNode[slot * kernel.stride + drawn - 1])
        return kernel.isEmptyBehind(node, slot) ? node : nil
    }

    /// The first cut of `second` whose tail can be exchanged for that behind `cut` of `first`, so far as the clock says,
    /// with less than `most` more of driving.
    private func firstCut(of second: Int, suiting cut: Int, of first: Int, below most: Float) -> Int? {
        let kernel = kernel
        let end = TailEnd(kernel, first, cut)
        if let found = TailEnd(kernel, second, kernel.firstGap).suits(end, below: most) { return found }
        for visit in 0..<Int(kernel.visitCount[second]) {
            let node = Int(kernel.visitNode[second &* kernel.stride &+ visit])
            guard kernel.isEmptyBehind(node, second) else { continue }
            if let found = TailEnd(kernel, second, node).suits(end, below: most) { return found }
        }
        return nil
    }

    /// Exchanges the tails unless that breaks a rule or costs `most` or more; true when they are exchanged.
    private func exchangeTails(_ first: Int, _ cut: Int, _ second: Int, _ other: Int, below most: Double) -> Bool {
        step += 1
        saved.removeAll(keepingCapacity: true)
        save(first)
        save(second)
        let oldCost = kernel.cost[first] + kernel.cost[second]
        guard kernel.exchangeTails(first, cut, second, other),
            kernel.cost[first] + kernel.cost[second] < oldCost + most
        else {
            undo()
            return false
        }
        cost += kernel.cost[first] + kernel.cost[second] - oldCost
        for slot in [first, second] where kernel.isEmpty(slot) { retire(slot) }
        return true
    }
}
