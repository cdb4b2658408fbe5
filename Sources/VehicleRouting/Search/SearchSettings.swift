/// The knobs of ruin and recreate. One set of defaults serves every problem; others are for measuring ingredients.
public struct SearchSettings: Sendable {
    /// Requests taken out by a step, on average.
    public var ruinSize = 10.0
    /// Longest string of requests taken out of one day.
    public var longestString = 10
    /// How often a ruin starts at an absent request.
    public var seedsAtBank = 0.5
    /// How often a string is all pupils of one school visit.
    public var wholeGroups = 0.4
    /// How often a whole day goes too.
    public var wholeDays = 0.02
    /// In the last phase, how often a ruin gives a day a vehicle with fewer seats.
    public var smallerVehicles = 0.1
    /// How often a step begins with two days that exchange all they do after a moment at which they are empty.
    public var tailExchanges = 0.3
    /// How often a day is overlooked by an insertion.
    public var blinkRate = 0.01
    /// Annealing temperatures, in driven seconds, while vehicles are saved.
    public var hot = 50.0, cold = 5.0
    /// Annealing temperatures of the last phase, which saves cost.
    public var polishHot = 15.0, polishCold = 0.5
    /// The share of the budget kept for the last phase.
    public var polishShare = 0.2
    /// Independent searches of the whole plan; `nil`: four with a repeatable budget, else one per thread.
    public var lanes: Int?
    /// The share of the budget that one lane takes alone at the start.
    public var descentShare = 0.05
    /// Steps of each lane between meetings while vehicles are saved; 0: they meet when one has saved a vehicle.
    public var roundSteps = 64
    /// In the last phase, how often the best days of all lanes are put together.
    public var recombinations = 3
    /// Days that a lane keeps for that.
    public var poolDays = 4000
    /// Most absent requests that a step may leave, unless there were more before it.
    public var longestBank = 50
    /// Absent requests gain weight with every step.
    public var countsAbsence = true
    /// Orders of insertion other than random are used.
    public var sortsInsertions = true

    /// Fixed bells: annealing temperatures, in driven seconds, while vehicles are saved.
    public var fixedBellHot = 20.0, fixedBellCold = 1.0
    /// Fixed bells: steps of each lane between meetings while vehicles are saved; 0: lanes only share better plans.
    public var fixedBellRoundSteps = 1000
    /// Fixed bells: stops taken out by a step, on average.
    public var fixedBellRuinSize = 12.0
    /// Fixed bells: how often a whole trip of any school goes too.
    public var wholeTrips = 0.3
    /// Fixed bells: how often a ruin takes whole trips of one school instead of strings, and about how many stops then.
    public var schoolRuins = 0.15, schoolRuinSize = 25.0
    /// Fixed bells: attempts to relink trips before each step.
    public var relinkTrials = 12
    /// Fixed bells: steps between exact matchings.
    public var matchingPeriod = 20_000
    /// Fixed bells: weight of deadhead seconds while vehicles are saved.
    public var deadheadWeight = 0.25
    /// Fixed bells: a vehicle is saved by taking out one trip where that is enough.
    public var usesEssentialTrips = true

    /// The defaults.
    public init() {}
}
