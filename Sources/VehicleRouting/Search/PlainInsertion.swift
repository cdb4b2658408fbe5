import Quantities

/// Builds tours request by request at the cheapest place, each place judged by the full schedule.
struct PlainInsertion {
    /// A tour under construction.
    struct Draft {
        var type: Int
        var nodes: [TourNode]
    }

    let instance: DayInstance
    private(set) var drafts: [Draft] = []
    private(set) var left: [Int] = []

    init(_ instance: DayInstance) { self.instance = instance }

    /// Inserts every request, the farthest from their school first.
    mutating func insertAll() {
        let order = instance.riders.indices.sorted {
            (-distance($0), $0) < (-distance($1), $1)
        }
        for request in order where !insert(request) && !open(request) { left.append(request) }
    }

    private func distance(_ request: Int) -> Int {
        let rider = instance.riders[request]
        return instance.drive(rider.stop, instance.groups[rider.group].place)
    }

    private mutating func insert(_ request: Int) -> Bool {
        var best: (cost: Int, draft: Int, nodes: [TourNode])?
        for (number, draft) in drafts.enumerated() {
            let before = driving(draft.nodes, draft.type)
            for nodes in placements(of: request, in: draft.nodes) {
                let cost = driving(nodes, draft.type) - before
                guard cost < best?.cost ?? .max, TourTimes(nodes, type: draft.type, in: instance) != nil else {
                    continue
                }
                best = (cost, number, nodes)
            }
        }
        guard let best else { return false }
        drafts[best.draft].nodes = best.nodes
        return true
    }

    private mutating func open(_ request: Int) -> Bool {
        let nodes: [TourNode] = [.stop(request), .school(group: instance.riders[request].group)]
        let types = instance.problem.fleet.indices.filter { type in
            let used = drafts.count { $0.type == type }
            return used < instance.problem.fleet[type].count ?? .max
                && TourTimes(nodes, type: type, in: instance) != nil
        }
        guard
            let type = types.max(by: {
                instance.problem.fleet[$0].capacity.seats < instance.problem.fleet[$1].capacity.seats
            })
        else { return false }
        drafts.append(Draft(type: type, nodes: nodes))
        return true
    }

    /// The pickup anywhere, the school visit that follows or a new one right behind it or at the end.
    private func placements(of request: Int, in nodes: [TourNode]) -> [[TourNode]] {
        let school = TourNode.school(group: instance.riders[request].group)
        var result: [[TourNode]] = []
        for position in 0...nodes.count {
            let tail = nodes[position...]
            let head = nodes[..<position] + [.stop(request)]
            result.append(Array(head + [school] + tail))
            if tail.contains(school) {
                result.append(Array(head + tail))
            } else {
                result.append(Array(head + tail + [school]))
            }
        }
        return result
    }

    private func driving(_ nodes: [TourNode], _ type: Int) -> Int {
        let writer = TourWriter(instance: instance)
        let depot = instance.problem.fleet[type].depot
        var last = depot
        var sum = 0
        for node in nodes {
            let place = writer.place(of: node)
            sum += instance.drive(last, place)
            last = place
        }
        return sum + instance.drive(last, depot)
    }
}
