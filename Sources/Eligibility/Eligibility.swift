// The room Eligibility; its files follow.
