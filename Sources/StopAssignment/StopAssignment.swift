// The room StopAssignment; its files follow.
