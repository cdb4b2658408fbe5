package import TransportModel

/// One promise of the plan folder, recomputed from the bundle, the road network and the written files alone.
package protocol PlanCheck: Sendable {
    /// Every breach of the promise, in the order of the rows that break it.
    func findings(in context: CheckContext) -> [Finding]
}
