// The room PlanChecks; its files follow.
