// The room BenchmarkInstances; its files follow.
