// The room Tables; its files follow.
