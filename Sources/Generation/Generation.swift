// The room Generation; its files follow.
