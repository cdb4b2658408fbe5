import Quantities
import Tables
import TransportModel

/// A row of `staff/choices.csv`: a family's choice and what it costs the plan, over the whole cycle.
///
/// The price compares the stop that was asked for with the best other stop of the home: positive numbers are what the
/// choice adds, negative ones what it saves. It is a marginal estimate: all other pupils keep their stops, all trips their
/// order and their vehicles; the pupil's place is taken out of its trips and put into the cheapest trip of the same day
/// and session that has room. Clock times and ride limits are not planned again, so the move may not be possible as it
/// is; and as a wholly new plan can be cheaper than the moved one, the price of a choice that the plan honours is a low
/// estimate, and that of one it does not a high one.
///
/// The dearest choices by this estimate are planned as well: `planned` and what follows it are the busiest day on which
/// the pupil rides from that home, planned with the choice and without (see `SecondPlan`); blank for all others.
struct ChoicePrice: PlanTableRow {
    /// Who chose, for which home, and which stop.
    var pupilID = "", homeID = "", stopID = ""
    /// Whether the plan uses it.
    var isHonoured = false
    /// The stop that it is compared with: where the pupil would go, or goes, without the choice.
    var otherStopID = ""
    /// The most vehicles out on any day with the choice and without.
    var vehiclesWith = 0, vehiclesWithout = 0
    /// Driven minutes with pupils in a cycle.
    var minutesWith = 0, minutesWithout = 0
    /// The cost of all blocks.
    var costWith = Cost.zero, costWithout = Cost.zero
    /// What the choice adds.
    var extraVehicles = 0, extraMinutes = 0, extraKilometres = 0.0, extraCost = Cost.zero
    /// What it adds to the stop plan: opened stops and walks, in money.
    var extraStopCost = Cost.zero
    /// The day that was planned twice, such as `1-Mon`; `nil` where there is only the estimate.
    var plannedDay: String?
    /// Vehicles out on that day with the choice and without.
    var dayVehiclesWith: Int?, dayVehiclesWithout: Int?
    /// Driven minutes with pupils on that day, rounded.
    var dayMinutesWith: Int?, dayMinutesWithout: Int?
    /// The cost of all vehicles' days.
    var dayCostWith: Cost?, dayCostWithout: Cost?

    static let fileName = "staff/choices.csv"
    static let columns: [TableColumn<Self>] = [
        .init("pupil_id", \.pupilID), .init("home_id", \.homeID), .init("stop_id", \.stopID),
        .init("honoured", \.isHonoured), .init("other_stop_id", \.otherStopID),
        .init("vehicles_with", \.vehiclesWith), .init("vehicles_without", \.vehiclesWithout),
        .init("minutes_with", \.minutesWith), .init("minutes_without", \.minutesWithout),
        .init("cost_with", \.costWith), .init("cost_without", \.costWithout),
        .init("extra_vehicles", \.extraVehicles), .init("extra_min", \.extraMinutes),
        .init("extra_km", \.extraKilometres), .init("extra_cost", \.extraCost),
        .init("extra_stop_cost", \.extraStopCost), .init("planned_day", \.plannedDay),
        .init("day_vehicles_with", \.dayVehiclesWith), .init("day_vehicles_without", \.dayVehiclesWithout),
        .init("day_minutes_with", \.dayMinutesWith), .init("day_minutes_without", \.dayMinutesWithout),
        .init("day_cost_with", \.dayCostWith), .init("day_cost_without", \.dayCostWithout),
    ]
    var key: [TableKeyPart] { [.text(pupilID), .text(homeID)] }
}
