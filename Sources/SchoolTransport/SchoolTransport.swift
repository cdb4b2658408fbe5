// The room SchoolTransport; its files follow.
