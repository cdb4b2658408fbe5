// The room Coordinates; its files follow.
