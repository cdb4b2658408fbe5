/// Every key that a rule file knows, by the group it stands in; the JSON Schema in `Data/schemas` has the same.
package enum RuleFileKeys {
    /// Units of length as the last part of a key, with their metres.
    package static let lengthUnits: [(suffix: String, metres: Double)] = [("m", 1), ("km", 1000), ("miles", 1609.344)]

    /// The keys of a distance, such as `more_than_m`.
    package static let distances = ["more_than", "at_least", "less_than", "at_most"].flatMap(lengths)

    /// `name` with each unit: `name_m`, `name_km`, `name_miles`.
    package static func lengths(_ name: String) -> [String] { lengthUnits.map { "\(name)_\($0.suffix)" } }

    package static let file = [
        "name", "version", "country", "about", "valid", "sources", "bands", "seasons", "measure", "measures", "rules",
        "hazards", "homes", "days", "review", "stop", "ride", "wait", "day_total", "process",
    ]
    package static let valid = ["from", "to"]
    package static let source = ["id", "title", "url", "read", "note"]
    package static let window = ["season", "from", "to", "extended_to"]
    package static let measure =
        ["profile", "from", "to", "school", "round", "roads", "avoid_hazards"] + lengths("add")
    package static let rounding = ["direction"] + lengths("step")
    package static let roads = ["paths", "private", "winter_maintained", "all_year", "lit"]
    package static let who =
        ["bands", "grades", "age", "needs", "protected", "schools", "school", "home", "columns", "except"]
        + whoColumns
    /// Keys of `who` that are columns of `pupils.csv` or `homes.csv` with the same name.
    package static let whoColumns = [
        "school_form", "support", "municipality", "low_income", "small_class", "stream", "language", "care",
    ]
    package static let age = ["at_least", "under", "as_of"]
    package static let rule =
        [
            "id", "law", "source", "note", "text", "reason_code", "bands", "grades", "who", "when", "also", "gives",
            "sessions", "weekdays",
        ] + condition
    /// The keys of a condition, at a rule or in its list `also`.
    package static let condition =
        ["measure", "upper_measure", "among_nearest_schools", "school_pool", "hazard"] + distances
        + lengths("no_school_within")
    package static let hazardCondition = ["safe_detour_more_than", "measure"] + lengths("along_more_than")
    package static let hazardPolicy =
        ["bands", "grades", "who", "for", "kinds", "risk_above", "risk_at_least", "columns", "when"]
        + lengths("exempt_along")
    package static let homes = ["entitled", "second", "law"]
    package static let secondHome = ["whole_weeks", "equal_within", "municipality", "application", "consent", "gives"]
    package static let days = ["limits", "extra_trips"]
    package static let dayLimit = ["bands", "grades", "who", "weekdays", "sessions", "except", "when", "law"]
    package static let dayException = ["weekdays", "column", "sessions"]
    package static let review = [
        "near_limit", "special_needs", "protected", "carried",
    ]
    package static let carried = ["causes", "bands", "grades", "who"]
    package static let nearLimit = ["within_m", "within_share"]
    package static let stop =
        ["share_of_entitlement", "transported_share", "avoid_hazards", "right_side", "beyond", "fetched_at_home"]
        + lengths("max_walk")
    package static let ride = minutes("max") + minutes("max_to_school") + minutes("max_from_school")
    package static let wait =
        [
            "clock", "guided", "uncounted_before_min", "uncounted_after_min", "arrive_before_min", "leave_after_min",
        ] + ride
    package static let dayTotal = minutes("max")
    package static let limit = ["bands", "grades", "who", "when", "limit", "law"]
    package static let process = [
        "application", "validity", "renewed_on_grades", "preliminary", "appeal", "modes", "allowance",
    ]
    package static let appeal = ["days", "to", "to_for_chosen_school"]
    package static let allowance = ["per_km", "empty_legs", "way"]
    package static let comparison = ["more_than", "at_least", "less_than", "at_most"]

    private static func minutes(_ name: String) -> [String] { ["\(name)_min", "\(name)_hours"] }
}
