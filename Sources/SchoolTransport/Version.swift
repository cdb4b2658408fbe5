/// The version that plans, feeds and `--version` carry.
public let skjutsVersion = "0.1.0"
