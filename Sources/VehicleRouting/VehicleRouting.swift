// The room VehicleRouting; its files follow.
