// The room IntegerProgramming; its files follow.
