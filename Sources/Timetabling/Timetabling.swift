// The room Timetabling; its files follow.
