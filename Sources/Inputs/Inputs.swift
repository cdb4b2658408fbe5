// The room Inputs; its files follow.
