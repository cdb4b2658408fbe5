// The room RoadNetwork; its files follow.
