// The room Exports; its files follow.
