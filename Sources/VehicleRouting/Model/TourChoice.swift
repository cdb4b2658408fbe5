/// What GLPK proved when it chose among the vehicle-days that the search came by.
public struct TourChoice: Hashable, Sendable {
    /// Vehicle-days that could be chosen.
    public var considered: Int
    /// The cost of those chosen, in the unit of `RoutingPlan.cost`, riding included.
    public var cost: Double
    /// No other choice from the same days costs less while requests stay within their blocks.
    public var bound: Double

    /// A choice among `considered` days.
    public init(considered: Int, cost: Double, bound: Double) {
        self.considered = considered
        self.cost = cost
        self.bound = bound
    }

    /// The part of the cost that a better choice might save, 0 when proved the best.
    public var gap: Double { cost <= bound || cost <= 0 ? 0 : (cost - bound) / cost }

    /// Two choices for different parts of a plan, as one.
    public static func + (lhs: TourChoice, rhs: TourChoice) -> TourChoice {
        TourChoice(
            considered: lhs.considered + rhs.considered, cost: lhs.cost + rhs.cost, bound: lhs.bound + rhs.bound)
    }
}
